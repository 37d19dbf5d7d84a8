"""The first page of each set of safety questions. Nothing begins before the button is pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods

from unbrace.clinic.questionnaires.actions import begin_screen
from unbrace.clinic.questionnaires.queries import regions_of, warning_card
from unbrace.clinic.refused import NotYours, Refused
from unbrace.portal.doorkeeper import for_patients
from unbrace.portal.patient.pages.safety.occasions import OCCASIONS
from unbrace.portal.translated import reader_of
from unbrace.rehab.red_flags import AskedIn

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import PatientRequest

PLACES = (
    ("low_back", gettext_noop("Lower back"), gettext_noop("buttocks and legs too")),
    ("upper_back", gettext_noop("Upper back"), gettext_noop("shoulder blades and ribs too")),
    ("neck", gettext_noop("Neck"), gettext_noop("shoulders and arms too")),
)


@require_http_methods(["GET", "HEAD", "POST"])
@for_patients
def safety(request: PatientRequest, asked_in: AskedIn = AskedIn.ONBOARDING) -> HttpResponse:
    """GET explains and, before the first plan, asks where it hurts; POST begins, or goes on with what was begun."""
    problem = ""
    if request.method == "POST":
        try:
            screen = begin_screen(
                by=request.user,
                patient=request.patient,
                asked_in=asked_in,
                regions=request.POST.getlist("regions"),
            )
            return redirect("patient:safety_question", screen_id=screen.pk)
        except NotYours:
            raise
        except Refused as refusal:
            problem = refusal.message
    known = {region.value for region in regions_of(request.patient)}
    chosen = set(request.POST.getlist("regions")) or known
    asks_where = asked_in is AskedIn.ONBOARDING
    reader = reader_of(request)
    card = warning_card(request.clinic, reader.language)
    context = {
        "occasion": OCCASIONS[asked_in],
        "places": [(*place, place[0] in chosen) for place in PLACES] if asks_where else [],
        "card": card if asked_in is AskedIn.AFTER_SESSION else None,
        "problem": problem,
        "setting": reader.safety(card.language),
    }
    return render(request, "patient/pages/safety/page.html", context, status=422 if problem else 200)
