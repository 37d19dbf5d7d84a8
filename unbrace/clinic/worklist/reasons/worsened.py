"""A questionnaire that is worse than at the start by its own smallest important change."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from unbrace.clinic.worklist.reasons.reason import Ends, Found, Reason, marked
from unbrace.rehab.alerts import Answered, Lately
from unbrace.rehab.alerts import worsened as rule
from unbrace.rehab.way_in.scores import instrument_id

if TYPE_CHECKING:
    from unbrace.clinic.worklist.looking import Looking, Told


def find(looking: Looking) -> Iterator[Found]:
    for patient, told in looking.told.items():
        alerts = rule(Lately(answered=tuple(_answered(looking, told))), looking.thresholds)
        if alerts:
            newest = told[-1]
            marks, says = marked(REASON.id, newest.intake), " ".join(alert.reason for alert in alerts)
            yield Found(REASON.id, patient, newest.sent_at, marks, weight=len(alerts), says=says)


def _answered(looking: Looking, told: list[Told]) -> Iterator[Answered]:
    """The first and the newest answer to everything the newest way in asked again: most people told theirs once, and of
    them the questionnaires are not asked for."""
    for measure, now in told[-1].scores.items():
        before = [one.scores[measure] for one in told[:-1] if measure in one.scores]
        known = looking.shelf.get(instrument_id(measure)) if before else None
        if known is not None and known.instrument.change is not None:
            yield Answered(told[-1].titles[measure], before[0], now, known.instrument.change)


REASON = Reason(
    id="worsened",
    title="Questionnaire worse",
    ends=Ends.LOOKED_AT,
    published=lambda at: "A questionnaire is worse than the first time by its own smallest important change.",
    find=find,
)
