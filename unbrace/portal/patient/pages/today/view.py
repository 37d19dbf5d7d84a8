"""Today: the one next thing, and the next-morning question when it is due."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from unbrace.clinic import clock
from unbrace.clinic.accounts.queries import owner_mark
from unbrace.clinic.assessments.queries import left_to_do
from unbrace.clinic.check_ins.gate import gate_of
from unbrace.clinic.check_ins.queries import done_lately, own_goals_of, waiting_among
from unbrace.clinic.desks.queries import desk_texts, look_due_for
from unbrace.clinic.exercise_sessions.queries import done_on
from unbrace.clinic.intakes.queries import on_their_own
from unbrace.clinic.lifts.queries import day_after_asked
from unbrace.clinic.patients.queries import own_care
from unbrace.clinic.programmes.queries import current_version
from unbrace.clinic.questionnaires.queries import told
from unbrace.clinic.staying_well.queries import staying_well_of
from unbrace.clinic.visits.queries import next_visit_of
from unbrace.clinic.worklist.queries import open_restarts_for
from unbrace.portal.language import reader_language
from unbrace.portal.patient.much_pain import signs_for
from unbrace.portal.patient.pages.desk.presenter import card_of as desk_card
from unbrace.portal.patient.pages.goals.presenter import due_goals
from unbrace.portal.patient.pages.goals.view import LATER, PUT_OFF_DAYS
from unbrace.portal.patient.pages.lift.presenter import day_after_scale
from unbrace.portal.patient.pages.today.glance import glance
from unbrace.portal.patient.pages.today.newcomer import newcomer
from unbrace.portal.patient.pages.today.presenter import present
from unbrace.portal.patient.pages.today.safety_first import safety_first
from unbrace.portal.patient.pages.today.welcome_back import WelcomeBack, days_since, welcome_back
from unbrace.portal.visit_words import card_of
from unbrace.rehab.red_flags import Urgency

if TYPE_CHECKING:
    from unbrace.clinic.check_ins.gate import Gate
    from unbrace.clinic.check_ins.goals import OwnGoal
    from unbrace.clinic.programmes.models import ProgrammeVersion
    from unbrace.portal.doorkeeper import PatientRequest

SKIPPED_MORNING = "skipped_morning"  # in the log-in's session: whose question was skipped
A_WEEK = 7


def today(request: PatientRequest, problem: str = "") -> HttpResponse:
    """Called by the start page and, with a problem, by the morning question."""
    now = timezone.localtime(clock.now(), request.user.zone)
    recent = done_lately(request.patient, now)
    therapist = request.patient.looked_after_by
    skipped = request.session.get(SKIPPED_MORNING)
    gate = gate_of(request.patient, request.safety)
    signed = current_version(request.patient)
    version = None if signed and on_their_own(request.patient) else signed  # nobody looks after it any more
    page = present(
        now,
        gate,
        version,
        recent,
        [one for one in waiting_among(recent, now) if str(one.pk) != skipped],
        therapist.user.name if therapist else "",
        problem,
        reader_language(request),
        _done_today(request, version, now.date()),
    )
    elsewhere = gate.safety.begun_elsewhere
    begun_at = (
        own_care(request.user, elsewhere) if elsewhere is not None and not gate.safety.waiting else None
    )
    message = told(gate.safety.urgency, request.clinic, reader_language(request))
    first = safety_first(gate, message, begun_at)
    there = glance(request.patient, now.date())
    looked = look_due_for(request.patient) if there.desk else None
    visit = next_visit_of(request.patient) if there.visit else None
    away = days_since(request.patient, gate.last_session, now.date())
    context = {
        "page": page,
        "there": there,
        "first": first,
        "back": _back_after_a_break(request, gate, version, now.date()),
        "owner": owner_mark(request.user),
        "newcomer": newcomer(request.patient, gate, kept=signed is not None)
        if page.next == "nothing"
        else None,
        "goals_due": _goals_due(request, now.date()) if there.goals else [],
        "well": staying_well_of(request.patient, away) if there.well else None,
        "tests": left_to_do(request.patient) if there.tests else 0,
        "desk_due": desk_card(looked, desk_texts(), request.user.units, {}) if looked else None,
        "lift_due": day_after_asked(request.patient) if there.lift else None,
        "lift_scale": day_after_scale(),
        "visit": card_of(visit, request.user, now) if visit else None,
    }
    if page.morning or context["well"] or context["desk_due"] or context["lift_due"]:
        context |= signs_for(request)
    return render(request, "patient/pages/today/page.html", context, status=422 if problem else 200)


def _goals_due(request: PatientRequest, today: date) -> list[OwnGoal]:
    """Asked every four weeks, and not for a week after "not now"."""
    later = request.session.get(LATER)
    if later and (today - date.fromisoformat(later)).days < PUT_OFF_DAYS:
        return []
    return due_goals(own_goals_of(request.patient), today)


def _back_after_a_break(
    request: PatientRequest, gate: Gate, version: ProgrammeVersion | None, today: date
) -> WelcomeBack | None:
    """Nobody is welcomed back into a programme that is stopped for safety or paused."""
    away = days_since(request.patient, gate.last_session, today)
    stopped = gate.safety.urgency >= Urgency.DOCTOR_IN_DAYS
    if away < A_WEEK or stopped or version is None or version.programme.paused_at is not None:
        return None
    return welcome_back(away, gate.last_session, version, open_restarts_for(request.patient))


def _done_today(
    request: PatientRequest, version: ProgrammeVersion | None, today: date
) -> frozenset[tuple[str, str]]:
    """Looked up only where the programme has times of day: only then does it decide what comes next."""
    timed = version is not None and any(one.part_of_day for one in version.prescriptions.all())
    return done_on(request.patient, today) if timed else frozenset()
