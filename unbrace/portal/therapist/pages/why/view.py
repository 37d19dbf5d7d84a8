"""Every decision about one person with the rule behind it: safety, scores, group, proposals, monitoring."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from unbrace.clinic import clock
from unbrace.clinic.check_ins.queries import check_ins_of
from unbrace.clinic.patients.queries import patient_in
from unbrace.clinic.questionnaires.queries import screens_of
from unbrace.clinic.remote_monitoring.queries import entries_of
from unbrace.clinic.worklist.queries import newest_first_plan_of, newest_words_for
from unbrace.portal.doorkeeper import for_therapists
from unbrace.portal.therapist.explanations import (
    of_check_in,
    of_first_plan,
    of_monitoring,
    of_proposals,
    of_screens,
)

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import MemberRequest

SCREENS_SHOWN = 5


@require_safe
@for_therapists
def why(request: MemberRequest, patient_id: UUID) -> HttpResponse:
    """Reached through a patient of this clinic. Consent to monitoring is not recorded yet, so no day counts."""
    person = patient_in(request.clinic, patient_id)
    zone, week = person.user.zone, check_ins_of(person)[:1]
    plan = newest_first_plan_of(person)
    started = person.started_at.astimezone(zone).date()
    today = timezone.localtime(clock.now(), zone).date()
    context = {
        "patient": person,
        "parts": (
            ("Next dose", of_proposals(newest_words_for(person).values()), "No rule has spoken yet."),
            ("Safety", of_screens(screens_of(person)[:SCREENS_SHOWN]), "Nothing has been answered yet."),
            ("Group", of_first_plan(plan) if plan else (), "Nobody has been classified yet."),
            ("Scores", of_check_in(week[0]) if week else (), "No weekly check-in yet."),
            ("Monitoring counters", (of_monitoring(entries_of(person), None, started, today),), ""),
        ),
    }
    return render(request, "therapist/pages/why/page.html", context)
