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


def page_of(place: ClassPlace) -> str:
    return f"{settings.SITE_URL}/classes/{place.pk}/"


def tell(place: ClassPlace, news: News) -> None:
    """One mail, in the transaction of the deed."""
    reader = place.patient.user
    title, text = news.value
    with translation.override(reader.language):
        said = gettext(text).format(when=in_words(place.group_class.begins, reader))
        name = f" {reader.first_name}" if reader.first_name else ""
        message = Message(gettext(title), gettext(MAIL).format(name=name, text=said, link=page_of(place)))
        queue_mail(
            clinic_id=place.group_class.clinic_id,
            subject=message.title,
            body=message.text,
            to=reader.email,
        )
