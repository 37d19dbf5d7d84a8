"""What holds for all answers, not only for the published ones: scores, urgency, flare-ups, walks and the monitoring
counters. Progression has properties of its own (`test_progression_properties.py`)."""

import ast
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unbrace.rehab.answer_ranges import answer_ranges, score_range
from unbrace.rehab.flare_up import FlareAlert, Phase, flare_day
from unbrace.rehab.progression.form_score import form_score
from unbrace.rehab.red_flags import CLEARED, NO, UNSURE, AskedIn, Region
from unbrace.rehab.remote_monitoring import (
    EnteredBy,
    Entry,
    Work,
    data_days,
    management_codes,
    minutes_worked,
    supply_code,
)
from unbrace.rehab.scoring import Answer, Incomplete, Instrument, Score, rounded, score
from unbrace.rehab.tests.content_screen import published_screen
from unbrace.rehab.tests.test_scoring import INSTRUMENTS
from unbrace.rehab.triage import triage
from unbrace.rehab.walking import WalkingWeek, next_walk

SCREEN = published_screen()
REHAB = Path(__file__).parents[1]
BY_ITEM = [one for one in INSTRUMENTS.values() if one.arithmetic != "ticked"]
#: Sums: one more point in one answer is never fewer in the whole.
SUMS = [one for one in INSTRUMENTS.values() if one.arithmetic.startswith("total")]


def answers_of(instrument: Instrument, *, blanks: bool = True) -> st.SearchStrategy[list[Answer]]:
    """One answer for each item, out of its own range."""
    one = [st.integers(low, high) for low, high in answer_ranges(instrument)]
    return st.tuples(*(st.none() | item if blanks else item for item in one)).map(list)


# --- scores -------------------------------------------------------------------------------------------------------


@settings(max_examples=200)
@given(st.sampled_from(BY_ITEM), st.data())
def test_every_score_stays_in_its_range(instrument: Instrument, data: st.DataObject) -> None:
    outcome = score(instrument, data.draw(answers_of(instrument)))
    lowest, highest = score_range(instrument)
    if isinstance(outcome, Score):
        assert lowest <= outcome.value <= highest
        assert outcome.percent is None or 0 <= outcome.percent <= 100


@given(st.lists(st.integers(1, 24), max_size=40), st.randoms())
def test_statements_count_once_in_whatever_order_they_are_ticked(ticked: list[int], random: Any) -> None:
    instrument = INSTRUMENTS["rmdq-24"]
    shuffled = list(ticked)
    random.shuffle(shuffled)
    outcome = score(instrument, shuffled)
    assert isinstance(outcome, Score)
    assert outcome == score(instrument, ticked)
    assert outcome.value == len(set(ticked))


@settings(max_examples=150)
@given(st.sampled_from(SUMS), st.data())
def test_a_blank_is_never_counted_as_nought(instrument: Instrument, data: st.DataObject) -> None:
    """Leaving an answer out gives no score, or one that is not below the sum of what was answered."""
    answers = data.draw(answers_of(instrument, blanks=False))
    index = data.draw(st.integers(0, len(answers) - 1))
    outcome = score(instrument, [*answers[:index], None, *answers[index + 1 :]])
    given_ = sum(answer for n, answer in enumerate(answers) if n != index and answer is not None)
    if isinstance(outcome, Incomplete):
        assert index + 1 in outcome.missing
    else:
        assert outcome.value >= given_


@settings(max_examples=150)
@given(st.sampled_from(SUMS), st.data())
def test_one_more_point_never_lowers_a_sum(instrument: Instrument, data: st.DataObject) -> None:
    answers = data.draw(answers_of(instrument, blanks=False))
    index = data.draw(st.integers(0, len(answers) - 1))
    highest = answer_ranges(instrument)[index][1]
    more = [*answers[:index], highest, *answers[index + 1 :]]
    before, after = score(instrument, answers), score(instrument, more)
    assert isinstance(before, Score)
    assert isinstance(after, Score)
    assert after.value >= before.value


