"""What a person is told of a visit, as it begins: a few plain lines in their own language and by their own clock.

What was agreed is an open line, which the therapist fills in or takes out; `has_open_line` knows it again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.utils import translation
from django.utils.translation import gettext

from unbrace.portal.date_words import weekday_and_date
from unbrace.portal.visit_words import at

if TYPE_CHECKING:
    from unbrace.clinic.accounts.models import User

OPEN_LINE: Final = "–"


def summary_words(
    person: User,
    begins: datetime,
    minutes: int,
    *,
    measured: Sequence[str] = (),
    changed: bool = False,
    following: datetime | None = None,
) -> str:
    """`measured` are lines already in words; `changed`: a programme was signed since; `following`: the next visit."""
    with translation.override(person.language):
        return "\n".join(_lines(person, begins, minutes, measured, changed, following))


def _lines(
    person: User,
    begins: datetime,
    minutes: int,
    measured: Sequence[str],
    changed: bool,
    following: datetime | None,
) -> Iterator[str]:
    day = weekday_and_date(begins.astimezone(person.zone).date())
    yield gettext("We met on {day}, for {minutes} minutes.").format(day=day, minutes=minutes)
    if measured:
        yield ""
        yield gettext("What we measured that day:")
        yield from (f"{OPEN_LINE} {line}" for line in measured)
    yield ""
    yield gettext("What we agreed:")
    yield f"{OPEN_LINE} "
    if changed:
        yield ""
        yield gettext("Your programme has changed. You find it under Programme.")
    if following is not None:
        when = weekday_and_date(following.astimezone(person.zone).date())
        yield ""
        yield gettext("We meet again on {day}, {time}.").format(day=when, time=at(following, person.zone))


def has_open_line(text: str) -> bool:
    """Whether the line for what was agreed still stands there empty."""
    return any(line.strip() == OPEN_LINE for line in text.splitlines())
