"""A break at the desk: 60 to 90 seconds without a camera, another one each time, as comfort and variety.

Only standing up and easy movement: nothing here is an exercise of the programme, and nothing is logged. Whom the safety
questions have stopped is shown Today instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from unbrace.clinic import clock
from unbrace.clinic.check_ins.gate import gate_of
from unbrace.clinic.questionnaires.queries import Allowed
from unbrace.portal.doorkeeper import for_patients

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import PatientRequest

BREAKS: Final = (
    (
        gettext_noop("Up and look far"),
        gettext_noop("about 60 seconds"),
        (
            gettext_noop("Stand up."),
            gettext_noop("Look out of the window, as far as you can."),
            gettext_noop("Breathe out slowly, five times."),
        ),
    ),
    (
        gettext_noop("Shoulders and arms"),
        gettext_noop("about 70 seconds"),
        (
            gettext_noop("Stand up or stay seated, as you like."),
            gettext_noop("Roll your shoulders five times, easily."),
            gettext_noop("Shake your hands out."),
        ),
    ),
    (
        gettext_noop("A few steps"),
        gettext_noop("about 90 seconds"),
        (
            gettext_noop("Walk to the door and back, twice."),
            gettext_noop("Let your arms swing."),
            gettext_noop("Have a sip of water."),
        ),
    ),
    (
        gettext_noop("Turn and sway"),
        gettext_noop("about 60 seconds"),
        (
            gettext_noop("Stand up."),
            gettext_noop("Sway gently from foot to foot."),
            gettext_noop("Look over one shoulder, then over the other."),
        ),
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
