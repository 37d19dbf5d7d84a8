"""Every decision about one person with the rule behind it: safety, scores, group, proposals, monitoring."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from unbrace.clinic.check_ins.queries import check_ins_of
from unbrace.clinic.patients.queries import patient_in, today_of
from unbrace.clinic.questionnaires.queries import screens_of
from unbrace.clinic.remote_monitoring.ledger import is_in_another, month_now, worked_in
from unbrace.clinic.remote_monitoring.queries import enrolment_of, entries_of
from unbrace.clinic.worklist.queries import newest_first_plan_of, newest_words_for
from unbrace.portal.doorkeeper import for_therapists
from unbrace.portal.therapist.explanations import (
    of_check_in,
    of_first_plan,
    of_monitoring,
    of_proposals,
    of_screens,
)
from unbrace.rehab.remote_monitoring import PERIOD_DAYS

if TYPE_CHECKING:
    from unbrace.clinic.patients.models import Patient
    from unbrace.portal.doorkeeper import MemberRequest
    from unbrace.portal.ui.explanation.explanation import Shown

SCREENS_SHOWN = 5


@require_safe
@for_therapists
def why(request: MemberRequest, patient_id: UUID) -> HttpResponse:
    """Reached through a patient of this clinic."""
    person = patient_in(request.clinic, patient_id)
    week = check_ins_of(person)[:1]
    plan = newest_first_plan_of(person)
    context = {
        "patient": person,
        "parts": (
            ("Next dose", of_proposals(newest_words_for(person).values()), "No rule has spoken yet."),
            ("Safety", of_screens(screens_of(person, SCREENS_SHOWN)), "Nothing has been answered yet."),
            ("Group", of_first_plan(plan) if plan else (), "Nobody has been classified yet."),
            ("Scores", of_check_in(week[0]) if week else (), "No weekly check-in yet."),
            ("Monitoring counters", _counters(person), "Nobody counts days or minutes for this person."),
        ),
    }
    return render(request, "therapist/pages/why/page.html", context)


def _counters(person: Patient) -> tuple[Shown, ...]:
    """Of the periods that are over and of the last whole month: a count that still grows is nobody's to act on."""
    terms = enrolment_of(person)
    if terms is None:
        return ()
    month, over = month_now(person.clinic).before, today_of(person) - timedelta(days=PERIOD_DAYS)
    return (
        of_monitoring(
            entries_of(person),
            terms.consented_on,
            terms.begins_on,
            min(over, terms.ended_on or over),
            month=(month.year, month.month),
            work=worked_in(person, month),
            other_programme=is_in_another(person, month),
        ),
    )
