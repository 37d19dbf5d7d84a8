"""Every threshold of the scoring from both sides, and that what is refused or missing is named by its number."""

import pytest

from unbrace.rehab.answer_ranges import answer_ranges, score_range
from unbrace.rehab.scoring import (
    ARITHMETIC,
    Answer,
    Band,
    ImportantChange,
    Incomplete,
    Instrument,
    OutOfRange,
    Score,
    band_of,
    change_label,
    score,
)
from unbrace.rehab.tests.test_scoring import INSTRUMENTS

SLEEP, GCPS, START_BACK = INSTRUMENTS["sleep"], INSTRUMENTS["gcps-r"], INSTRUMENTS["start-back"]


def outcome(name: str, answers: list[Answer]) -> Score | Incomplete:
    return score(INSTRUMENTS[name], answers)


@pytest.mark.parametrize(
    ("answers", "flags"),
    [([6, 6], ()), ([5, 6], ("LOW",)), ([6, 7], ("LOW",)), ([12, 0], ()), ([6, 10], ("LOW",))],
)
def test_sleep_is_low_under_six_hours_or_from_seven_on(answers: list[Answer], flags: tuple[str, ...]) -> None:
    found = score(SLEEP, answers)
    assert isinstance(found, Score)
    assert (found.value, found.flags) == (answers[1], flags)
    assert found.subscales == (("hours", answers[0]), ("quality", answers[1]))


@pytest.mark.parametrize(
    ("name", "answers", "missing"),
    [
        ("sleep", [None, 3], (1,)),
        ("sleep", [7, None], (2,)),
        ("sleep", [None, None], (1, 2)),
        ("peg", [None, 3, None], (1, 3)),
        ("psfs", [None, None], (1, 2)),
        ("nprs", [None], (1,)),
        ("phq-2", [1, None], (2,)),
        ("odi", [1, None, None, None, 1, 1, 1, 1, 1, 1], (2, 3, 4)),
        ("start-back", [0, 0, 0, 0, 0, 0, 0, 0, None], (9,)),
        ("gcps-r", [None, 1, 1, 1, 1], (1,)),
        ("gcps-r", [2, None, 1, 1, 1], (2,)),
        ("gcps-r", [2, 1, None, 1, None], (3, 5)),
        ("activity", [None, 30], (1,)),
        ("phq-9", [1] * 8 + [None], (9,)),
    ],
)
def test_blanks_are_named_by_their_number(name: str, answers: list[Answer], missing: tuple[int, ...]) -> None:
    found = outcome(name, answers)
    assert isinstance(found, Incomplete)
    assert found.missing == missing


@pytest.mark.parametrize(
    ("name", "answers", "item"),
    [
        ("peg", [0, 0, 11], 3),
        ("peg", [-1, 0, 0], 1),
        ("sleep", [25, 5], 1),
        ("sleep", [7, 11], 2),
        ("activity", [8, 30], 1),
        ("activity", [7, 1441], 2),
        ("start-back", [0, 2, 0, 0, 0, 0, 0, 0, 0], 2),
        ("start-back", [0, 0, 0, 0, 0, 0, 0, 2, 0], 8),
        ("start-back", [0, 0, 0, 0, 0, 0, 0, 0, 5], 9),
        ("gcps-r", [4, 0, 0, 0, 0], 1),
        ("gcps-r", [0, 4, 0, 0, 0], 2),
        ("gcps-r", [0, 0, 11, 0, 0], 3),
        ("psfs", [5, 11], 2),
        ("rmdq-24", [0], 0),
        ("rmdq-24", [24, 25], 25),
        ("grc", [-6], 1),
    ],
)
def test_an_answer_that_is_none_is_refused_by_its_number(name: str, answers: list[Answer], item: int) -> None:
    with pytest.raises(OutOfRange) as caught:
        outcome(name, answers)
    assert caught.value.item == item
    assert str(caught.value).startswith(f"item {item}: ")


def test_true_is_no_number_and_a_blank_is_no_statement() -> None:
    with pytest.raises(OutOfRange):
        outcome("nprs", [True])
    with pytest.raises(OutOfRange) as caught:
        outcome("rmdq-24", [None])
    assert caught.value.item == 0


@pytest.mark.parametrize(
    ("answers", "value", "band"),
    [
        ([0, 0, 0, 0, 0], 0, "no chronic pain"),
        ([1, 3, 10, 10, 10], 0, "no chronic pain"),
        ([1, None, None, None, None], 0, "no chronic pain"),
        ([2, 0, 3, 4, 4], 1, "mild"),
        ([2, 1, 4, 4, 4], 2, "bothersome"),
        ([3, 2, None, None, None], 3, "high-impact"),
        ([2, 3, 0, 0, 0], 3, "high-impact"),
    ],
)
def test_the_grades_of_chronic_pain(answers: list[Answer], value: int, band: str) -> None:
    found = score(GCPS, answers)
    assert isinstance(found, Score)
    assert (found.value, found.band) == (value, band)


@pytest.mark.parametrize(
    ("answers", "value", "psychological", "band"),
    [
        ([1, 1, 1, 0, 0, 0, 0, 0, 0], 3, 0, "low"),
        ([1, 1, 1, 1, 0, 0, 0, 0, 2], 4, 0, "medium"),
        ([1, 0, 0, 0, 1, 1, 0, 0, 3], 4, 3, "medium"),
        ([0, 0, 0, 0, 1, 1, 1, 0, 3], 4, 4, "high"),
        ([0, 0, 0, 0, 1, 1, 0, 0, 4], 3, 3, "low"),
    ],
)
def test_the_risk_groups(answers: list[Answer], value: int, psychological: int, band: str) -> None:
    found = score(START_BACK, answers)
    assert isinstance(found, Score)
    assert (found.value, found.band) == (value, band)
    assert found.subscales == (("psychological", psychological),)


