from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from unbrace.clinic import clock
from unbrace.clinic.care_teams.queries import colleagues_of, member_in
from unbrace.clinic.patients.queries import patient_in
from unbrace.clinic.refused import NotYours, Refused
from unbrace.clinic.reports.actions import read_chart
from unbrace.clinic.reports.chart import Wanted
from unbrace.clinic.reports.queries import report_of, reports_of
from unbrace.clinic.transfers import actions
from unbrace.clinic.transfers.kinds import MOST_LETTERS, State
from unbrace.clinic.transfers.queries import (
    handed_document,
    handed_on_by,
    handed_to,
    other_clinics,
    transfer_of,
    transfers_of,
)
from unbrace.portal.doorkeeper import for_therapists, pressed_again
from unbrace.portal.therapist.pages.hand_on.record import compose_record

if TYPE_CHECKING:
    from unbrace.clinic.care_teams.models import Membership
    from unbrace.clinic.patients.models import Patient
    from unbrace.portal.doorkeeper import MemberRequest

SHOWN = 10


@require_safe
@for_therapists
def hand_on(request: MemberRequest, patient_id: UUID) -> HttpResponse:
    """The three ways on, how an open proposal stands, and what came along with this person."""
    return _page(request, patient_in(request.clinic, patient_id))


def handed_on_already(request: MemberRequest, person: Patient) -> HttpResponse | None:
    """Where care is closed the record is shut for whoever handed it on. They pressed twice, and it is done once."""
    try:
        colleague = member_in(request.clinic, UUID(request.POST.get("colleague", "")))
        key = UUID(request.POST.get("key", ""))
    except (NotYours, ValueError):
        return None
    return _done(request, person, colleague) if handed_on_by(request.user, person, colleague, key) else None


@require_POST
@for_therapists
@pressed_again(handed_on_already)
def to_colleague(request: MemberRequest, patient_id: UUID) -> HttpResponse:
    """At once: the person reads the word as a message."""
    person, post = patient_in(request.clinic, patient_id), request.POST
    try:
        colleague = member_in(request.clinic, UUID(post.get("colleague", "")))
        key = UUID(post.get("key", ""))
    except (NotYours, ValueError):
        refusal = Refused("Choose a colleague from the list.", field="colleague")
        return _page(request, person, refusal)
    try:
        actions.hand_on(by=request.user, patient=person, to=colleague, word=post.get("word", ""), key=key)
    except Refused as refusal:
        return _page(request, person, refusal)
    return _done(request, person, colleague)


def _done(request: MemberRequest, person: Patient, colleague: Membership) -> HttpResponse:
    who = colleague.user.name or colleague.user.email
    messages.success(request, f"{who} looks after {person.name} from now on, and {person.name} can read why.")
    return redirect("therapist:patients")


@require_POST
@for_therapists
def propose(request: MemberRequest, patient_id: UUID) -> HttpResponse:
    """Freezes what could go along, then asks the person."""
    person, post = patient_in(request.clinic, patient_id), request.POST
    try:
        clinic = other_clinics(request.clinic).filter(pk=UUID(post.get("to", ""))).first()
        report = report_of(person, UUID(post["report"])) if post.get("report") else None
    except ValueError:
        clinic = report = None
    if clinic is None:
        return _page(request, person, Refused("Choose a clinic from the list.", field="to"))
    try:
        actions.propose_transfer(
            by=request.user,
            patient=person,
            to_clinic=clinic,
            reason=post.get("reason", ""),
            ends_here=post.get("ends_here") == "yes",
            record=compose_record(person, request.user),
            report=report,
        )
    except Refused as refusal:
        return _page(request, person, refusal)
    messages.success(request, f"{person.name} is asked. {clinic.name} learns of it only after their yes.")
    return redirect("therapist:hand_on", patient_id=person.pk)


@require_POST
@for_therapists
def call_off(request: MemberRequest, patient_id: UUID, transfer_id: UUID) -> HttpResponse:
    transfer = transfer_of(patient_in(request.clinic, patient_id), transfer_id)
    try:
        actions.call_off_transfer(by=request.user, transfer=transfer)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Called off. Everything stays as it is.")
    return redirect("therapist:hand_on", patient_id=patient_id)


@require_safe
@for_therapists
def record(request: MemberRequest, patient_id: UUID) -> HttpResponse:
    """What would go along if the person let the whole record go, as it reads now."""
    person = patient_in(request.clinic, patient_id)
    read_chart(by=request.user, patient=person, wanted=Wanted())
    context = {
        "patient": person,
        "content": compose_record(person, request.user),
        "title": "The whole record",
    }
    return render(request, "therapist/pages/hand_on/document.html", context)


@require_safe
@for_therapists
def handed(request: MemberRequest, patient_id: UUID, document_id: UUID) -> HttpResponse:
    """Frozen words that came along from another clinic."""
    person = patient_in(request.clinic, patient_id)
    document = handed_document(person, document_id)
    actions.read_handed(by=request.user, document=document)
    clinic = document.transfer.patient.clinic
    context = {
        "patient": person,
        "content": document.content,
        "title": f"From {clinic.name}",
        "document": document,
    }
    return render(request, "therapist/pages/hand_on/document.html", context)


def _page(request: MemberRequest, person: Patient, refusal: Refused | None = None) -> HttpResponse:
    now, transfers = clock.now(), list(transfers_of(person)[:SHOWN])
    open_one = next((one for one in transfers if one.is_open(now)), None)
    context = {
        "patient": person,
        "open": open_one,
        "earlier": [(one, _words(one.state)) for one in transfers if one is not open_one],
        "came": handed_to(person),
        "colleagues": [one for one in colleagues_of(request.membership) if one.pk != person.therapist_id],
        "clinics": other_clinics(request.clinic),
        "reports": reports_of(person)[:SHOWN],
        "key": uuid4(),
        "most": MOST_LETTERS,
        "typed": request.POST if refusal else {},
        "problem": refusal.message if refusal else "",
        "at": refusal.field if refusal else "",
    }
    status = 422 if refusal else 200
    return render(request, "therapist/pages/hand_on/page.html", context, status=status)


def _words(state: str) -> str:
    """One that nobody answered in time still reads as asked or offered in its row."""
    return "not answered in time" if state in (State.ASKED, State.OFFERED) else State(state).label
