"""One page after a visit: each step with whether it is done, and one press for it. Nothing is asked for twice."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from unbrace.clinic import clock
from unbrace.clinic.assessments import measurements_of
from unbrace.clinic.calls.queries import met_in
from unbrace.clinic.notes.actions import Written, begin_note, save_draft
from unbrace.clinic.notes.queries import draft_of, note_since, parts_of
from unbrace.clinic.programmes.queries import current_version
from unbrace.clinic.refused import Refused
from unbrace.clinic.remote_monitoring.actions import count_visit
from unbrace.clinic.remote_monitoring.queries import contact_of, counts_time, whole_minutes
from unbrace.clinic.visits.actions import tell_summary
from unbrace.clinic.visits.queries import Outcome, State, before_it, following, summary_of, visit_in
from unbrace.portal.doorkeeper import for_therapists
from unbrace.portal.form_ids import form_key
from unbrace.portal.summary_words import has_open_line
from unbrace.portal.therapist.pages.after_visit.prefill import (
    Happened,
    for_note,
    for_person,
    of_the_day,
    put_before,
)
from unbrace.portal.therapist.pages.notes.facts import facts
from unbrace.portal.therapist.pages.notes.form import lines_of
from unbrace.portal.therapist.pages.notes.since import since_last_note
from unbrace.portal.therapist.pages.notes.view import LONGEST_AGO
from unbrace.portal.visit_words import card_of

if TYPE_CHECKING:
    from unbrace.clinic.visits.models import Visit
    from unbrace.portal.doorkeeper import MemberRequest

A_WEEK = timedelta(days=7)
OPEN_LINE = "Write what you agreed behind the dash, or take that line out."


@require_safe
@for_therapists
def after_visit(request: MemberRequest, visit_id: UUID) -> HttpResponse:
    found = visit_in(request.clinic, visit_id)
    if found.state != State.BOOKED or clock.now() < found.begins:
        return redirect("therapist:visit", visit_id=found.pk)
    return _page(request, found)


@require_POST
@for_therapists
def begin_visit_note(request: MemberRequest, visit_id: UUID) -> HttpResponse:
    """A draft that holds the visit too; one that is open already gets the visit's lines and keeps its own."""
    found = visit_in(request.clinic, visit_id)
    happened, person = _happened(found), found.patient
    lines = for_note(happened, request.user.zone)
    parts = put_before(lines, facts(since_last_note(person, LONGEST_AGO)))
    draft = begin_note(by=request.user, patient=person, parts=parts)
    now = parts_of(draft)
    if (with_visit := put_before(lines, now)) != now:
        written = Written(with_visit, lines_of(draft.codes), draft.because, draft.saves)
        try:
            save_draft(by=request.user, draft=draft, written=written)
        except Refused as refusal:
            messages.error(request, refusal.message)
    return redirect("therapist:note_draft", patient_id=person.pk)


@require_POST
@for_therapists
def send_summary(request: MemberRequest, visit_id: UUID) -> HttpResponse:
    """To the person, as a message; it stands on the visit's page in their app too."""
    found, text = visit_in(request.clinic, visit_id), request.POST.get("text", "")
    try:
        if has_open_line(text):
            raise Refused(OPEN_LINE, field="text")
        tell_summary(by=request.user, visit=found, key=form_key(request.POST.get("key")), text=text)
    except Refused as refusal:
        return _page(request, found, refusal)
    messages.success(request, f"Sent to {found.patient.name}.")
    return redirect("therapist:after_visit", visit_id=found.pk)


@require_POST
@for_therapists
def count_minutes(request: MemberRequest, visit_id: UUID) -> HttpResponse:
    """The length of the call as a live contact in the ledger; a visit is in it once."""
    found = visit_in(request.clinic, visit_id)
    try:
        count_visit(by=request.user, visit=found)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "In the ledger as a live contact. To put it right, amend it there.")
    return redirect("therapist:after_visit", visit_id=found.pk)


def _happened(visit: Visit, told: str | None = None) -> Happened:
    summary = summary_of(visit) if told is None else None
    version = current_version(visit.patient)
    return Happened(
        visit=visit,
        met=met_in(visit),
        measured=of_the_day(visit, measurements_of(visit.patient)),
        next_visit=following(visit),
        signed=version if version is not None and version.signed_at >= visit.begins else None,
        told=summary.message.text if summary is not None else told or "",
    )


def _page(request: MemberRequest, visit: Visit, refusal: Refused | None = None) -> HttpResponse:
    told = summary_of(visit)
    happened = _happened(visit, told.message.text if told else "")
    now, next_visit = clock.now(), happened.next_visit
    note = note_since(visit.patient, visit.begins, next_visit.begins if next_visit else None)
    context = {
        "patient": visit.patient,
        "visit": visit,
        "card": card_of(visit, request.user, now),
        "came": visit.outcome != Outcome.NO_SHOW,
        "outcomes": Outcome.choices,
        "note": note,
        "draft": draft_of(request.user, visit.patient) if note is None else None,
        "told": told,
        "text": request.POST.get("text", "") if refusal else "" if told else for_person(happened),
        "problem": refusal.message if refusal else "",
        "key": uuid4(),
        "next": card_of(next_visit, request.user, now) if next_visit else None,
        "from": _day_for_next(visit, now.astimezone(request.user.zone).date()),
        "signed": happened.signed,
        "mine": visit.therapist.user_id == request.user.pk,
        **_minutes(visit, happened),
    }
    return render(request, "therapist/pages/after_visit/page.html", context, status=422 if refusal else 200)


def _day_for_next(visit: Visit, today: date) -> str:
    """From which day on free times are shown: as far off as the visit before was, a week where there was none."""
    before = before_it(visit)
    gap = max(visit.begins - before.begins, A_WEEK) if before else A_WEEK
    day = visit.begins.astimezone(visit.therapist.user.zone).date() + gap
    return max(day, today).isoformat()


def _minutes(visit: Visit, happened: Happened) -> dict[str, Any]:
    """Nothing of it where no ledger is kept or this person is not monitored."""
    if happened.met is None or not counts_time(visit.patient):
        return {"counts": False}
    entry = contact_of(visit, happened.met)
    minutes = whole_minutes(happened.met)
    length = (entry.ends_at - entry.begins_at) // timedelta(minutes=1) if entry else 0
    return {"counts": minutes > 0 or entry is not None, "minutes": minutes, "entry": entry, "counted": length}
