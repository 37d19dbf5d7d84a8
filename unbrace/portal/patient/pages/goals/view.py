"""Own goals: rate them, put them in other words, call one reached, take that back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from unbrace.clinic import clock
from unbrace.clinic.check_ins.actions import rate_goals, reach_goal, set_goal
from unbrace.clinic.check_ins.queries import own_goals_of
from unbrace.clinic.refused import NotYours, Refused
from unbrace.portal.doorkeeper import for_patients
from unbrace.portal.patient.kept_forms import doing, from_a_device
from unbrace.portal.patient.pages.goals.presenter import (
    HIGH,
    LOW,
    cards_of,
    due_goals,
    free_slot,
    ratings_in,
    scales_of,
)
from unbrace.portal.ui.pain_scale.pain_scale import NoAnswer, PainScale, read_answer

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import PatientRequest

LATER = "goals_later"  # in the log-in's session: the day on which somebody said "not now"
PUT_OFF_DAYS = 7


@require_http_methods(["GET", "HEAD", "POST"])
@from_a_device
@for_patients
def goals(request: PatientRequest) -> HttpResponse:
    """The page; a POST rates every goal that is still on the way."""
    found = own_goals_of(request.patient)
    said = None
    if request.method == "POST":
        try:
            ratings = ratings_in(request.POST, found)
            with doing(request) as done_at:
                rate_goals(by=request.user, patient=request.patient, ratings=ratings, done_at=done_at)
        except NoAnswer:
            said = request.POST
        else:
            messages.success(request, gettext("Saved. Thank you."))
            return redirect("patient:goals")
    today = timezone.localtime(clock.now(), request.user.zone).date()
    context = {
        "cards": cards_of(found),
        "scales": scales_of(found, said),
        "due": bool(due_goals(found, today)) or said is not None,
        "free": free_slot(found),
        "new_scale": PainScale(
            "rating", "How well does it go now?", skip_label="", low_end=LOW, high_end=HIGH
        ),
    }
    return render(request, "patient/pages/goals/page.html", context, status=422 if said is not None else 200)


@require_POST
@for_patients
def put_goal(request: PatientRequest) -> HttpResponse:
    """Other words for a goal, or a new one; it begins anew."""
    words = request.POST.get("words", "")
    try:
        rating = read_answer(request.POST.get("rating"))
        if rating is None:
            raise NoAnswer
        set_goal(by=request.user, patient=request.patient, slot=_slot(request), words=words, rating=rating)
    except NoAnswer:
        messages.error(
            request, gettext("Choose a number from 0 to 10 as well, so that there is something to compare.")
        )
    except NotYours:
        raise
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, gettext("Saved. We ask again in four weeks."))
    return redirect("patient:goals")


@require_POST
@for_patients
def reached(request: PatientRequest) -> HttpResponse:
    """A goal is reached; `back=yes` takes it back."""
    back = request.POST.get("back") == "yes"
    reach_goal(by=request.user, patient=request.patient, slot=_slot(request), reached=not back)
    messages.success(
        request, gettext("It is on the way again.") if back else gettext("Reached. That is yours.")
    )
    return redirect("patient:goals")


def _slot(request: PatientRequest) -> int:
    """Which of the three; 0, which there is none of, for anything else."""
    raw = request.POST.get("slot", "")
    return int(raw) if raw in ("1", "2", "3") else 0


@require_POST
@for_patients
def not_now(request: PatientRequest) -> HttpResponse:
    """Put the question off for a week, in this log-in."""
    request.session[LATER] = timezone.localtime(clock.now(), request.user.zone).date().isoformat()
    return redirect("patient:today")
