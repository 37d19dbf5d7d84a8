"""What is asked once and known ever after."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unbrace.rehab.red_flags import STICKY
from unbrace.rehab.sticky_facts import EarlierScreen, carried_over, joined
from unbrace.rehab.tests.content_screen import published_screen
from unbrace.rehab.triage import triage

SCREEN = published_screen()


def screens(*answers: tuple[dict[str, str], bool]) -> list[EarlierScreen]:
    return [EarlierScreen(said, cleared) for said, cleared in answers]


def test_a_fact_is_known_in_every_later_screen_and_a_symptom_is_not() -> None:
    assert carried_over(screens(({"CAN-1": "Y", "CAN-2": "Y", "INF-2": "N"}, False))) == {"CAN-1": "Y"}


def test_once_a_clinician_has_looked_it_is_cleared_and_still_counts() -> None:
    carried = carried_over(screens(({"CAN-1": "Y"}, True)))
    assert carried == {"CAN-1": "C"}
    assert triage(joined({"CAN-2": "N"}, carried), age=61, screen=SCREEN).urgency.code == "OK"
    assert triage(joined({"CAN-2": "Y"}, carried), age=61, screen=SCREEN).urgency.code == "S"


def test_a_later_no_undoes_nothing() -> None:
    carried = carried_over(screens(({"CAN-1": "Y"}, False), ({"CAN-1": "N"}, False)))
    assert joined({"CAN-1": "N"}, carried) == {"CAN-1": "Y"}


@pytest.mark.parametrize(
    ("fresh", "known", "means"),
    [
        ("Y", "C", "Y"),
        ("U", "C", "Y"),
        ("U", "Y", "Y"),
        ("N", "C", "C"),
        ("Y", "U", "Y"),
        ("U", "U", "U"),
        ("N", "U", "U"),
        ("3", "4", "4"),
        ("4", "3", "4"),
        ("0", "C", "C"),
        ("4", "C", "4"),
    ],
)
def test_where_both_speak_the_one_that_may_mean_more_wins(fresh: str, known: str, means: str) -> None:
    assert joined({"IBP-5": fresh}, {"IBP-5": known}) == {"IBP-5": means}


_facts = st.fixed_dictionaries(
    {}, optional={item: st.sampled_from(["Y", "U", "C"]) for item in sorted(STICKY - {"IBP-5"})}
)
_fresh = st.fixed_dictionaries(
    {}, optional={item: st.sampled_from(["Y", "N", "U"]) for item in sorted(SCREEN.items) if item != "IBP-5"}
)


@given(_fresh, _facts)
def test_what_is_known_never_lowers_what_is_answered(fresh: dict[str, str], facts: dict[str, str]) -> None:
    alone = triage(fresh, age=40, screen=SCREEN).urgency
    assert triage(joined(fresh, facts), age=40, screen=SCREEN).urgency >= alone
