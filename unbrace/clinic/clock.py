"""What time it is in the house. Every action asks here, so that a test or the demo can set the clock.

Only what happens inside the `with` block, in the same thread, sees the other time.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, tzinfo

from django.utils import timezone

_set_to: ContextVar[datetime | None] = ContextVar("unbrace_clock", default=None)


def now() -> datetime:
    return _set_to.get() or timezone.now()


def today_in(zone: tzinfo) -> date:
    """The date it is now for somebody in this time zone: near midnight it is not the server's."""
    return now().astimezone(zone).date()


@contextmanager
def set_to(moment: datetime) -> Iterator[None]:
    """Stop the clock at a moment (aware)."""
    token = _set_to.set(moment)
    try:
        yield
    finally:
        _set_to.reset(token)
