from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from django.conf import settings

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.care_teams.models import Clinic
from unbrace.clinic.personal_data.models import CopyState, Erasure, OwnCopy
from unbrace.clinic.refused import NotYours

__all__ = [
    "COPY_STAYS",
    "TIME_TO_TAKE_BACK",
    "CopyState",
    "copy_file",
    "leaving_in",
    "newest_copy_of",
    "open_erasure_of",
    "ready_copy_of",
]

COPY_STAYS: Final = timedelta(days=7)
TIME_TO_TAKE_BACK: Final = timedelta(days=14)


def newest_copy_of(user: User) -> OwnCopy | None:
    """The copy this person asked for last, unless it is gone again."""
    return user.own_copies.filter(gone_at=None).first()


def ready_copy_of(user: User, copy_id: Any) -> OwnCopy:
    """One's own copy while it can be fetched; a stranger's, an old one and one that never was are all the same."""
    since = clock.now() - COPY_STAYS
    copy = user.own_copies.filter(pk=copy_id, state=CopyState.READY, gone_at=None, ready_at__gt=since).first()
    if copy is None:
        raise NotYours
    return copy


def copy_file(copy: OwnCopy) -> Path:
    """Where the finished file lies. Ask `ready_copy_of` first whether it may be fetched."""
    folder = Path(settings.OWN_COPIES)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder / f"{copy.pk.hex}.zip"


def leaving_in(clinic: Clinic) -> dict[UUID, datetime]:
    """Which patients of this clinic asked to be forgotten, by id, and when it will be."""
    wishes = Erasure.objects.filter(
        taken_back_at=None, done_at=None, user__care__clinic=clinic, user__care__ended_at=None
    )
    return dict(wishes.values_list("user__care__id", "due_at"))


def open_erasure_of(user: User) -> Erasure | None:
    """The wish to be forgotten that is still to be carried out."""
    return user.erasures.filter(taken_back_at=None, done_at=None).first()
