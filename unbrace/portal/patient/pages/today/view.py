"""Today: the one next thing, and the next-morning question when it is due."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from unbrace.clinic import clock
from unbrace.clinic.accounts.queries import owner_mark
from unbrace.clinic.check_ins.gate import gate_of
from unbrace.clinic.check_ins.queries import waiting_for
from unbrace.clinic.conversations.queries import unread_by_patient
from unbrace.clinic.exercise_sessions.queries import sessions_for, with_something_done
from unbrace.clinic.programmes.queries import current_version
from unbrace.clinic.questionnaires.queries import told
from unbrace.clinic.worklist.queries import open_restarts_for
from unbrace.portal.patient.pages.today.newcomer import newcomer
from unbrace.portal.patient.pages.today.presenter import present
from unbrace.portal.patient.pages.today.safety_first import safety_first
from unbrace.portal.patient.pages.today.welcome_back import WelcomeBack, days_since, welcome_back
from unbrace.rehab.red_flags import Urgency

if TYPE_CHECKING:
    from unbrace.clinic.check_ins.gate import Gate
    from unbrace.clinic.programmes.models import ProgrammeVersion
    from unbrace.portal.doorkeeper import PatientRequest

SKIPPED_MORNING = "skipped_morning"  # in the log-in's session: whose question was skipped
A_WEEK = 7
A_WEEK_AND_A_TIME_ZONE = timedelta(days=8)


def today(request: PatientRequest, problem: str = "") -> HttpResponse:
    """Called by the start page and, with a problem, by the morning question."""
    now = timezone.localtime(clock.now(), request.user.zone)
    recent = with_something_done(sessions_for(request.patient)).prefetch_related(None)
    therapist = request.patient.looked_after_by
    skipped = request.session.get(SKIPPED_MORNING)
    gate = gate_of(request.patient, request.safety)
    version = current_version(request.patient)
    page = present(
        now,
        gate,
        version,
        list(recent.filter(started_at__gte=now - A_WEEK_AND_A_TIME_ZONE)),
        [s for s in waiting_for(request.patient, now) if str(s.pk) != skipped],
        therapist.user.name if therapist else "",
        problem,
    )
    first = safety_first(gate, told(gate.safety.urgency, request.clinic))
    context = {
        "page": page,
        "first": first,
        "back": _back_after_a_break(request, gate, version, now.date()),
        "owner": owner_mark(request.user),
        "newcomer": newcomer(request.patient, gate) if page.next == "nothing" else None,
        "unread": unread_by_patient(request.patient),
    }
    return render(request, "patient/pages/today/page.html", context, status=422 if problem else 200)


def _back_after_a_break(
    request: PatientRequest, gate: Gate, version: ProgrammeVersion | None, today: date
) -> WelcomeBack | None:
    """Nobody is welcomed back into a programme that is stopped for safety or paused."""
    away = days_since(request.patient, gate.last_session, today)
    stopped = gate.safety.urgency >= Urgency.DOCTOR_IN_DAYS
    if away < A_WEEK or stopped or version is None or version.programme.paused_at is not None:
        return None
    return welcome_back(away, gate.last_session, version, open_restarts_for(request.patient))
