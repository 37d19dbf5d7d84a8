"""The settings as the page shows them: each choice with whether it is the one now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext, gettext_noop

from unbrace.clinic.accounts.queries import Preferences, TextSize, Units
from unbrace.clinic.personal_data.queries import COPY_STAYS, CopyState
from unbrace.portal.date_words import clock_time, whole_date

if TYPE_CHECKING:
    from datetime import datetime

    from unbrace.clinic.accounts.models import SignedInDevice, User
    from unbrace.clinic.conversations.models import Attachment
    from unbrace.clinic.exercise_sessions.models import TraceConsent
    from unbrace.clinic.personal_data.models import OwnCopy
    from unbrace.clinic.reports.models import Consent
    from unbrace.clinic.transfers.models import Transfer

#: Those that save on their own, by the name in their address, and the row of the settings that holds each.
SECTIONS = {
    "reading": "reading",
    "coach": "coach",
    "units": "units",
    "clips": "privacy",
    "stick-figure": "privacy",
    "devices": "devices",
    "copy": "copy",
}
VOLUMES = (
    (25, gettext_noop("Soft")),
    (50, gettext_noop("Medium")),
    (75, gettext_noop("Loud")),
    (100, gettext_noop("As loud as my device")),
)
#: What the accounts' own lists of choices say, marked here for the languages.
CHOICES = (
    gettext_noop("As it is"),
    gettext_noop("Large"),
    gettext_noop("Very large"),
    gettext_noop("Centimetres and kilograms"),
    gettext_noop("Inches and pounds"),
)
FIGURE, CLIP = gettext_noop("Movement as a stick figure"), gettext_noop("A clip to your therapist")
A_BROWSER = gettext_noop("A browser")
REPORT = gettext_noop("A report about you to {name}")
MOVE = gettext_noop("Your care goes over to {clinic}")
TAKEN_BACK = gettext_noop("you took your yes back")
YES, NO = gettext_noop("yes"), gettext_noop("no")

Choice = tuple[str, str, bool]


@dataclass(frozen=True)
class Liking:
    """The choices of the three sections that follow a person to every device."""

    text_sizes: tuple[Choice, ...]
    units: tuple[Choice, ...]
    volumes: tuple[Choice, ...]
    now: Preferences


@dataclass(frozen=True)
class DeviceLine:
    key: str
    name: str
    seen: str
    here: bool


@dataclass(frozen=True)
class ConsentLine:
    """One yes or no, as it was given."""

    what: str
    said: str
    when: str
    wording: str


@dataclass(frozen=True)
class CopyLine:
    """The copy of one's own data: being put together, ready until a day, or not made."""

    key: str
    waiting: bool
    ready: bool
    until: str


def liking_of(user: User) -> Liking:
    now = Preferences.of(user)
    nearest = min((percent for percent, _ in VOLUMES), key=lambda percent: abs(percent - now.coach_volume))
    return Liking(
        text_sizes=tuple(
            (value, gettext(words), value == now.text_size) for value, words in TextSize.choices
        ),
        units=tuple((value, gettext(words), value == now.units) for value, words in Units.choices),
        volumes=tuple((str(percent), gettext(words), percent == nearest) for percent, words in VOLUMES),
        now=now,
    )


def device_lines(devices: Iterable[SignedInDevice], session_key: str | None) -> list[DeviceLine]:
    """The one that asks comes first."""
    lines = [
        DeviceLine(
            str(one.pk), _device(one.name), moment_words(one.last_seen_at), one.session_key == session_key
        )
        for one in devices
    ]
    return sorted(lines, key=lambda line: not line.here)


def _device(name: str) -> str:
    """As it was named when it signed in, in the reader's language."""
    browser, on, system = name.partition(" on ")
    browser = gettext(A_BROWSER) if browser == A_BROWSER else browser
    return gettext("{browser} on {system}").format(browser=browser, system=system) if on else browser


def consent_lines(
    traces: Iterable[TraceConsent],
    clips: Iterable[Attachment],
    reports: Iterable[Consent] = (),
    moves: Iterable[Transfer] = (),
) -> list[ConsentLine]:
    """Every yes and every no there ever was, and each yes that was taken back, the newest first."""
    said = [(one.at, gettext(FIGURE), gettext(YES if one.agreed else NO), one.wording) for one in traces]
    said += [(one.agreed_at, gettext(CLIP), gettext(YES), "") for one in clips if one.agreed_at]
    for asked in reports:
        what, yes = gettext(REPORT).format(name=asked.name), YES if asked.said_yes else NO
        said += [(asked.answered_at, what, gettext(yes), "")] if asked.answered_at else []
        said += [(asked.withdrawn_at, what, gettext(TAKEN_BACK), "")] if asked.withdrawn_at else []
    for move in moves:
        what, yes = gettext(MOVE).format(clinic=move.to_clinic.name), YES if move.along else NO
        said += [(move.answered_at, what, gettext(yes), "")] if move.answered_at else []
        if move.answered_at and move.ended_at and move.along and move.ended_by_id == move.patient.user_id:
            said.append((move.ended_at, what, gettext(TAKEN_BACK), ""))
    said.sort(key=lambda one: one[0], reverse=True)
    return [ConsentLine(what, yes, moment_words(at), wording) for at, what, yes, wording in said]


def copy_line(copy: OwnCopy | None) -> CopyLine | None:
    if copy is None:
        return None
    until = day_words(copy.ready_at + COPY_STAYS) if copy.ready_at else ""
    return CopyLine(str(copy.pk), copy.state == CopyState.WAITING, copy.state == CopyState.READY, until)


def day_words(at: datetime) -> str:
    """A day of the person's own clock, such as "3 December 2026"."""
    return whole_date(timezone.localtime(at))


def moment_words(at: datetime) -> str:
    return f"{day_words(at)}{gettext(', ')}{clock_time(timezone.localtime(at))}"
