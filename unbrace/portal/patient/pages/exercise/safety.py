"""What the browser needs to know to ask first: from which pain on, and where the questions are."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from unbrace.clinic.check_ins.gate import HIGH, JUST_ASKED, RISE, Gate, good_until
from unbrace.clinic.check_ins.usual import usual_pain_of
from unbrace.rehab.red_flags import AskedIn

if TYPE_CHECKING:
    from unbrace.clinic.patients.models import Patient


def safety_for(patient: Patient, gate: Gate, now: datetime) -> dict[str, Any]:
    """`asked_until` counts only when nothing was found, for otherwise this page is not open. `good_until`: from then on
    a page that was kept does not begin without a network, because other questions are due."""
    until = good_until(gate.safety, gate.last_session)
    asked = gate.safety.done_at
    recent = [asked[s] for s in (AskedIn.BEFORE_SESSION, AskedIn.FLARE_UP, AskedIn.ONBOARDING) if s in asked]
    return {
        "ask_from": HIGH,
        "rise": RISE,
        "usual": usual_pain_of(patient, now.date()),
        "asked_until": (max(recent) + JUST_ASKED).isoformat() if recent else None,
        "good_until": until.isoformat() if until else None,
        "allowed": gate.allowed.value,
        "before": reverse("patient:safety_before_session"),
        "after": reverse("patient:safety_after_session"),
    }