@given(st.integers(0, 10_000), st.integers(1, 100), st.integers(0, 2))
def test_rounding_never_moves_a_score_by_more_than_half_and_a_half_goes_up(
    numerator: int, denominator: int, decimals: int
) -> None:
    unit = 10**decimals
    twice_the_rest = 2 * numerator * unit - 2 * denominator * round(
        rounded(numerator, denominator, decimals) * unit
    )
    assert -denominator <= twice_the_rest < denominator


@pytest.mark.parametrize("name", ["scoring.py", "answer_ranges.py", "progression/form_score.py"])
def test_no_score_is_rounded_to_the_even_neighbour(name: str) -> None:
    """Python's own `round` is not called where a score is made."""
    called = {
        node.id for node in ast.walk(ast.parse((REHAB / name).read_text())) if isinstance(node, ast.Name)
    }
    assert "round" not in called


def test_a_form_score_of_a_half_goes_up() -> None:
    assert form_score({"f_over": 0.375}, 1.0) == 63
    assert round(62.5) == 62


@given(st.dictionaries(st.sampled_from(["f_over", "f_knee_in", "f_fast", "f_shrug"]), st.floats(0, 1)))
def test_a_form_score_stays_between_0_and_100_and_one_more_fault_never_raises_it(
    shares: dict[str, float],
) -> None:
    found = form_score(shares, 1.0)
    assert found is not None
    assert 0 <= found <= 100
    more = form_score(shares | {"f_hip_sag": 0.3}, 1.0)
    assert more is not None
    assert more <= found


# --- urgency ------------------------------------------------------------------------------------------------------

SOME_ANSWERS = st.fixed_dictionaries(
    {}, optional={i.id: st.sampled_from(sorted(i.allowed_answers())) for i in SCREEN.items.values()}
)
REQUIRED = SCREEN.required(AskedIn.ONBOARDING, tuple(Region), crisis_pathway=True)


@given(SOME_ANSWERS, st.sampled_from(sorted(SCREEN.items)))
def test_leaving_an_answer_out_never_opens_what_a_no_would_keep_shut(
    answers: dict[str, str], item: str
) -> None:
    without = {key: said for key, said in answers.items() if key != item}
    outcome = triage(without, age=50, screen=SCREEN, required=REQUIRED)
    if item in REQUIRED and item != "GEN-5":
        assert not outcome.may_exercise
    plain = "0" if SCREEN.items[item].count_from else NO
    said_no = triage(without | {item: plain}, age=50, screen=SCREEN, required=REQUIRED)
    assert outcome.urgency >= said_no.urgency


@given(
    SOME_ANSWERS,
    st.sampled_from(sorted(i.id for i in SCREEN.items.values() if UNSURE in i.allowed_answers())),
)
def test_not_sure_is_never_less_than_no(answers: dict[str, str], item: str) -> None:
    unsure = triage(answers | {item: UNSURE}, age=50, screen=SCREEN)
    assert unsure.urgency >= triage(answers | {item: NO}, age=50, screen=SCREEN).urgency


@given(
    SOME_ANSWERS,
    st.sampled_from(sorted(i.id for i in SCREEN.items.values() if CLEARED in i.allowed_answers())),
)
def test_a_cleared_fact_is_never_less_than_one_that_was_never_true(
    answers: dict[str, str], item: str
) -> None:
    plain = "0" if SCREEN.items[item].count_from else NO
    cleared = triage(answers | {item: CLEARED}, age=50, screen=SCREEN)
    assert cleared.urgency >= triage(answers | {item: plain}, age=50, screen=SCREEN).urgency


