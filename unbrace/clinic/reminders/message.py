"""What a reminder says. The same few words for everybody: a stranger may read them on a locked screen, and a mail's
subject goes through many hands. So no word about pain, exercise, a clinic or a back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.utils.translation import gettext, gettext_noop

from unbrace.clinic.reminders.schedule import FIRST, SECOND_NUDGE


@dataclass(frozen=True)
class Message:
    """`not_today_url` and `stop_url` work without a log-in and do one thing each; "" where there is nothing to stop."""

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


TITLE: Final = gettext_noop("A short reminder")
NUDGE: Final = gettext_noop("A few minutes for yourself today, if it suits you.")
SECOND: Final = gettext_noop("There is still time for a few minutes today. It is fine to leave it, too.")
VISIT_TITLE: Final = gettext_noop("Your appointment")
VISIT: Final = gettext_noop("Your appointment is on {when}.")
BREAK_TITLE: Final = gettext_noop("Time for a short break")
BREAK: Final = gettext_noop("Stand up, look out of the window, breathe out. About a minute.")


def message_of(number: int, *, word: str, stop_word: str, expires_in_s: int) -> Message:
    """In the language in force, which is that of whoever is reminded: `send_reminding` sees to it."""
    is_break = number not in (FIRST, SECOND_NUDGE)
    text = BREAK if is_break else SECOND if number == SECOND_NUDGE else NUDGE
    return Message(
        title=gettext(BREAK_TITLE if is_break else TITLE),
        text=gettext(text),
        open_url=f"{settings.SITE_URL}/break/" if is_break else f"{settings.SITE_URL}/",
        not_today_url=f"{settings.SITE_URL}/not-today/{word}/",
        stop_url=f"{settings.SITE_URL}/stop/{stop_word}/",
        settings_url=f"{settings.SITE_URL}/you/reminders/",
        expires_in_s=expires_in_s,
    )


def message_of_visit(when: str, page: str, expires_in_s: int) -> Message:
    """By the reader's own clock. There is no "not today": whoever cannot come cancels on its page."""
    return Message(
        title=gettext(VISIT_TITLE),
        text=gettext(VISIT).format(when=when),
        open_url=page,
        not_today_url="",
        stop_url="",
        settings_url="",
        expires_in_s=expires_in_s,
    )
