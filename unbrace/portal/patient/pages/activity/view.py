"""Walking week by week: note a walk, answer the morning after, say yes to the next step; and the days as they were."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from unbrace.clinic.activity.actions import (
    answer_walk_morning,
    log_walk,
    restore_walk,
    start_walking,
    take_walking_step,
    withdraw_walk,
)
from unbrace.clinic.activity.queries import (
    last_days,
    morning_asked_about,
    next_step,
    walk_of,
    walking_plan_of,
    walks_of,
)
from unbrace.clinic.check_ins.gate import gate_of
from unbrace.clinic.patients.queries import today_of
from unbrace.clinic.questionnaires.queries import Allowed, warning_card
from unbrace.clinic.refused import Refused
from unbrace.portal.doorkeeper import for_patients
from unbrace.portal.patient.kept_forms import doing, from_a_device
from unbrace.portal.patient.much_pain import ask_about, is_much
from unbrace.portal.patient.pages.activity.presenter import present
from unbrace.portal.translated import reader_of
from unbrace.portal.ui.pain_scale.pain_scale import NoAnswer, read_answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from unbrace.portal.doorkeeper import PatientRequest

A_FEW = 10


@require_safe
@for_patients
def activity(request: PatientRequest) -> HttpResponse:
    """The page."""
    return _page(request)


def _page(
    request: PatientRequest,
    values: Mapping[str, str] | None = None,
    problems: Mapping[str, str] | None = None,
) -> HttpResponse:
    patient = request.patient
    page = present(
        walking_plan_of(patient),
        next_step(patient),
        morning_asked_about(patient),
        walks_of(patient, withdrawn=True)[:A_FEW],
        last_days(patient),
        today=today_of(patient),
        stops=gate_of(patient, request.safety).allowed is Allowed.NOTHING,
        values=values,
        problems=problems,
    )
    reader = reader_of(request)
    card = warning_card(request.clinic, reader.language)
    context = {"page": page, "card": card, "setting": reader.safety(card.language)}
    return render(request, "patient/pages/activity/page.html", context, status=422 if problems else 200)


@require_POST
@from_a_device
@for_patients
def log(request: PatientRequest) -> HttpResponse:
    """Note a walk. Everything but day and minutes may stay open."""
    form = {name: value for name, value in request.POST.items() if isinstance(value, str)}
    problems: dict[str, str] = {}
    day = _day(form.get("day", ""))
    if day is None:
        problems["day"] = gettext("Choose today or one of the last 7 days.")
    minutes = _whole(form.get("minutes", ""))
    if minutes is None:
        problems["minutes"] = gettext("Write the minutes, from 1 to 300.")
    steps = _whole(form.get("steps", ""))
    if steps is None and form.get("steps", "").strip():
        problems["steps"] = gettext("Write the steps as a number, or leave it empty.")
    answers = {}
    for name in ("pain", "effort"):
        try:
            answers[name] = read_answer(form.get(name) or "skip")
        except NoAnswer as problem:
            problems[name] = str(problem)
    if problems or day is None or minutes is None:
        return _page(request, form, problems)
    try:
        key = UUID(form.get("key", ""))
        with doing(request) as done_at:
            log_walk(
                by=request.user,
                patient=request.patient,
                key=key,
                day=day,
                minutes=minutes,
                steps=steps,
                done_at=done_at,
                **answers,
            )
    except ValueError:
        return _page(request, form | {"key": ""}, {"minutes": gettext("Please send it once more.")})
    except Refused as refusal:
        return _page(request, form, {refusal.field or "minutes": refusal.message})
    messages.success(request, gettext("Saved. Nice that you went."))
    pain = answers["pain"]
    return ask_about(request) if is_much(pain) else redirect("patient:activity")


@require_POST
@for_patients
def start_plan(request: PatientRequest) -> HttpResponse:
    """Begin the walking plan, or begin it anew."""
    longest = _whole(request.POST.get("longest", ""))
    if longest is None:
        return _page(request, {}, {"longest": gettext("Write the minutes as a number, 0 is fine.")})
    try:
        start_walking(by=request.user, patient=request.patient, longest_comfortable_minutes=longest)
    except Refused as refusal:
        return _page(request, {}, {refusal.field or "longest": refusal.message})
    messages.success(request, gettext("Your walking plan begins today."))
    return redirect("patient:activity")


@require_POST
@for_patients
def take_step(request: PatientRequest) -> HttpResponse:
    """Yes to the next week."""
    try:
        take_walking_step(by=request.user, patient=request.patient)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, gettext("That is your plan for the next 7 days."))
    return redirect("patient:activity")


@require_POST
@from_a_device
@for_patients
def walk_morning(request: PatientRequest) -> HttpResponse:
    """The morning after a walk. Skipping stores nothing."""
    day = _day(request.POST.get("day", ""))
    try:
        pain = read_answer(request.POST.get("morning"))
    except NoAnswer as problem:
        return _page(request, {}, {"morning": str(problem)})
    if pain is not None and day is not None:
        try:
            with doing(request) as done_at:
                answer_walk_morning(
                    by=request.user, patient=request.patient, walked_on=day, pain=pain, done_at=done_at
                )
        except Refused as refusal:
            messages.info(request, refusal.message)
        else:
            messages.success(request, gettext("Thank you. That is saved."))
            if is_much(pain):
                return ask_about(request)
    return redirect("patient:activity")


@require_POST
@for_patients
def take_walk_out(request: PatientRequest, walk_id: UUID) -> HttpResponse:
    """A walk that should not count; nothing is deleted."""
    withdraw_walk(by=request.user, walk=walk_of(request.patient, walk_id))
    messages.success(request, gettext("Taken out. You can put it back any time."))
    return redirect("patient:activity")


@require_POST
@for_patients
def put_walk_back(request: PatientRequest, walk_id: UUID) -> HttpResponse:
    """The way back."""
    restore_walk(by=request.user, walk=walk_of(request.patient, walk_id))
    messages.success(request, gettext("It counts again."))
    return redirect("patient:activity")


def _day(raw: str) -> date | None:
    try:
        return date.fromisoformat(raw)
    except ValueError:
        return None


def _whole(raw: str) -> int | None:
    tidy = raw.strip()
    return int(tidy) if tidy.isascii() and tidy.isdigit() and len(tidy) <= 6 else None
