"""Messages with the therapist. The work-list, the mail and the safety questions follow from what is kept here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.contrib import messages as notices
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST, require_safe

from unbrace.clinic import clock
from unbrace.clinic.accounts.queries import owner_mark
from unbrace.clinic.conversations.actions import read_conversation, send_message, withdraw_message
from unbrace.clinic.conversations.queries import (
    attachment_of,
    holds_news,
    message_of,
    messages_page,
    newest_key_of,
    sounds_like,
)
from unbrace.clinic.refused import Conflict, NotYours, Refused
from unbrace.portal.conversation import Addresses, bubbles, promise_to
from unbrace.portal.doorkeeper import emergency, for_patients
from unbrace.portal.language import reader_language
from unbrace.portal.message_files import mark_for, show_file
from unbrace.portal.patient.pages.messages.form import read_form

if TYPE_CHECKING:
    from unbrace.clinic.conversations.models import Attachment, Message
    from unbrace.portal.doorkeeper import PatientRequest

SIGNED_OUT = gettext_noop("Please sign in again. What you wrote is kept on this device.")


@for_patients
def conversation(request: PatientRequest, problem: Refused | None = None) -> HttpResponse:
    """Newest first; opening it is reading it. With a problem, what was written stands in the box again."""
    found, earlier = messages_page(request.patient, request.GET.get("before", ""))
    if request.method == "GET" and holds_news(found, for_patient=True):
        read_conversation(by=request.user, patient=request.patient)
    addresses = Addresses(lambda file: _file_url(request, file), _clip_url, _withdraw_url)
    context = {
        "messages_shown": bubbles(found, request.user, clock.now(), addresses, for_patient=True),
        "earlier": earlier,
        "further_back": bool(request.GET.get("before")),
        "promise": promise_to(request.patient),
        "key": str(uuid4()),
        "taken": newest_key_of(request.user, found),
        "owner": owner_mark(request.user),
        "written": request.POST.get("text", ""),
        "problem": problem,
    }
    status = 200 if problem is None else 409 if isinstance(problem, Conflict) else 422
    return render(request, "patient/pages/messages/page.html", context, status=status)


talk = require_safe(ensure_csrf_cookie(conversation))


@require_POST
def send(request: Any) -> HttpResponseBase:
    """Take in one message. Sent again, it is answered the same and kept once; also in an emergency it arrives."""
    as_json = request.headers.get("Accept") == "application/json"
    if not request.user.is_authenticated:
        return _no(gettext(SIGNED_OUT), 401) if as_json else redirect_to_login(reverse("patient:messages"))
    if not request.patient:
        raise Http404
    try:
        written = read_form(request)
        message, is_new = send_message(
            by=request.user,
            patient=written.patient,
            key=written.key,
            text=written.text,
            file=written.file,
            written_at=written.written_at,
        )
    except NotYours as refusal:
        if as_json:
            return _no(refusal.message, 403)
        raise
    except Refused as refusal:
        if as_json:
            return _no(refusal.message, 409 if isinstance(refusal, Conflict) else 422)
        return conversation(request, refusal)
    return _thanks(request, message, is_new, as_json)


def _thanks(request: PatientRequest, message: Message, is_new: bool, as_json: bool) -> HttpResponse:
    """On to the safety questions where the words may be about safety, else back to the conversation."""
    promise = promise_to(message.patient)
    said = gettext("Sent. {who} usually answers within {days}.").format(who=promise.who, days=promise.days)
    ask = _questions_for(request, message)
    if ask:
        notices.warning(
            request, concern_sentence(message, promise.who, promise.number, reader_language(request))
        )
    elif not as_json:
        notices.success(request, said)
    if as_json:
        answer = {"message": str(message.pk), "said": said, "ask": ask}
        return JsonResponse(answer, status=201 if is_new else 200)
    return redirect(ask or "patient:messages")


def _questions_for(request: PatientRequest, message: Message) -> str:
    """Where to go on when the words may be about safety; nothing otherwise."""
    if not message.has_concern:
        return ""
    if message.screen_id:
        return reverse("patient:safety_question", args=[message.screen_id])
    return reverse("patient:today") if emergency(request) else reverse("patient:safety")


def concern_sentence(message: Message, who: str, number: str, language: str) -> str:
    """Said above the questions. Nothing is concluded from the words; the number stands there in case it cannot wait."""
    about = gettext(" or ").join(sounds_like(message.concerns, language))
    call = number or gettext("your local emergency number")
    return gettext(
        "Your message is on its way to {who}, who may not see it at once. What you wrote sounds as if it could be "
        "about {about}. Please answer these questions now, then you know what to do. If it cannot wait, call {call}."
    ).format(who=who, about=about, call=call)


@require_POST
@for_patients
def withdraw(request: PatientRequest, message_id: UUID) -> HttpResponse:
    """Take back what was just written, with its picture or clip."""
    try:
        withdraw_message(by=request.user, message=message_of(request.patient, message_id))
    except Refused as refusal:
        notices.error(request, refusal.message)
    else:
        notices.success(request, gettext("Taken back. Its words, and its picture or clip, are gone."))
    return redirect("patient:messages")


@require_safe
@for_patients
def file(request: PatientRequest, file_id: UUID) -> HttpResponse:
    """One's own picture or clip."""
    return show_file(request, attachment_of(request.patient, file_id))


def _file_url(request: PatientRequest, attachment: Attachment) -> str:
    address = reverse("patient:message_file", args=[attachment.pk])
    return f"{address}?mark={mark_for(attachment, request.user)}"


def _clip_url(attachment: Attachment) -> str:
    return reverse("patient:clip_seen", args=[attachment.pk])


def _withdraw_url(message: Message) -> str:
    return reverse("patient:withdraw_message", args=[message.pk])


def _no(sentence: str, status: int) -> JsonResponse:
    return JsonResponse({"error": sentence, "field": ""}, status=status)
