"""Staying well: the page with one's own plan, the rare check-in, the booster, and the way back after a break."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_http_methods, require_POST

from unbrace.clinic.questionnaires.actions import begin_screen
from unbrace.clinic.refused import NotYours, Refused
from unbrace.clinic.staying_well.actions import (
    answer_booster,
    answer_staying_well,
    come_back,
    write_own_plan,
)
from unbrace.clinic.staying_well.queries import own_plan_of, staying_well_of, what_helped
from unbrace.portal.doorkeeper import for_patients
from unbrace.portal.patient.kept_forms import doing, from_a_device
from unbrace.rehab.red_flags import AskedIn

if TYPE_CHECKING:
    from unbrace.clinic.staying_well.models import OwnPlan
    from unbrace.portal.doorkeeper import PatientRequest

#: Name of the field, the question, what may help to answer it.
QUESTIONS: Final = (
    (
        "first_signs",
        gettext_noop("How do I notice early that it comes back?"),
        gettext_noop("Stiff in the morning, putting things off, bad nights …"),
    ),
    (
        "first_steps",
        gettext_noop("What do I do in the first days?"),
        gettext_noop("Shorter walks more often, the easy exercises, warmth …"),
    ),
    (
        "keeps_well",
        gettext_noop("What keeps me well?"),
        gettext_noop("My two days, my walk, getting up from the desk …"),
    ),
    (
        "whom_to_ask",
        gettext_noop("Whom do I ask, and when?"),
        gettext_noop("My therapist, if it is not easier after two weeks …"),
    ),
)


@require_http_methods(["GET", "HEAD", "POST"])
@for_patients
def staying_well(request: PatientRequest) -> HttpResponse:
    """The page; a POST keeps the plan in one's own words."""
    plan, problems = own_plan_of(request.patient), {}
    if request.method == "POST":
        words = {name: request.POST.get(name, "") for name, _, _ in QUESTIONS}
        try:
            write_own_plan(by=request.user, patient=request.patient, words=words)
        except NotYours:
            raise
        except Refused as refusal:
            problems = {refusal.field: refusal.message}
        else:
            messages.success(request, gettext("Saved. It is here when you need it."))
            return redirect("patient:staying_well")
    context = {
        "now": staying_well_of(request.patient),
        "fields": _fields(request, plan, problems),
        "helped": what_helped(request.patient),
    }
    return render(request, "patient/pages/staying_well/page.html", context, status=422 if problems else 200)


def _fields(
    request: PatientRequest, plan: OwnPlan | None, problems: dict[str, str]
) -> list[tuple[str, str, str, str, str]]:
    return [
        (
            name,
            gettext(question),
            gettext(hint),
            request.POST[name] if name in request.POST else getattr(plan, name) if plan else "",
            problems.get(name, ""),
        )
        for name, question, hint in QUESTIONS
    ]


@require_POST
@from_a_device
@for_patients
def check_in(request: PatientRequest) -> HttpResponse:
    """Whether pain was in the way for more than a day. A yes leads to the flare-up page and its safety questions."""
    said = request.POST.get("limited")
    if said not in ("yes", "no"):
        messages.error(request, gettext("Tap yes or no, please."))
        return redirect("patient:today")
    if staying_well_of(request.patient) is None:
        return redirect("patient:today")
    with doing(request) as done_at:
        answer_staying_well(by=request.user, patient=request.patient, limited=said == "yes", done_at=done_at)
    if said == "yes":
        messages.info(request, gettext("Thank you for saying so. Let us see what helps now."))
        return redirect("patient:flare_up")
    messages.success(request, gettext("Good to hear. See you at the next one."))
    return redirect("patient:today")


@require_POST
@for_patients
def booster(request: PatientRequest) -> HttpResponse:
    """Look at it together again, or not now."""
    if staying_well_of(request.patient) is None:
        return redirect("patient:today")
    wanted = request.POST.get("wanted") == "yes"
    answer_booster(by=request.user, patient=request.patient, wanted=wanted)
    messages.success(
        request, gettext("Your therapist knows.") if wanted else gettext("Fine. Go on as you are.")
    )
    return redirect("patient:today")


@require_POST
@for_patients
def back(request: PatientRequest) -> HttpResponse:
    """Start again after a break: the questions about safety first, then a gentle dose."""
    try:
        due = come_back(by=request.user, patient=request.patient)
        if due is AskedIn.ONBOARDING:  # where it hurts is asked first
            return redirect("patient:safety")
        if due is not None:
            screen = begin_screen(by=request.user, patient=request.patient, asked_in=due)
            return redirect("patient:safety_question", screen_id=screen.pk)
    except NotYours:
        raise
    except Refused as refusal:
        messages.info(request, refusal.message)
    return redirect("patient:today")
