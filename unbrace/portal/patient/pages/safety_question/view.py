"""One safety question: shown, answered, and on to the next. Each tap is kept at once, so any screen may be the last."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods

from unbrace.clinic.questionnaires.actions import answer_screen, finish_screen
from unbrace.clinic.questionnaires.queries import Asked, asked_of, screen_of
from unbrace.clinic.refused import Conflict
from unbrace.portal.doorkeeper import for_patients
from unbrace.portal.form_ids import form_key
from unbrace.portal.patient.pages.safety.occasions import OCCASIONS
from unbrace.portal.patient.pages.safety_question.form import NotSaid, said_in
from unbrace.portal.patient.pages.safety_question.presenter import present
from unbrace.portal.translated import reader_of

if TYPE_CHECKING:
    from unbrace.clinic.questionnaires.models import SafetyScreen
    from unbrace.portal.doorkeeper import PatientRequest
    from unbrace.rehab.asking import Step

RENEWED = gettext_noop(
    "The questions were renewed meanwhile. What you said is kept; please look at them once more."
)


@require_http_methods(["GET", "HEAD", "POST"])
@for_patients
def question(request: PatientRequest, screen_id: UUID) -> HttpResponse:
    """The next open question, or with `?question=` an earlier one again."""
    screen = screen_of(request.patient, screen_id)
    if request.method == "POST":
        return _take(request, screen)
    asked = asked_of(screen)
    if screen.findings.exists():
        return redirect("patient:safety_result", screen_id=screen.pk)
    if screen.screen_version != asked.red_flags.version:
        messages.warning(request, RENEWED)
        return redirect(OCCASIONS[screen.occasion].route)
    if request.GET.get("question") and (earlier := _step_named(asked, request.GET)):
        return _show(request, asked, earlier)
    return _show(request, asked, _next(asked))


def _take(request: PatientRequest, screen: SafetyScreen) -> HttpResponse:
    """Keep what the form says, then the next question; after the last one, and in an emergency, the result."""
    asked = asked_of(screen)
    step = _step_named(asked, request.POST)
    if request.POST.get("item") or not _is_over(asked):
        try:
            asked = answer_screen(
                by=request.user,
                screen=screen,
                said=said_in(request.POST, asked, step),
                screen_version=request.POST.get("version", ""),
                post=form_key(request.POST.get("post")),
            )
        except NotSaid as problem:
            chosen = (*request.POST.getlist("ticked"), *request.POST.getlist("line"))
            return _show(request, asked, step, str(problem), chosen)
        except Conflict as conflict:
            return _show(request, asked_of(screen), step, conflict.message, status=409)
    if _is_over(asked) and not screen.findings.exists():
        finish_screen(by=request.user, screen=screen)
    return redirect("patient:safety_question", screen_id=screen.pk)


def _show(
    request: PatientRequest,
    asked: Asked,
    step: Step | None,
    problem: str = "",
    chosen: tuple[str, ...] = (),
    status: int = 422,
) -> HttpResponse:
    context = {"page": present(asked, step, problem, chosen, reader_of(request))}
    return render(
        request, "patient/pages/safety_question/page.html", context, status=status if problem else 200
    )


def _next(asked: Asked) -> Step | None:
    return None if asked.asks_age or asked.list_open else asked.next


def _is_over(asked: Asked) -> bool:
    return not asked.asks_age and not asked.list_open and not asked.missing


def _step_named(asked: Asked, data: object) -> Step | None:
    get = data.get  # type: ignore[attr-defined]
    number = str(get("step") or "0")
    item = str(get("question") or get("item") or "")
    return (
        asked.step(item, int(number)) if number.isascii() and number.isdigit() and len(number) < 3 else None
    )
