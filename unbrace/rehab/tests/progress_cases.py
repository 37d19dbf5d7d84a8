"""Builds sessions and contexts the way the published cases are written: everything usual unless said otherwise."""

from dataclasses import replace
from typing import Any

from unbrace.rehab.dosage import Dosage, Kind, Ladder, Rungs
from unbrace.rehab.progression import Context, Prescribed, SessionSignals
from unbrace.rehab.red_flags import Urgency

GREEN = SessionSignals(
    days_ago=1,
    baseline=2,
    pain_before=2,
    worst_pain=2,
    next_morning=2,
    effort=4,
    completion=1.0,
    form=90,
)
USUAL = Context(urgency=Urgency.NONE_FOUND, adherence=0.8, gap_days=0, week=2, baseline=2, load_change=0.0)
TWO_GREEN = (replace(GREEN, days_ago=3), GREEN)

SQUAT = Prescribed(
    exercise="squat",
    dosage=Dosage(sets=2, reps=8),
    ladder=Ladder(reps=Rungs(4, 12, 2), sets=Rungs(1, 3, 1)),
)

_NAMES = {"usual": "baseline", "before": "pain_before", "worst": "worst_pain"}


def sessions_of(case: dict[str, Any]) -> tuple[SessionSignals, ...]:
    """The sessions of a case, two days apart, the last one yesterday."""
    written = case["sessions"]
    return tuple(
        _session(session, days_ago=1 + 2 * (len(written) - 1 - index))
        for index, session in enumerate(written)
    )


def context_of(case: dict[str, Any]) -> Context:
    given = dict(case.get("context", {}))
    if "urgency" in given:
        given["urgency"] = Urgency.from_code(given["urgency"])
    return replace(USUAL, **given)


def _session(written: dict[str, Any], days_ago: int) -> SessionSignals:
    given = {_NAMES.get(name, name): value for name, value in written.items()}
    if "kind" in given:
        given["kind"] = Kind(given["kind"])
    return replace(GREEN, days_ago=days_ago, **given)