@given(SOME_ANSWERS)
def test_the_same_answers_give_the_same_result_and_the_same_sentences(answers: dict[str, str]) -> None:
    once = triage(answers, age=50, screen=SCREEN, required=REQUIRED)
    again = triage(dict(answers), age=50, screen=SCREEN, required=REQUIRED)
    assert once == again
    assert [reason.sentence for reason in once.reasons] == [reason.sentence for reason in again.reasons]
    assert all(reason.sentence and reason.source for reason in once.reasons)


# --- flare-ups and walks --------------------------------------------------------------------------------------------

PHASES = list(Phase)
ALERTS: list[FlareAlert | None] = [None, *FlareAlert]


@given(st.integers(0, 60), st.integers(0, 10), st.integers(0, 10), st.integers(0, 10))
def test_more_pain_never_leads_on_in_a_flare_up_and_never_silences_an_alert(
    day: int, pain: int, more: int, usual: int
) -> None:
    now = flare_day(day, pain_today=pain, baseline=usual)
    worse = flare_day(day, pain_today=min(10, pain + more), baseline=usual)
    assert PHASES.index(worse.phase) <= PHASES.index(now.phase)
    assert worse.share <= now.share
    assert ALERTS.index(worse.alert) >= ALERTS.index(now.alert)
    assert worse == flare_day(day, pain_today=min(10, pain + more), baseline=usual)


@given(st.integers(5, 60), st.booleans(), st.floats(0, 1))
def test_a_week_that_hurt_never_makes_a_walk_longer(minutes: int, green: bool, adherence: float) -> None:
    week = WalkingWeek(minutes, green, False, adherence)
    assert next_walk(replace(week, red=True)) <= minutes <= next_walk(week)
    assert next_walk(replace(week, green=False)) <= next_walk(replace(week, green=True))


# --- monitoring counters --------------------------------------------------------------------------------------------

DAY_ONE = date(2026, 3, 1)
ENTRIES = st.lists(
    st.builds(
        Entry, st.integers(0, 40).map(lambda n: DAY_ONE + timedelta(days=n)), st.sampled_from(EnteredBy)
    )
)
WORK = st.lists(
    st.builds(
        lambda start, minutes, live: Work(
            datetime(2026, 3, 2) + timedelta(minutes=start),  # noqa: DTZ001 - the month's own clock, no zone needed
            datetime(2026, 3, 2) + timedelta(minutes=start + minutes),  # noqa: DTZ001
            live,
        ),
        st.integers(0, 5000),
        st.integers(0, 90),
        st.booleans(),
    ),
    max_size=6,
)


@given(ENTRIES, st.randoms())
def test_days_of_data_do_not_depend_on_the_order_and_doing_it_twice_counts_once(
    entries: list[Entry], random: Any
) -> None:
    shuffled = [*entries, *entries]
    random.shuffle(shuffled)
    assert data_days(shuffled, consent_on=DAY_ONE) == data_days(entries, consent_on=DAY_ONE)
    assert len(data_days(entries, consent_on=DAY_ONE)) <= len(entries)


@given(WORK, st.randoms())
def test_minutes_do_not_depend_on_the_order_and_never_exceed_what_was_logged(
    work: list[Work], random: Any
) -> None:
    shuffled = list(work)
    random.shuffle(shuffled)
    minutes = minutes_worked(work, year=2026, month=3)
    assert minutes == minutes_worked(shuffled, year=2026, month=3)
    assert minutes == minutes_worked([*work, *work], year=2026, month=3)
    assert 0 <= minutes <= sum((one.end - one.start).total_seconds() / 60 for one in work)


@given(st.integers(0, 40), st.integers(0, 300))
def test_without_a_live_contact_there_is_no_code_and_more_never_hints_at_less(
    days: int, minutes: int
) -> None:
    order = [None, "98985", "98977"]
    assert order.index(supply_code(days + 1)) >= order.index(supply_code(days))
    assert management_codes(minutes, live_contact=False) == ()
    assert len(management_codes(minutes + 1, live_contact=True)) >= len(
        management_codes(minutes, live_contact=True)
    )
