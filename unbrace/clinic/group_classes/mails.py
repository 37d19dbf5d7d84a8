"""What people are told of a class. No title, no name of anybody, nothing clinical: mails are read by families too."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext, gettext_noop

from unbrace.clinic.accounts.mail_queue import queue_mail
from unbrace.clinic.visits.mails import in_words

if TYPE_CHECKING:
    from unbrace.clinic.group_classes.models import ClassPlace


@dataclass(frozen=True)
class Message:
    title: str
    text: str


class News(Enum):
    """A title, and a sentence with the time in it. `{when}` is the reader's own clock."""

    ASKED = (
        gettext_noop("An invitation"),
        gettext_noop(
            "Your clinic invites you to a group class by video on {when}. Say yes or no on its page."
        ),
    )
    CANCELLED = (
        gettext_noop("Your group class is cancelled"),
        gettext_noop("The group class on {when} does not take place for you."),
    )
    REMINDER = (gettext_noop("Your group class"), gettext_noop("Your group class is on {when}."))


MAIL: Final = gettext_noop("""Hello{name},

{text}

{link}
""")


FREE_SUBJECT: Final = "A place is free again"
FREE: Final = """Hello {name},

somebody who had a place in your group class on {when} is looked after by others now. Their place is free again,
and they have been told.

{link}
"""


def page_of(place: ClassPlace) -> str:
    return f"{settings.SITE_URL}/classes/{place.pk}/"


def tell(place: ClassPlace, news: News) -> None:
    """One mail, in the transaction of the deed. Whose care has ended gets no link: its pages are gone."""
    reader = place.patient.user
    title, text = news.value
    link = page_of(place) if place.is_in_care else ""
    with translation.override(reader.language):
        said = gettext(text).format(when=in_words(place.group_class.begins, reader))
        name = f" {reader.first_name}" if reader.first_name else ""
        message = Message(
            gettext(title), gettext(MAIL).format(name=name, text=said, link=link).rstrip() + "\n"
        )
        queue_mail(
            clinic_id=place.group_class.clinic_id,
            subject=message.title,
            body=message.text,
            to=reader.email,
        )


def tell_leader(place: ClassPlace) -> None:
    """That a place is free because somebody went into other hands. Nobody is named."""
    group_class, leader = place.group_class, place.group_class.therapist.user
    link = f"{settings.SITE_URL}/therapist/classes/{group_class.pk}/"
    when = in_words(group_class.begins, leader)
    body = FREE.format(name=leader.first_name or leader.email, when=when, link=link)
    queue_mail(clinic_id=group_class.clinic_id, subject=FREE_SUBJECT, body=body, to=leader.email)
