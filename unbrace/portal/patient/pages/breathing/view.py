"""Breathing, one stage at a time. Safety first: while nothing is open, this is not either."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from unbrace.clinic.check_ins.gate import gate_of
from unbrace.clinic.education.queries import (
    breathing_course,
    counts_of,
    practices_of,
    session_to_check,
    standing_of,
    weeks_of,
)
from unbrace.clinic.questionnaires.queries import Allowed, warning_card
from unbrace.portal.doorkeeper import for_patients
from unbrace.portal.patient.pages.breathing.presenter import present
from unbrace.portal.translated import reader_of
from unbrace.rehab.unbracing import FAST_AT_REST, Pace, pace_within

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import PatientRequest

SHOWN = 5


@require_safe
@for_patients
def breathing(request: PatientRequest) -> HttpResponse:
    """The page; `?in=4&out=6&minutes=3` sets the pace."""
    if gate_of(request.patient, request.safety).allowed is Allowed.NOTHING:
        return redirect("patient:today")
    patient, reader = request.patient, reader_of(request)
    course = breathing_course(reader.language)
    newest = list(practices_of(patient)[:SHOWN])
    waits = session_to_check(patient)
    page = present(
        course,
        standing_of(patient),
        _pace(request),
        newest,
        list(counts_of(patient)[:SHOWN]),
        (weeks_of(patient, "held"), weeks_of(patient, "braced")),
        reverse("patient:breath_check", args=[waits.pk]) if waits else "",
    )
    card = warning_card(request.clinic, reader.language)
    context = {
        "page": page,
        "course": course.text,
        "card": card,
        "fast": int(FAST_AT_REST),
        "setting": reader.safety(card.language),
        "of_course": reader.setting("breathing", course.language),
    }
    return render(request, "patient/pages/breathing/page.html", context)


def _pace(request: PatientRequest) -> Pace:
    """What the address asks for, within the bounds; else as it was last time; else the usual."""
    asked = {name: whole(request.GET.get(name)) for name in ("in", "out", "minutes")}
    last = practices_of(request.patient).exclude(in_s=None).first()
    if last is not None:
        asked["in"] = asked["in"] if asked["in"] is not None else last.in_s
        asked["out"] = asked["out"] if asked["out"] is not None else last.out_s
    return pace_within(breathing_course().bounds, asked["in"], asked["out"], asked["minutes"])


def whole(raw: str | None) -> int | None:
    """A whole number from a form, None where there is none. Too long a number is none."""
    return int(raw) if raw and raw.isascii() and raw.isdigit() and len(raw) <= 5 else None
