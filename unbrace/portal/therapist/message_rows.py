"""Messages as they stand on the work-list: who, what, since when, and the answer in place."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from django.urls import reverse

from unbrace.clinic.conversations.queries import may_be_about
from unbrace.portal.conversation import moment_words
from unbrace.portal.therapist.proposal_rows import since_words
from unbrace.portal.ui.message_row.message_row import MessageLine, MessageRow

if TYPE_CHECKING:
    from unbrace.clinic.conversations.models import Message
    from unbrace.clinic.worklist.queries import MessageRow as Waiting

SHOWN: Final = 3
LETTERS: Final = 280
QUESTIONS: Final = {
    "answered": "The safety questions are answered: see the safety card.",
    "open": "The safety questions were opened with it and are not answered yet. If that stays so, ring them.",
    "none": "No questions could be opened with it. Please look now.",
}


def row_of_messages(row: Waiting, now: datetime) -> MessageRow:
    """Words that may be about safety are shown first; they are settled on the page, with a reason."""
    flagged = [message for message in row.messages if message.is_flagged]
    shown = (flagged or list(row.messages))[-SHOWN:]
    person = row.patient.pk
    about = dict.fromkeys(name for message in flagged for name in may_be_about(message.concerns))
    return MessageRow(
        name=row.patient.name,
        patient_url=reverse("therapist:patient", args=[person]),
        talk_url=reverse("therapist:messages", args=[person]),
        answer_url=reverse("therapist:answer_message", args=[person]),
        settle_url=reverse("therapist:settle_messages", args=[person]),
        since=since_words(row.since, now),
        lines=tuple(_line(message, now) for message in shown),
        key=str(person),
        post=str(uuid4()),
        loaded=now.isoformat(),
        ids=tuple(str(message.pk) for message in row.messages),
        more=len(row.messages) - len(shown),
        flag=f"May be about: {'; '.join(about)}." if flagged else "",
        questions=QUESTIONS[row.questions] if flagged else "",
        clip_url="" if flagged else _clip_url(row),
    )


def _clip_url(row: Waiting) -> str:
    """The oldest clip that can be watched now."""
    files = (getattr(message, "attachment", None) for message in row.messages if message.withdrawn_at is None)
    ready = (
        file for file in files if file and file.kind == file.Kind.CLIP and file.state == file.State.READY
    )
    clip = next(ready, None)
    return reverse("therapist:clip_review", args=[row.patient.pk, clip.pk]) if clip else ""


def _line(message: Message, now: datetime) -> MessageLine:
    file = getattr(message, "attachment", None)
    text = message.text if len(message.text) <= LETTERS else f"{message.text[:LETTERS].rstrip()} …"
    return MessageLine(
        when=moment_words(message.at, now),
        text=text if message.withdrawn_at is None else "taken back",
        file=str(file.get_kind_display()) if file and message.withdrawn_at is None else "",
    )
