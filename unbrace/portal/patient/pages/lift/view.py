"""My lift: told in one's own words and units, a step signed by a therapist, tried, and asked about a day later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from unbrace.clinic.check_ins.gate import gate_of
from unbrace.clinic.conversations.actions import send_message
from unbrace.clinic.lifts.actions import answer_day_after, describe_task, end_task, note_try, rate_task
from unbrace.clinic.lifts.queries import lifting_words, step_of, try_of
from unbrace.clinic.refused import NotYours, Refused
from unbrace.portal.doorkeeper import for_patients
from unbrace.portal.form_ids import form_key
from unbrace.portal.own_measures import NoNumber, read_number
from unbrace.portal.patient.kept_forms import doing, from_a_device
from unbrace.portal.patient.much_pain import ask_about, is_much, signs_for
from unbrace.portal.patient.pages.lift.form import TaskForm
from unbrace.portal.patient.pages.lift.presenter import present
from unbrace.portal.translated import reader_of
from unbrace.portal.ui.pain_scale.pain_scale import NoAnswer, read_answer

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import PatientRequest

WANTS_A_LOOK: Final = "Please look at how I lift: I would like to do the lifting test again."


@require_safe
@for_patients
def lift(request: PatientRequest) -> HttpResponse:
    """The page."""
    return _page(request)


def _page(
    request: PatientRequest, problems: dict[str, str] | None = None, said: dict[str, str] | None = None
) -> HttpResponse:
    gate = gate_of(request.patient, request.safety)
    reader = reader_of(request)
    spoken = reader.language if reader.language in lifting_words()[0] else "en"
    page = present(request.patient, gate, request.user.units, reader.language, said or {}, problems or {})
    context = {"page": page, "setting": reader.setting("lifting", spoken)} | signs_for(request)
    return render(request, "patient/pages/lift/page.html", context, status=422 if problems else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@from_a_device
@for_patients
def tell(request: PatientRequest) -> HttpResponse:
    """What somebody lifts. Told anew, the way back begins anew."""
    form = TaskForm(request.user.units, _said(request))
    if request.method == "POST":
        form.read()
        if not form.problems:
            try:
                with doing(request) as done_at:
                    describe_task(
                        by=request.user,
                        patient=request.patient,
                        key=form.key,
                        said=form.values,
                        done_at=done_at,
                    )
            except NotYours:
                raise
            except Refused as refusal:
                form.problems[refusal.field or "what"] = refusal.message
            else:
                messages.success(request, gettext("Saved. Your therapist signs a first step."))
                return ask_about(request) if is_much(form.values["hurts"]) else redirect("patient:lift")
    status = 422 if form.problems else 200
    return render(request, "patient/pages/lift/tell.html", {"form": form} | signs_for(request), status=status)


@require_POST
@from_a_device
@for_patients
def tried(request: PatientRequest, ladder_step_id: UUID) -> HttpResponse:
    """How often, and how it felt. Something that moved further down a leg, or much pain, begins the questions."""
    step, said, problems = step_of(request.patient, ladder_step_id), _said(request), {}
    pains: dict[str, int | None] = {}
    for name in ("pain_before", "worst_pain"):
        try:
            pains[name] = read_answer(said.get(name) or "skip")
        except NoAnswer as problem:
            problems[name] = str(problem)
    done = _times(said.get("done", ""))
    if done is None:
        problems["done"] = gettext("Write how many times, as a number.")
    if problems or done is None:
        return _page(request, problems, said)
    spread = said.get("spread") == "yes"
    key = form_key(said.get("key"))
    try:
        with doing(request) as done_at:
            note_try(by=request.user, step=step, key=key, done=done, spread=spread, done_at=done_at, **pains)
    except NotYours:
        raise
    except Refused as refusal:
        return _page(request, {refusal.field or "done": refusal.message}, said)
    messages.success(request, gettext("Saved. Tomorrow we ask how it is: that tells more than today."))
    if spread or is_much(*pains.values()):
        return ask_about(request)
    return redirect("patient:lift")


@require_POST
@from_a_device
@for_patients
def day_after(request: PatientRequest, task_try_id: UUID) -> HttpResponse:
    """How it was the day after. Skipping stores nothing."""
    found = try_of(request.patient, task_try_id)
    try:
        pain = read_answer(request.POST.get("pain"))
    except NoAnswer as problem:
        return _page(request, {"pain": str(problem)})
    if pain is None:
        messages.info(request, gettext("Fine. Without an answer the step stays as it is."))
        return redirect("patient:lift")
    try:
        with doing(request) as done_at:
            answer_day_after(by=request.user, tried=found, pain=pain, done_at=done_at)
    except NotYours:
        raise
    except Refused as refusal:
        return _page(request, {"pain": refusal.message})
    messages.success(request, gettext("Thank you. That is saved."))
    return ask_about(request) if is_much(pain) else redirect("patient:lift")


@require_POST
@for_patients
def rate(request: PatientRequest) -> HttpResponse:
    """How it is for them now, beside how it was. Much pain begins the questions here, too."""
    try:
        hurts, worries = (read_answer(request.POST.get(name) or "skip") for name in ("hurts", "worries"))
        rate_task(by=request.user, patient=request.patient, hurts=hurts, worries=worries)
    except NoAnswer as problem:
        messages.error(request, str(problem))
    except NotYours:
        raise
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, gettext("Thank you. That is saved."))
        if is_much(hurts):
            return ask_about(request)
    return redirect("patient:lift")


@require_POST
@for_patients
def end(request: PatientRequest) -> HttpResponse:
    """Done with it. What was done stays."""
    end_task(by=request.user, patient=request.patient)
    messages.success(request, gettext("Ended. What you did stays."))
    return redirect("patient:lift")


@require_POST
@for_patients
def ask(request: PatientRequest) -> HttpResponse:
    """Ask the therapist for the lifting test, with camera or without."""
    send_message(by=request.user, patient=request.patient, key=uuid4(), text=WANTS_A_LOOK)
    messages.success(request, gettext("Your therapist has your message."))
    return redirect("patient:lift")


def _said(request: PatientRequest) -> dict[str, str]:
    return {name: value for name, value in request.POST.items() if isinstance(value, str)}


def _times(raw: str) -> int | None:
    try:
        value = read_number(raw)
    except NoNumber:
        return None
    return int(value) if value is not None and value == int(value) and value >= 0 else None
