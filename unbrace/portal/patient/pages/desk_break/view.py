"""A break at the desk: 60 to 90 seconds without a camera, another one each time, as comfort and variety.

Only standing up and easy movement: nothing here is an exercise of the programme, and nothing is logged. Whom the safety
questions have stopped is shown Today instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from unbrace.clinic import clock
from unbrace.clinic.check_ins.gate import gate_of
from unbrace.clinic.questionnaires.queries import Allowed
from unbrace.portal.doorkeeper import for_patients

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import PatientRequest

BREAKS: Final = (
    (
        "Up and look far",
        "about 60 seconds",
        ("Stand up.", "Look out of the window, as far as you can.", "Breathe out slowly, five times."),
    ),
    (
        "Shoulders and arms",
        "about 70 seconds",
        (
            "Stand up or stay seated, as you like.",
            "Roll your shoulders five times, easily.",
            "Shake your hands out.",
        ),
    ),
    (
        "A few steps",
        "about 90 seconds",
        ("Walk to the door and back, twice.", "Let your arms swing.", "Have a sip of water."),
    ),
    (
        "Turn and sway",
        "about 60 seconds",
        ("Stand up.", "Sway gently from foot to foot.", "Look over one shoulder, then over the other."),
    ),
)


@require_safe
@for_patients
def desk_break(request: PatientRequest) -> HttpResponse:
    """Which one follows the hour of the person's own day, so that the next break is another."""
    if gate_of(request.patient, request.safety).allowed is Allowed.NOTHING:
        return redirect("patient:today")
    now = timezone.localtime(clock.now(), request.user.zone)
    title, lasts, steps = BREAKS[(now.hour * 2 + now.minute // 30) % len(BREAKS)]
    context = {"title": title, "lasts": lasts, "steps": steps}
    return render(request, "patient/pages/desk_break/page.html", context)
