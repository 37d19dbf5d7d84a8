"""What time it is in the house. Every action asks here, so that a test or the demo can set the clock.

Only what happens inside the `with` block, in the same thread, sees the other time.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.utils import timezone

_set_to: ContextVar[datetime | None] = ContextVar("unbrace_clock", default=None)


def now() -> datetime:
    return _set_to.get() or timezone.now()


@contextmanager
def set_to(moment: datetime) -> Iterator[None]:
    """Stop the clock at a moment (aware)."""
    token = _set_to.set(moment)
    try:
        yield
    finally:
        _set_to.reset(token)
