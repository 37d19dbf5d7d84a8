"""What safety puts before everything else on Today: a doctor, a therapist's look, or questions that are due."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from unbrace.clinic.questionnaires.queries import Allowed, Told
from unbrace.portal.patient.pages.flare_up.presenter import FlarePage, present
from unbrace.portal.patient.pages.safety.occasions import OCCASIONS, Occasion
from unbrace.rehab.red_flags import AskedIn, Urgency

if TYPE_CHECKING:
    from unbrace.clinic.check_ins.gate import Gate
    from unbrace.clinic.patients.models import Patient

GO_ON = gettext_noop("Go on where you stopped")
#: The weekly questions come before their safety list; once begun, the list is gone on with.
WEEKLY: Final = Occasion(
    AskedIn.CHECK_IN,
    "patient:check_in",
    gettext_noop("About a minute"),
    gettext_noop("How was your week?"),
    gettext_noop("A few numbers, then a short list to look through. They tell what your next step is."),
    gettext_noop("Check in"),
)


@dataclass(frozen=True)
class SafetyFirst:
    """`told` is what an open finding says; `url`, `title`, `why` and `button` lead to questions that are due.

    `stops`: there is no session today. `begun_at`: the care in which other questions lie open. `letter_url` is there
    when a doctor is to look.
    """

    told: Told | None
    stops: bool
    result_url: str = ""
    letter_url: str = ""
    url: str = ""
    eyebrow: str = ""
    title: str = ""
    why: str = ""
    button: str = ""
    flare: FlarePage | None = None
    checked_in: bool = False
    begun_at: Patient | None = None


def safety_first(gate: Gate, told: Told, begun_at: Patient | None = None) -> SafetyFirst:
    safety = gate.safety
    worst = safety.waiting[0] if safety.waiting else None
    doctor = safety.urgency >= Urgency.DOCTOR_IN_DAYS
    occasion = OCCASIONS[gate.due] if gate.due is not None and not doctor else None
    begun = occasion is not None and safety.begun is not None
    if occasion is not None and gate.due is AskedIn.CHECK_IN and not begun and gate.check_in is None:
        occasion = WEEKLY
    return SafetyFirst(
        told=told if worst else None,
        stops=gate.allowed is Allowed.NOTHING,
        result_url=reverse("patient:safety_result", args=[worst.screen_id]) if worst else "",
        letter_url=reverse("patient:safety_letter", args=[worst.screen_id]) if worst and doctor else "",
        url=reverse(occasion.route) if occasion else "",
        eyebrow=gettext(occasion.eyebrow) if occasion else "",
        title=gettext(occasion.title) if occasion else "",
        why=gettext(occasion.why) if occasion else "",
        button=gettext(GO_ON if begun else occasion.button) if occasion else "",
        flare=present(gate.flare) if gate.flare and not doctor else None,
        checked_in=gate.check_in is not None,
        begun_at=begun_at,
    )
