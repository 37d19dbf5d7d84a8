from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.care_teams.models import Clinic, Membership
from unbrace.clinic.conversations.kept_files import ready_file
from unbrace.clinic.conversations.models import Attachment, ClipRemark, Message, ReplyTime, Snippet, VoiceNote
from unbrace.clinic.conversations.reply_time import USUAL_DAYS
from unbrace.clinic.conversations.words import concern_words, may_be_about, sounds_like
from unbrace.clinic.exercise_sessions.replays import unread_comments
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import mine
from unbrace.clinic.questionnaires.models import Finding
from unbrace.clinic.refused import NotYours

__all__ = [
    "attachment_of",
    "can_be_withdrawn",
    "clips_agreed_to",
    "concern_words_are_draft",
    "holds_news",
    "may_be_about",
    "message_of",
    "messages_page",
    "newest_key_of",
    "news_of",
    "path_of",
    "reply_days_of",
    "snippet_of",
    "snippets_of",
    "sounds_like",
    "voice_note_of",
    "voice_notes_of",
    "voice_path_of",
    "waiting_messages_in",
    "waiting_messages_of",
]

A_PAGE: Final = 25
UNDO_FOR: Final = timedelta(minutes=15)


def messages_page(patient: Patient, before: str = "", size: int = A_PAGE) -> tuple[list[Message], str]:
    """At most `size` messages, newest first, and the query that leads to the ones before; "" at the end.

    Keyset paging by time and id: the hundredth page costs what the first does. `before` is what an earlier call gave;
    anything else shows the first page.
    """
    found = _whole().filter(patient=patient)
    if (place := _read_place(before)) is not None:
        moment, last = place
        found = found.filter(Q(at__lt=moment) | Q(at=moment, pk__lt=last))
    rows = list(found.order_by("-at", "-pk")[: size + 1])
    if len(rows) <= size:
        return rows, ""
    last_shown = rows[size - 1]
    return rows[:size], f"?before={last_shown.at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}_{last_shown.pk}"


def _read_place(text: str) -> tuple[datetime, UUID] | None:
    moment, _, last = text.partition("_")
    try:
        start = datetime.fromisoformat(moment)
        return (start.astimezone(UTC), UUID(last)) if start.tzinfo is not None else None
    except (ValueError, OverflowError):
        return None


def message_of(patient: Patient, message_id: Any) -> Message:
    message = _whole().filter(patient=patient, pk=message_id).first()
    if message is None:
        raise NotYours
    return message


def attachment_of(patient: Patient, file_id: Any) -> Attachment:
    """A file that may be looked at now; one that was taken back or is not ready is the same as none."""
    attachment = (
        Attachment.objects.filter(
            message__patient=patient,
            message__withdrawn_at=None,
            state=Attachment.State.READY,
            pk=file_id,
        )
        .select_related("message")
        .first()
    )
    if attachment is None:
        raise NotYours
    return attachment


def clips_agreed_to(patient: Patient) -> QuerySet[Attachment]:
    """The clips this person filmed and agreed to that are still kept."""
    return Attachment.objects.filter(
        message__patient=patient, message__from_patient=True, kind=Attachment.Kind.CLIP
    ).exclude(state=Attachment.State.GONE)


def path_of(attachment: Attachment) -> Path:
    """Where the finished file lies. Ask `attachment_of` first whether it may be looked at."""
    return ready_file(attachment.pk)


def news_of(patient: Patient, *also: Combinable) -> tuple[int, ...]:
    """Answers not opened, words to moments of their sessions not read, and remarks to their clips not seen; one
    question for all. `also` is what a later room wants to know of the same person with it."""
    messages = Message.objects.filter(from_patient=False, read_at=None, withdrawn_at=None)
    found = Patient.objects.filter(pk=patient.pk).values_list(
        _how_many(messages, "patient"),
        _how_many(unread_comments(), "performed__exercise__session__patient"),
        _how_many(ClipRemark.objects.filter(read_at=None), "clip__message__patient"),
        *also,
    )
    return tuple(found[0])


