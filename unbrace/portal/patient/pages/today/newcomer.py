"""What Today says to somebody who has no programme yet: tell us about it, or your therapist looks first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from unbrace.clinic.intakes.queries import asked_of, on_their_own, open_intake_of, sent_intake_of
from unbrace.clinic.questionnaires.queries import Allowed
from unbrace.rehab.red_flags import Urgency

if TYPE_CHECKING:
    from unbrace.clinic.check_ins.gate import Gate
    from unbrace.clinic.patients.models import Patient


@dataclass(frozen=True)
class Newcomer:
    """`stage`: still to be told, sent, or on their own, where nobody plans: `alone_stopped` while something was found.

    `done` and `of` say how far somebody has got who began; `kept`: a programme was signed here and is paused, because
    nobody plans any more.
    """

    stage: Literal["tell", "wait", "sent", "alone", "alone_stopped"]
    done: int = 0
    of: int = 0
    kept: bool = False


def newcomer(patient: Patient, gate: Gate, *, kept: bool = False) -> Newcomer:
    """While safety questions are due, or a doctor looks today, there is nothing to tell yet."""
    if on_their_own(patient):
        stopped = bool(gate.safety.waiting) and gate.allowed is Allowed.NOTHING
        return Newcomer(
            "alone_stopped" if stopped else "wait" if gate.due is not None else "alone", kept=kept
        )
    if sent_intake_of(patient) is not None:
        return Newcomer("sent")
    if gate.due is not None or gate.safety.urgency >= Urgency.DOCTOR_TODAY:
        return Newcomer("wait")
    asked = asked_of(patient, open_intake_of(patient))
    return Newcomer("tell", len(asked.questions) - len(asked.open), len(asked.questions))
