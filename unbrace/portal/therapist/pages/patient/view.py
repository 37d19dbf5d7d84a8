"""One person: what waits for a decision, what was done and how it felt, what is prescribed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from unbrace.clinic import clock
from unbrace.clinic.check_ins.queries import check_ins_of, goals_since, with_mornings
from unbrace.clinic.conversations.queries import has_voice_notes, voice_notes_of
from unbrace.clinic.exercise_sessions.queries import sessions_for
from unbrace.clinic.intakes.queries import sent_intake_of
from unbrace.clinic.patients.queries import patient_in
from unbrace.clinic.programmes.actions import pause, resume
from unbrace.clinic.programmes.queries import versions_of
from unbrace.clinic.questionnaires.queries import elsewhere_of, elsewhere_parts, screens_of
from unbrace.clinic.refused import Refused
from unbrace.clinic.remote_monitoring.queries import ledger_parts, standing_of
from unbrace.clinic.reports.between_visits import between_parts, between_visits
from unbrace.clinic.worklist.beside import beside_parts, waits_beside
from unbrace.clinic.worklist.queries import proposals_for
from unbrace.portal.doorkeeper import for_therapists
from unbrace.portal.session_pages import page_of
from unbrace.portal.therapist.between_visits import noted
from unbrace.portal.therapist.check_in_lines import check_in_lines
from unbrace.portal.therapist.decided import decided_here
from unbrace.portal.therapist.first_plan_rows import told_card
from unbrace.portal.therapist.pages.patient.presenter import SESSIONS_SHOWN, present, rows_beside
from unbrace.portal.therapist.safety_rows import safety_card

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import MemberRequest

SCREENS_SHOWN = 12
CHECK_INS_SHOWN = 4


@require_safe
@for_therapists
def patient(request: MemberRequest, patient_id: UUID) -> HttpResponse:
    """Only a patient of this clinic; anybody else's is the same as nobody."""
    there = between_parts() | elsewhere_parts() | beside_parts() | {"has_voices": has_voice_notes()}
    person: Any = patient_in(request.clinic, patient_id, "goal_words", **ledger_parts(), **there)
    before = request.GET.get("before", "")
    sessions, earlier = page_of(with_mornings(sessions_for(person)), before, SESSIONS_SHOWN)
    told = sent_intake_of(person)
    page = present(
        person,
        sessions,
        earlier,
        versions_of(person),
        list(proposals_for(person)),
        clock.now(),
    )
    context = {
        "patient": person,
        "page": page,
        "beside": rows_beside(waits_beside(person) if person.waits_beside else None, clock.now()),
        "further_back": bool(before),
        "check_ins": check_in_lines(check_ins_of(person)[:CHECK_INS_SHOWN]),
        "voices": voice_notes_of(person)[:CHECK_INS_SHOWN] if person.has_voices else [],
        "goals": goals_since(person, told),
        "safety": safety_card(screens_of(person, SCREENS_SHOWN), elsewhere_of(person)),
        "between": noted(between_visits(person)),
        "decided": decided_here(request, from_patient=True),
        "told": told_card(told),
        "ledger_standing": standing_of(person),
    }
    return render(request, "therapist/pages/patient/page.html", context)


@require_POST
@for_therapists
def pause_programme(request: MemberRequest, patient_id: UUID) -> HttpResponse:
    """Ask nothing for a while."""
    person = patient_in(request.clinic, patient_id)
    pause(by=request.user, patient=person)
    messages.success(request, "Paused. Nothing is asked until you go on.")
    return redirect("therapist:patient", patient_id=person.pk)


@require_POST
@for_therapists
def resume_programme(request: MemberRequest, patient_id: UUID) -> HttpResponse:
    """Go on where it was."""
    person = patient_in(request.clinic, patient_id)
    try:
        resume(by=request.user, patient=person)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "The programme goes on.")
    return redirect("therapist:patient", patient_id=person.pk)
