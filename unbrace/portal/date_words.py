"""Days and moments as the reader's language writes them: "Monday 23 November", "Montag, 23. November".

The order of day and month is a word of each catalogue (a pattern in Django's letters), the names are Django's own.
"""

from __future__ import annotations

from datetime import date, datetime

from django.utils.dateformat import format as written
from django.utils.translation import gettext


def weekday(day: date) -> str:
    """ "Monday"."""
    return written(day, "l")


def weekday_and_date(day: date) -> str:
    """ "Monday 23 November"."""
    return written(day, gettext("l j F"))


def day_and_month(day: date) -> str:
    """ "23 November"."""
    return written(day, gettext("j F"))


def whole_date(day: date) -> str:
    """ "23 November 2026"."""
    return written(day, gettext("j F Y"))


def short_date(day: date) -> str:
    """ "23 Nov", where there is little room."""
    return written(day, gettext("j M"))


def clock_time(moment: datetime) -> str:
    """ "14:10", by the clock of the moment's own zone."""
    return written(moment, "H:i")
