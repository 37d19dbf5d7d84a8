"""Why somebody is on the work-list: one file per reason, found by this table, the most pressing first.

The order is the published one: it sorts the list, and the therapist reads it under "Why is somebody on my list?".
A new reason is one file and one line here.
"""

from __future__ import annotations

from unbrace.clinic.worklist.reasons import (
    assessed,
    clip,
    distress,
    drift,
    falling_off,
    flare,
    flares_again,
    lift_step,
    message,
    monitoring,
    new_person,
    pain_jump,
    proposal,
    safety,
    visit,
    words_of_concern,
    worsened,
)
from unbrace.clinic.worklist.reasons.reason import Ends, Found, Reason

__all__ = ["PLACES", "REASONS", "Ends", "Found", "Reason"]

REASONS: tuple[Reason, ...] = (
    safety.TODAY,
    words_of_concern.REASON,  # nobody knows yet how urgent they are
    safety.SOON,
    flare.REASON,
    pain_jump.REASON,
    distress.REASON,
    new_person.REASON,
    message.REASON,
    visit.REASON,
    clip.REASON,
    assessed.REASON,
    proposal.REASON,
    lift_step.REASON,
    flares_again.REASON,
    drift.REASON,
    worsened.REASON,
    falling_off.REASON,
    monitoring.REASON,
)
PLACES = {reason.id: place for place, reason in enumerate(REASONS)}
