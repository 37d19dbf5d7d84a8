"""What a reminder says. The same few words for everybody: a stranger may read them on a locked screen, and a mail's
subject goes through many hands. So no word about pain, exercise, a clinic or a back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.conf import settings

from unbrace.clinic.reminders.schedule import FIRST, SECOND_NUDGE


@dataclass(frozen=True)
class Message:
    """`not_today_url` and `stop_url` work without a log-in and do one thing each."""

    title: str
    text: str
    open_url: str
    not_today_url: str
    stop_url: str
    settings_url: str
    expires_in_s: int


@dataclass(frozen=True)
class Outcome:
    """`said` is a sentence for the office, without content. `again_after_s`: trying later may help."""

    delivered: bool
    said: str = ""
    again_after_s: int | None = None


TITLE: Final = "A short reminder"
NUDGE: Final = "A few minutes for yourself today, if it suits you."
SECOND: Final = "There is still time for a few minutes today. It is fine to leave it, too."
BREAK_TITLE: Final = "Time for a short break"
BREAK: Final = "Stand up, look out of the window, breathe out. About a minute."


def message_of(number: int, *, word: str, stop_word: str, expires_in_s: int) -> Message:
    is_break = number not in (FIRST, SECOND_NUDGE)
    text = BREAK if is_break else SECOND if number == SECOND_NUDGE else NUDGE
    return Message(
        title=BREAK_TITLE if is_break else TITLE,
        text=text,
        open_url=f"{settings.SITE_URL}/break/" if is_break else f"{settings.SITE_URL}/",
        not_today_url=f"{settings.SITE_URL}/not-today/{word}/",
        stop_url=f"{settings.SITE_URL}/stop/{stop_word}/",
        settings_url=f"{settings.SITE_URL}/you/reminders/",
        expires_in_s=expires_in_s,
    )
