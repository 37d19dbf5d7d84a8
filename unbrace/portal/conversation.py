"""Turns stored messages into the bubbles that both the patient's and the therapist's door show."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext, gettext_noop, ngettext

from unbrace.clinic.care_teams.queries import emergency_number_of
from unbrace.clinic.conversations.clip_remarks import remarks_on
from unbrace.clinic.conversations.queries import can_be_withdrawn, may_be_about, reply_days_of
from unbrace.portal.date_words import clock_time, day_and_month, weekday, weekday_and_date
from unbrace.portal.ui.message_bubble.message_bubble import MessageBubble

if TYPE_CHECKING:
    from unbrace.clinic.accounts.models import User
    from unbrace.clinic.conversations.models import Attachment, Message
    from unbrace.clinic.patients.models import Patient

A_WEEK = timedelta(days=6)
LATE = timedelta(minutes=10)
BEING_PREPARED = gettext_noop(
    "The clip is being prepared. That takes a minute or two; load the page again then."
)


@dataclass(frozen=True)
class Addresses:
    """Where this door shows a file, looks at a clip, and takes a message back; given the row, each makes an address."""

    file: Callable[[Attachment], str]
    look: Callable[[Attachment], str]
    withdraw: Callable[[Message], str]


@dataclass(frozen=True)
class Promise:
    """Who answers, how soon, and what this is not for. `number` is what the telephone link dials, empty without one."""

    who: str
    days: str
    number: str


def promise_to(patient: Patient) -> Promise:
    therapist = patient.looked_after_by
    who = (therapist.user.first_name if therapist else "") or gettext("Your clinic")
    return Promise(who, _days(reply_days_of(patient.clinic)), emergency_number_of(patient.clinic))


def _days(working_days: int) -> str:
    return ngettext("{days} working day", "{days} working days", working_days).format(days=working_days)


def bubbles(
    messages: Iterable[Message], viewer: User, now: datetime, addresses: Addresses, *, for_patient: bool
) -> list[MessageBubble]:
    shown = list(messages)
    files = [
        file for one in shown if (file := getattr(one, "attachment", None)) and file.kind == file.Kind.CLIP
    ]
    said = remarks_on(files) if files else {}
    return [
        replace(
            _bubble(message, viewer, now, addresses, for_patient),
            **_look(getattr(message, "attachment", None), said, addresses, for_patient),
        )
        for message in shown
    ]


def _look(
    file: Attachment | None, said: dict[Any, tuple[int, int]], addresses: Addresses, for_patient: bool
) -> dict[str, Any]:
    """The way to a clip's own page. A person has one there as soon as something was said to it."""
    if file is None or file.kind != file.Kind.CLIP or file.state != file.State.READY:
        return {}
    every, new = said.get(file.pk, (0, 0))
    if not every:
        return {} if for_patient else {"look_url": addresses.look(file), "look_words": "Look at the clip"}
    words = ngettext("{n} remark to this clip", "{n} remarks to this clip", every).format(n=every)
    if new and for_patient:
        words = gettext("{remarks}, {new} new").format(remarks=words, new=new)
    return {"look_url": addresses.look(file), "look_words": words}


def _bubble(
    message: Message, viewer: User, now: datetime, addresses: Addresses, for_patient: bool
) -> MessageBubble:
    own = message.from_patient is for_patient
    file = getattr(message, "attachment", None)
    address = addresses.file(file) if file and file.state == file.State.READY else ""
    waited = message.at - message.written_at > LATE
    return MessageBubble(
        key=str(message.pk),
        who=gettext("You") if message.by_id == viewer.pk else _name_of(message, for_patient),
        own=own,
        when=_whole_moment(message.at),
        text=message.text,
        state=_read_words(message, now) if own else "",
        late=gettext("Written on {when}.").format(when=_whole_moment(message.written_at)) if waited else "",
        picture_url=address if file and file.kind == file.Kind.PICTURE else "",
        clip_url=address if file and file.kind == file.Kind.CLIP else "",
        width=(file.width or 0) if file else 0,
        height=(file.height or 0) if file else 0,
        file_note=_file_note(file),
        withdraw_url=addresses.withdraw(message) if can_be_withdrawn(message, viewer) else "",
        withdrawn=message.withdrawn_at is not None,
        flag="" if for_patient or not message.has_concern else flag_words(message),
        settled="" if for_patient else _settled_words(message, now),
    )


def _name_of(message: Message, for_patient: bool) -> str:
    if message.from_patient:
        return message.patient.name
    return (
        message.by.name or gettext("Your therapist") if for_patient else message.by.name or message.by.email
    )


def flag_words(message: Message) -> str:
    return f"May be about: {'; '.join(may_be_about(message.concerns))}."


def _settled_words(message: Message, now: datetime) -> str:
    if not message.has_concern or message.settled_at is None or message.settled_by is None:
        return ""
    name = message.settled_by.first_name or message.settled_by.email
    return f"Looked at by {name}, {moment_words(message.settled_at, now)}: {message.settled_reason}"


def _read_words(message: Message, now: datetime) -> str:
    if message.read_at is None or message.read_by is None:
        return gettext("Sent, not read yet")
    return gettext("Read by {name}, {when}").format(
        name=message.read_by.first_name or gettext("the clinic"), when=moment_words(message.read_at, now)
    )


def _file_note(file: Attachment | None) -> str:
    if file is None or file.state == file.State.READY:
        return ""
    if file.state == file.State.WAITING:
        return (
            gettext("The clip has arrived. {problem}").format(problem=gettext(file.problem))
            if file.problem
            else gettext(BEING_PREPARED)
        )
    return gettext(file.problem)


def moment_words(moment: datetime, now: datetime) -> str:
    """Where the reader is: "Tuesday 14:10" within the last week, else "3 November, 14:10"."""
    local = timezone.localtime(moment)
    if timezone.localtime(now) - local <= A_WEEK:
        return f"{weekday(local)} {clock_time(local)}"
    return f"{day_and_month(local)}{gettext(', ')}{clock_time(local)}"


def _whole_moment(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return f"{weekday_and_date(local)}{gettext(', ')}{clock_time(local)}"