def _how_many(rows: QuerySet[Any], belongs: str) -> Coalesce:
    """How many of these rows belong to the patient of the outer query."""
    counted = rows.order_by().filter(**{belongs: OuterRef("pk")}).values(belongs).annotate(n=Count("pk"))
    return Coalesce(Subquery(counted.values("n")), 0)


def waiting_messages_of(patient: Patient) -> QuerySet[Message]:
    """What no therapist has answered or settled, oldest first. Words of concern wait even when taken back."""
    return _waiting().filter(patient=patient)


def waiting_messages_in(clinic: Clinic, therapist: Membership | None = None) -> QuerySet[Message]:
    """The same for all patients of a clinic, or of one therapist. Somebody without a therapist is everybody's."""
    found = _waiting().filter(patient__clinic=clinic, patient__ended_at=None)
    return found if therapist is None else found.filter(mine(therapist, "patient__"))


def has_waiting_messages() -> Exists:
    """For `patient_in`: whether `waiting_messages_of` finds any."""
    return Exists(_waiting().filter(patient=OuterRef("pk")).order_by())


def _waiting() -> QuerySet[Message]:
    """With `answered`: whether the safety questions that a message opened have come to an end."""
    still_there = Q(withdrawn_at=None) | Q(has_concern=True)
    answered = Exists(Finding.objects.filter(screen=OuterRef("screen")))
    return (
        _whole()
        .annotate(answered=answered)
        .filter(still_there, from_patient=True, settled_at=None)
        .order_by("at", "pk")
    )


def _whole() -> QuerySet[Message]:
    return Message.objects.select_related(
        "by", "read_by", "settled_by", "attachment", "patient__user", "patient__clinic"
    )


def newest_key_of(user: User, messages: Sequence[Message]) -> str:
    """The key of the newest message of this person among these: a draft under this key has arrived."""
    return next((str(message.key) for message in messages if message.by_id == user.pk), "")


def holds_news(messages: Sequence[Message], *, for_patient: bool) -> bool:
    """Whether this side has not read one of these. Reading is of the whole conversation, so a page tells for all."""
    return any(message.from_patient is not for_patient and message.read_at is None for message in messages)


def can_be_withdrawn(message: Message, user: User) -> bool:
    """By whoever wrote it, for a quarter of an hour."""
    return message.by_id == user.pk and message.withdrawn_at is None and clock.now() - message.at < UNDO_FOR


def reply_days_of(clinic: Clinic) -> int:
    """Within how many working days this clinic says it answers."""
    stated = ReplyTime.objects.filter(clinic=clinic).first()
    return stated.working_days if stated else USUAL_DAYS


def snippets_of(membership: Membership) -> QuerySet[Snippet]:
    return membership.snippets.order_by("made_at")


def snippet_of(membership: Membership, snippet_id: Any) -> Snippet:
    snippet = membership.snippets.filter(pk=snippet_id).first()
    if snippet is None:
        raise NotYours
    return snippet


def concern_words_are_draft() -> bool:
    """True while no clinician has signed the words that open the safety questions, in every language."""
    return any(words.reviewed_by is None for words in concern_words())


def voice_notes_of(patient: Patient) -> QuerySet[VoiceNote]:
    """What there is to hear, and what is still being prepared or could not be read, newest first."""
    return patient.voice_notes.exclude(state=VoiceNote.State.GONE)


def has_voice_notes() -> Exists:
    """For `patient_in`: whether `voice_notes_of` finds any."""
    kept = VoiceNote.objects.filter(patient=OuterRef("pk")).exclude(state=VoiceNote.State.GONE)
    return Exists(kept.order_by())


def voice_note_of(patient: Patient, note_id: Any) -> VoiceNote:
    """One that is not deleted; anybody else's is the same as none."""
    note = voice_notes_of(patient).filter(pk=note_id).select_related("patient").first()
    if note is None:
        raise NotYours
    return note


def voice_path_of(note: VoiceNote) -> Path:
    """Where the finished file lies. Ask `voice_note_of` first whether it may be heard."""
    return ready_file(note.pk)
