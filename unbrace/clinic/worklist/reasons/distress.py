"""Answers about mood or worry that suggest talking to a doctor. Never a diagnosis, and never shown to anybody else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from unbrace.clinic.worklist.reasons.reason import Ends, Found, Reason, marked
from unbrace.rehab.alerts import Lately
from unbrace.rehab.alerts import distress as rule

if TYPE_CHECKING:
    from unbrace.clinic.worklist.looking import Looking

MEASURES: Final = frozenset({"phq-8", "phq-9", "gad-7"})


def find(looking: Looking) -> Iterator[Found]:
    for patient, told in looking.told.items():
        newest = told[-1]
        scores = [int(value) for measure, value in newest.scores.items() if measure in MEASURES]
        for alert in rule(Lately(distress=max(scores, default=None)), looking.thresholds):
            marks = marked(REASON.id, newest.intake)
            yield Found(REASON.id, patient, newest.sent_at, marks, weight=max(scores), says=alert.reason)


REASON = Reason(
    id="distress",
    title="Mood or worry",
    ends=Ends.LOOKED_AT,
    published=lambda at: f"PHQ-8, PHQ-9 or GAD-7 came to {at.distress_from} or more.",
    find=find,
)
