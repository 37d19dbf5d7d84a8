"""One conversation. Opening it is reading it; the other side is told so."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.contrib import messages as notices
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from unbrace.clinic import clock
from unbrace.clinic.accounts.queries import owner_mark
from unbrace.clinic.conversations.actions import (
    answer_message,
    read_conversation,
    settle_message,
    withdraw_message,
)
from unbrace.clinic.conversations.queries import (
    attachment_of,
    holds_news,
    message_of,
    messages_page,
    newest_key_of,
    snippets_of,
    waiting_messages_of,
)
from unbrace.clinic.patients.queries import patient_in
from unbrace.clinic.refused import Conflict, Refused
from unbrace.portal.conversation import Addresses, bubbles
from unbrace.portal.doorkeeper import for_therapists
from unbrace.portal.form_ids import form_key, id_in
from unbrace.portal.message_files import mark_for, show_file

if TYPE_CHECKING:
    from unbrace.clinic.conversations.models import Attachment
    from unbrace.clinic.patients.models import Patient
    from unbrace.portal.doorkeeper import MemberRequest


@require_safe
@for_therapists
def talk(request: MemberRequest, patient_id: UUID) -> HttpResponse:
    return _show(request, patient_in(request.clinic, patient_id))


def _show(
    request: MemberRequest, person: Patient, problem: Refused | None = None, **typed: str
) -> HttpResponse:
    """`typed`: what was written when it could not be sent, by field."""
    found, earlier = messages_page(person, request.GET.get("before", ""))
    if request.method == "GET" and holds_news(found, for_patient=False):
        read_conversation(by=request.user, patient=person)
    waiting = list(waiting_messages_of(person))
    addresses = Addresses(
        lambda file: _file_url(request, person, file),
        lambda file: reverse("therapist:clip_review", args=[person.pk, file.pk]),
        lambda message: reverse("therapist:withdraw_message", args=[person.pk, message.pk]),
    )
    context = {
        "patient": person,
        "messages_shown": bubbles(found, request.user, clock.now(), addresses, for_patient=False),
        "earlier": earlier,
        "further_back": bool(request.GET.get("before")),
        "flagged": [message.pk for message in waiting if message.has_concern],
        "waiting": [message.pk for message in waiting if not message.has_concern],
        "snippets": list(snippets_of(request.membership)),
        "key": str(uuid4()),
        "loaded": clock.now().isoformat(),
        "taken": newest_key_of(request.user, found),
        "owner": owner_mark(request.user),
        "problem": problem,
        "typed": typed,
    }
    status = 200 if problem is None else 409 if isinstance(problem, Conflict) else 422
    return render(request, "therapist/pages/messages/page.html", context, status=status)


@require_POST
@for_therapists
def answer(request: MemberRequest, patient_id: UUID) -> HttpResponse:
    person = patient_in(request.clinic, patient_id)
    text = request.POST.get("text", "")
    try:
        answer_message(
            by=request.user,
            patient=person,
            key=form_key(request.POST.get("key")),
            text=text,
            seen_until=_moment(request.POST.get("loaded", "")),
        )
    except Refused as refusal:
        return _show(request, person, refusal, text=text)
    notices.success(request, f"Sent to {person.name}.")
    return _back(request, person)


def _moment(written: str) -> datetime | None:
    """When the page was loaded, as it says itself; None for what is no moment."""
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


@require_POST
@for_therapists
def settle(request: MemberRequest, patient_id: UUID) -> HttpResponse:
    """Exactly the messages that were in view; what came in meanwhile goes on waiting."""
    person, reason = patient_in(request.clinic, patient_id), request.POST.get("reason", "")
    named = [message_of(person, message_id) for message_id in map(id_in, request.POST.getlist("message"))]
    try:
        for message in named:
            settle_message(by=request.user, message=message, reason=reason)
    except Refused as refusal:
        return _show(request, person, refusal, reason=reason)
    notices.success(request, "Settled. It no longer waits.")
    return _back(request, person)


@require_POST
@for_therapists
def withdraw(request: MemberRequest, patient_id: UUID, message_id: UUID) -> HttpResponse:
    person = patient_in(request.clinic, patient_id)
    try:
        withdraw_message(by=request.user, message=message_of(person, message_id))
    except Refused as refusal:
        notices.error(request, refusal.message)
    else:
        notices.success(request, "Taken back.")
    return redirect("therapist:messages", patient_id=person.pk)


@require_safe
@for_therapists
def file(request: MemberRequest, patient_id: UUID, file_id: UUID) -> HttpResponse:
    return show_file(request, attachment_of(patient_in(request.clinic, patient_id), file_id))


def _file_url(request: MemberRequest, person: Patient, attachment: Attachment) -> str:
    address = reverse("therapist:message_file", args=[person.pk, attachment.pk])
    return f"{address}?mark={mark_for(attachment, request.user)}"


def _back(request: MemberRequest, person: Patient) -> HttpResponse:
    """To where the button was pressed."""
    if request.GET.get("from") == "worklist":
        return redirect("therapist:worklist")
    page = "therapist:patient" if request.GET.get("from") == "patient" else "therapist:messages"
    return redirect(page, patient_id=person.pk)
