"""Today: the one next thing, and the next-morning question when it is due."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from unbrace.clinic import clock
from unbrace.clinic.accounts.queries import owner_mark
from unbrace.clinic.assessments.queries import left_to_do
from unbrace.clinic.check_ins.gate import gate_of
from unbrace.clinic.check_ins.queries import own_goals_of, waiting_for
from unbrace.clinic.conversations.queries import news_of
from unbrace.clinic.desks.queries import look_due_for
from unbrace.clinic.exercise_sessions.queries import done_on, sessions_for, with_something_done
from unbrace.clinic.group_classes.queries import comes_next
from unbrace.clinic.intakes.queries import on_their_own
from unbrace.clinic.lifts.queries import day_after_asked
from unbrace.clinic.patients.queries import own_care
from unbrace.clinic.programmes.queries import current_version
from unbrace.clinic.questionnaires.queries import told
from unbrace.clinic.staying_well.queries import staying_well_of
from unbrace.clinic.transfers.queries import questions
from unbrace.clinic.visits.queries import next_visit_of
from unbrace.clinic.worklist.queries import open_restarts_for
from unbrace.portal.language import reader_language
from unbrace.portal.patient.much_pain import signs_for
from unbrace.portal.patient.pages.desk.presenter import card_of as desk_card
from unbrace.portal.patient.pages.goals.presenter import due_goals
from unbrace.portal.patient.pages.goals.view import LATER, PUT_OFF_DAYS
from unbrace.portal.patient.pages.lift.presenter import day_after_scale
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
A_WEEK_AND_A_TIME_ZONE = timedelta(days=8)


def today(request: PatientRequest, problem: str = "") -> HttpResponse:
    """Called by the start page and, with a problem, by the morning question."""
    now = timezone.localtime(clock.now(), request.user.zone)
    recent = with_something_done(sessions_for(request.patient)).prefetch_related(None)
    therapist = request.patient.looked_after_by
    skipped = request.session.get(SKIPPED_MORNING)
    gate = gate_of(request.patient, request.safety)
    signed = current_version(request.patient)
    version = None if signed and on_their_own(request.patient) else signed  # nobody looks after it any more
    page = present(
        now,
        gate,
        version,
        list(recent.filter(started_at__gte=now - A_WEEK_AND_A_TIME_ZONE)),
        [s for s in waiting_for(request.patient, now) if str(s.pk) != skipped],
        therapist.user.name if therapist else "",
        problem,
        reader_language(request),
        _done_today(request, version, now.date()),
    )
    there = gate.safety.begun_elsewhere
    begun_at = own_care(request.user, there) if there is not None and not gate.safety.waiting else None
    message = told(gate.safety.urgency, request.clinic, reader_language(request))
    first = safety_first(gate, message, begun_at)
    unread, moments, remarks, *others = news_of(request.patient, *questions(), *comes_next())
    report_asks, move_asks, class_asks, class_place, class_begins = others
    context = {
        "page": page,
        "report_asks": report_asks,
        "move_asks": move_asks,
        "first": first,
        "back": _back_after_a_break(request, gate, version, now.date()),
        "owner": owner_mark(request.user),
        "newcomer": newcomer(request.patient, gate, kept=signed is not None)
        if page.next == "nothing"
        else None,
        "goals_due": _goals_due(request, now.date()),
        "well": staying_well_of(request.patient, days_since(request.patient, gate.last_session, now.date())),
        "unread": unread,
        "tests": left_to_do(request.patient),
        "desk_due": desk_card(looked, request.user.units, {})
        if (looked := look_due_for(request.patient))
        else None,
        "lift_due": day_after_asked(request.patient),
        "lift_scale": day_after_scale(),
        "class_asks": class_asks,
        "class_place": class_place,
        "class_begins": class_begins,
        "moments": moments,
        "remarks": remarks,
        "visit": card_of(visit, request.user, now) if (visit := next_visit_of(request.patient)) else None,
    }
    if context["desk_due"] or context["lift_due"]:
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
