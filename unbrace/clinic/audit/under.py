"""Everything that is done while a record is open in an emergency is marked with that emergency.

The door says so once, around the whole request, so that no deed can forget it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

_UNDER: ContextVar[UUID | None] = ContextVar("unbrace.audit.under", default=None)


@contextmanager
def under_emergency(opening_id: UUID) -> Iterator[None]:
    token = _UNDER.set(opening_id)
    try:
        yield
    finally:
        _UNDER.reset(token)


def what_it_is_under() -> dict[str, str]:
    """What every entry carries in addition."""
    opening = _UNDER.get()
    return {} if opening is None else {"emergency": str(opening)}
