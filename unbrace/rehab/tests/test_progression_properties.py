"""What holds for every history, not only for the published ones."""

from dataclasses import fields, replace
from typing import Any, TypeVar, cast

from hypothesis import given, settings
from hypothesis import strategies as st

from unbrace.rehab.dosage import Kind
from unbrace.rehab.progression import RULES, Context, Decision, Proposal, SessionSignals, decide
from unbrace.rehab.progression.signals import Sessions
from unbrace.rehab.red_flags import Urgency
from unbrace.rehab.tests.progress_cases import GREEN, SQUAT, TWO_GREEN, USUAL

Signals = TypeVar("Signals", SessionSignals, Context)
PAIN = st.integers(0, 10)
SOMETIMES_MISSING = st.none() | PAIN

SESSIONS = st.builds(
    SessionSignals,
    days_ago=st.integers(0, 90),
    baseline=SOMETIMES_MISSING,
    pain_before=SOMETIMES_MISSING,
    worst_pain=SOMETIMES_MISSING,
    next_morning=SOMETIMES_MISSING,
    effort=SOMETIMES_MISSING,
    completion=st.none() | st.sampled_from([0.0, 0.5, 0.8, 1.0]),
    form=st.none() | st.sampled_from([0, 55, 70, 80, 100]),
    pain_after=SOMETIMES_MISSING,
    kind=st.sampled_from(Kind),
    spread=st.booleans(),
    unsettled_24h=st.booleans(),
)
#: Mostly good sessions: otherwise nearly every history would end at the first cautious rule.
GOOD = st.builds(
    lambda days_ago, worst, morning: replace(
        GREEN, days_ago=days_ago, worst_pain=worst, next_morning=morning
    ),
    st.integers(0, 56),
    st.integers(0, 5),
    st.integers(0, 4),
)
HISTORIES = st.lists(GOOD | SESSIONS, max_size=5).map(
    lambda sessions: tuple(sorted(sessions, key=lambda session: -session.days_ago))
)
CONTEXTS = st.builds(
    Context,
    urgency=st.just(Urgency.NONE_FOUND) | st.none() | st.sampled_from(Urgency),
    adherence=st.just(0.8) | st.none() | st.floats(0, 1.5),
    gap_days=st.just(0) | st.integers(0, 60),
    week=st.integers(1, 6),
    baseline=st.just(2) | SOMETIMES_MISSING,
    load_change=st.just(0.0) | st.none() | st.floats(-1, 1),
    pain_today=SOMETIMES_MISSING,
    days_high=st.just(0) | st.integers(0, 3),
    flare=st.just(False) | st.booleans(),
    extra_sessions=st.just(0) | st.integers(0, 3),
    low_sleep_nights=st.just(0) | st.integers(0, 7),
    hard_weeks=st.just(0) | st.integers(0, 4),
    usual_pain=SOMETIMES_MISSING,
    usual_pain_4_weeks_ago=SOMETIMES_MISSING,
    prescribed=st.none() | st.just(SQUAT),
)
#: `pain_before` is not in here: it is the mark the others are measured from, so a higher one makes a rise smaller.
PAIN_OF_A_SESSION = ("worst_pain", "pain_after", "next_morning")


def caution(proposal: Proposal) -> int:
    """The row of the table that spoke: a smaller number is more cautious."""
    return [rule.name for rule in RULES].index(proposal.rule)


def changed(signals: Signals, name: str, value: object) -> Signals:
    return cast(Signals, replace(cast(Any, signals), **{name: value}))


def with_session(history: Sessions, index: int, session: SessionSignals) -> Sessions:
    return (*history[:index], session, *history[index + 1 :])


@settings(max_examples=80, deadline=None)
@given(HISTORIES.filter(bool), CONTEXTS, st.data())
def test_raising_any_pain_of_a_session_never_moves_towards_progress(
    history: Sessions, context: Context, data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(history) - 1))
    name = data.draw(st.sampled_from(PAIN_OF_A_SESSION))
    value = getattr(history[index], name)
    if value is None:
        return
    worse = changed(history[index], name, data.draw(st.integers(value, 10)))
    assert caution(decide(with_session(history, index, worse), context)) <= caution(decide(history, context))


@settings(max_examples=60, deadline=None)
@given(HISTORIES.filter(bool), CONTEXTS, st.integers(0, 4), st.sampled_from(["spread", "unsettled_24h"]))
def test_reporting_a_symptom_never_moves_towards_progress(
    history: Sessions, context: Context, index: int, name: str
) -> None:
    index = min(index, len(history) - 1)
    worse = changed(history[index], name, True)
    assert caution(decide(with_session(history, index, worse), context)) <= caution(decide(history, context))


@settings(max_examples=80, deadline=None)
@given(HISTORIES, CONTEXTS, st.data())
def test_raising_pain_around_the_sessions_never_moves_towards_progress(
    history: Sessions, context: Context, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(["pain_today", "days_high", "usual_pain"]))
    value = getattr(context, name)
    if value is None:
        return
    worse = changed(context, name, data.draw(st.integers(value, 10)))
    assert caution(decide(history, worse)) <= caution(decide(history, context))


@settings(max_examples=60, deadline=None)
@given(HISTORIES, CONTEXTS, st.sampled_from(Urgency))
def test_raising_the_urgency_never_moves_towards_progress(
    history: Sessions, context: Context, urgency: Urgency
) -> None:
    if context.urgency is None or urgency < context.urgency:
        return
    raised = decide(history, replace(context, urgency=urgency))
    assert caution(raised) <= caution(decide(history, context))


@settings(max_examples=80, deadline=None)
@given(HISTORIES, CONTEXTS)
def test_missing_data_never_yields_progress(history: Sessions, context: Context) -> None:
    """`pain_after`, `pain_today` and `form` may be missing: the next morning stands for the first two, and a form
    score is empty for everything the camera does not follow."""
    recent = [session for session in history if session.days_ago <= 56][-2:]
    needed = [
        (s.baseline, s.pain_before, s.worst_pain, s.next_morning, s.effort, s.completion) for s in recent
    ]
    missing = any(None in values for values in needed) or len(recent) < 2
    missing = missing or context.urgency is None or context.adherence is None
    if missing:
        assert decide(history, context).kind is not Decision.PROGRESS


def test_taking_any_one_needed_value_away_from_a_sure_step_stops_it() -> None:
    optional = {"days_ago", "form", "pain_after", "kind", "spread", "unsettled_24h"}
    for field in fields(SessionSignals):
        if field.name not in optional:
            for index in (0, 1):
                gap = with_session(TWO_GREEN, index, changed(TWO_GREEN[index], field.name, None))
                assert decide(gap, USUAL).kind is not Decision.PROGRESS, field.name
    for name in ("urgency", "adherence"):
        assert decide(TWO_GREEN, changed(USUAL, name, None)).kind is not Decision.PROGRESS, name


@settings(max_examples=60, deadline=None)
@given(HISTORIES, CONTEXTS)
def test_sessions_older_than_eight_weeks_change_nothing(history: Sessions, context: Context) -> None:
    recent = tuple(session for session in history if session.days_ago <= 56)
    assert decide(recent, context) == decide(history, context)


@settings(max_examples=50, deadline=None)
@given(HISTORIES, CONTEXTS)
def test_replaying_the_same_history_gives_the_same_proposal(history: Sessions, context: Context) -> None:
    assert decide(history, context) == decide(list(history), replace(context))
