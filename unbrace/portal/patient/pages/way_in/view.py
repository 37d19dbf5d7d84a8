"""One question of the way in: shown, answered, and on to the next. Each answer is kept at once, on the server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from unbrace.clinic.intakes.actions import answer_intake
from unbrace.clinic.intakes.queries import asked_of, open_intake_of
from unbrace.clinic.questionnaires.actions import begin_screen
from unbrace.clinic.refused import NotYours, Refused
from unbrace.portal.doorkeeper import for_patients
from unbrace.portal.form_ids import form_key
from unbrace.portal.patient.pages.way_in.doorway import first_elsewhere
from unbrace.portal.patient.pages.way_in.presenter import present
from unbrace.portal.safety_words import REGION_WORDS
from unbrace.rehab.red_flags import AskedIn
from unbrace.rehab.way_in.reading import NotSaid, read

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import PatientRequest
    from unbrace.rehab.way_in.asking import Asked
    from unbrace.rehab.way_in.questions import Question


@require_http_methods(["GET", "HEAD", "POST"])
@for_patients
def way_in(request: PatientRequest) -> HttpResponse:
    """The next open question, or with `?question=` an earlier one again."""
    if away := first_elsewhere(request):
        return away
    asked = asked_of(request.patient, open_intake_of(request.patient))
    if request.method == "POST":
        return _screen_the_rest(request, asked) if "screen" in request.POST else _take(request, asked)
    earlier = _named(asked, request.GET.get("question", ""))
    if earlier is not None:
        return _show(request, asked, earlier)
    if asked.not_screened:
        places = gettext(" and ").join(gettext(REGION_WORDS[region]) for region in asked.not_screened)
        return render(request, "patient/pages/way_in/more_safety.html", {"places": places})
    if asked.next is None:
        return redirect("patient:way_in_check")
    return _show(request, asked, asked.next)


def _take(request: PatientRequest, asked: Asked) -> HttpResponse:
    question = _named(asked, request.POST.get("id", ""))
    if question is None:
        return redirect("patient:way_in")
    typed = dict(request.POST.lists())
    try:
        answer_intake(
            by=request.user,
            patient=request.patient,
            question=question.id,
            said=read(question, typed, asked.regions),
            post=form_key(request.POST.get("post")),
            questions_version=request.POST.get("version", ""),
        )
    except NotSaid as problem:
        return _show(request, asked, question, typed, (problem.field, str(problem)))
    except NotYours:
        raise
    except Refused as refusal:
        messages.warning(request, refusal.message)
    return redirect("patient:way_in")


def _screen_the_rest(request: PatientRequest, asked: Asked) -> HttpResponse:
    """A place was marked that the safety questions did not ask about: they come first, for all places together."""
    regions = [region.value for region in {*asked.regions, *asked.screened}]
    screen = begin_screen(
        by=request.user, patient=request.patient, asked_in=AskedIn.ONBOARDING, regions=regions
    )
    return redirect("patient:safety_question", screen_id=screen.pk)


def _show(
    request: PatientRequest,
    asked: Asked,
    question: Question,
    typed: dict[str, list[str]] | None = None,
    problem: tuple[str, str] | None = None,
) -> HttpResponse:
    context = {"page": present(asked, question, typed, problem)}
    return render(request, "patient/pages/way_in/page.html", context, status=422 if problem else 200)


def _named(asked: Asked, question_id: str) -> Question | None:
    return next((one for one in asked.questions if one.id == question_id), None)