@pytest.mark.parametrize(("value", "flags"), [(2, ()), (3, ("positive",)), (6, ("positive",))])
def test_a_short_form_is_positive_from_its_number_on(value: int, flags: tuple[str, ...]) -> None:
    short = Instrument("short", "total", 2, 0, 3, positive_from=3)
    found = score(short, [value // 2, value - value // 2])
    assert isinstance(found, Score)
    assert (found.value, found.flags) == (value, flags)
    assert score(Instrument("short", "total", 2, 0, 3), [3, 3]) == Score(6)


@pytest.mark.parametrize(
    ("first", "now", "label"),
    [
        (10, 7, "improved"),
        (10, 7.5, "within variation"),
        (20, 15, "within variation"),
        (20, 14, "improved"),
        (10, 10, "within variation"),
        (10, 13, "worsened"),
        (10, 12.5, "within variation"),
        (0, 3, "worsened"),
        (0, 2, "within variation"),
        (0, 0.5, "within variation"),
        (0, 0, "low to start with"),
        (2.9, 0, "low to start with"),
        (2.9, 2.9, "low to start with"),
        (3, 0, "improved"),
    ],
)
def test_a_change_needs_the_points_and_thirty_percent(first: float, now: float, label: str) -> None:
    """Without saying so, a change is 30 % and higher is worse."""
    assert change_label(first, now, ImportantChange(points=3)) == label


@pytest.mark.parametrize(
    ("first", "now", "label"),
    [
        (4, 6, "improved"),
        (4, 5.5, "within variation"),
        (4, 2, "worsened"),
        (0, 2, "improved"),
        (1, 1, "within variation"),
    ],
)
def test_where_higher_is_better_the_words_turn_round(first: float, now: float, label: str) -> None:
    assert change_label(first, now, ImportantChange(points=2, higher_is_worse=False)) == label


def test_a_band_is_found_in_whatever_order_they_are_written() -> None:
    bands = (Band(5, "middle"), Band(0, "low"), Band(10, "high"))
    assert [band_of(value, bands) for value in (0, 4.9, 5, 9, 10)] == [
        "low",
        "low",
        "middle",
        "middle",
        "high",
    ]
    assert band_of(-1, bands) is None


def test_at_most_five_activities_and_one_is_enough() -> None:
    assert outcome("psfs", [3]) == Score(3.0)
    with pytest.raises(ValueError, match="at most 5"):
        outcome("psfs", [1] * 6)


def test_blanks_are_made_up_for_up_to_the_number_and_no_further() -> None:
    two, three = [1, 1, 1, 1, 1, 1, None, None], [1, 1, 1, 1, 1, None, None, None]
    assert outcome("phq-8", [*two]) == Score(8, "mild")
    assert isinstance(outcome("phq-8", [*three]), Incomplete)
    assert outcome("ndi", [2] * 8 + [None, None]) == Score(20.0, "moderate", percent=40.0)
    assert outcome("odi", [5] * 8 + [None, None]) == Score(100.0, percent=100.0)


def test_a_percent_beside_the_points_has_one_decimal() -> None:
    score = ARITHMETIC["total_and_percent"](INSTRUMENTS["ndi"], (1, 1, 1, 1, 1, 1, 1, 2, None, 1))
    assert isinstance(score, Score)
    assert score.percent == 22.2


def test_every_arithmetic_is_called_by_its_own_name() -> None:
    assert set(ARITHMETIC) == {
        *("single", "mean", "mean_of_named", "ticked", "total", "total_with_subscales"),
        *("total_with_self_harm_item", "percent_of_answered", "total_and_percent", "start_back"),
        *("chronic_pain_grade", "sleep", "weekly_activity"),
    }
    assert all(rule.__name__ == name for name, rule in ARITHMETIC.items())


def test_the_ranges_of_items_that_differ_from_each_other() -> None:
    assert answer_ranges(START_BACK) == (*((0, 1),) * 8, (0, 4))
    assert answer_ranges(GCPS) == ((0, 3), (0, 3), (0, 10), (0, 10), (0, 10))
    assert answer_ranges(SLEEP) == ((0, 24), (0, 10))
    assert answer_ranges(INSTRUMENTS["rmdq-24"]) == ((0, 1),) * 24
    assert answer_ranges(INSTRUMENTS["grc"]) == ((-5, 5),)


@pytest.mark.parametrize(
    ("name", "between"),
    [
        ("peg", (0, 10)),
        ("grc", (-5, 5)),
        ("phq-9", (0, 27)),
        ("tsk-11", (11, 44)),
        ("rmdq-24", (0, 24)),
        ("odi", (0, 100)),
        ("ndi", (0, 50)),
        ("gcps-r", (0, 3)),
        ("start-back", (0, 9)),
        ("sleep", (0, 10)),
        ("activity", (0, 7 * 1440)),
        ("psfs", (0, 10)),
        ("phq-4", (0, 12)),
    ],
)
def test_the_lowest_and_highest_score_there_can_be(name: str, between: tuple[float, float]) -> None:
    assert score_range(INSTRUMENTS[name]) == between
