"""What a therapist decided last about proposals, for a quarter of an hour: what "undo" undoes. Kept with the log-in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from unbrace.clinic import clock
from unbrace.clinic.worklist.actions import UNDO_DECISION_FOR

if TYPE_CHECKING:
    from django.http import HttpRequest

    from unbrace.clinic.worklist.models import Proposal

KEY: Final = "decided"


@dataclass(frozen=True)
class Decided:
    """`keys` are the proposals; `from_patient` that the way back is to one person's page."""

    keys: tuple[str, ...]
    words: str
    from_patient: bool = False


def remember_decided(request: HttpRequest, proposals: Sequence[Proposal]) -> None:
    """Ids only: nothing clinical is kept with a log-in."""
    request.session[KEY] = [clock.now().isoformat(), *(str(one.pk) for one in proposals)] if proposals else []


def forget_decided(request: HttpRequest) -> None:
    request.session.pop(KEY, None)


def decided_here(request: HttpRequest, *, from_patient: bool = False) -> Decided | None:
    """None where nothing was decided, or too long ago. Asks the database nothing."""
    when, *keys = request.session.get(KEY) or ["", ""]
    if not when or clock.now() - datetime.fromisoformat(when) >= UNDO_DECISION_FOR:
        return None
    words = (
        "You have just decided a proposal." if len(keys) == 1 else f"You have just kept {len(keys)} doses."
    )
    return Decided(tuple(keys), words, from_patient)
