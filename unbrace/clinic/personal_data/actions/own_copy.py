"""A copy of everything: asked for, put together beside the request, there for a week, then gone."""

from __future__ import annotations

import logging

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.personal_data.archive import write_archive
from unbrace.clinic.personal_data.models import CopyState, OwnCopy
from unbrace.clinic.personal_data.queries import COPY_STAYS, copy_file
from unbrace.clinic.personal_data.tasks import ask_to_make

logger = logging.getLogger("unbrace.personal_data")


@transaction.atomic
def ask_for_copy(*, by: User) -> OwnCopy:
    """Only ever of oneself. While one is being put together there is no second; an older finished one makes way."""
    User.objects.select_for_update().get(pk=by.pk)
    waiting = by.own_copies.filter(state=CopyState.WAITING, gone_at=None).first()
    if waiting is not None:
        return waiting
    for old in by.own_copies.filter(gone_at=None):
        _forget(old)
    copy = OwnCopy.objects.create(user=by)
    write_down(by=by, deed="personal_data.ask_for_copy", subject=copy)
    ask_to_make(copy)
    return copy


def make_copy(copy: OwnCopy) -> OwnCopy:
    """Put it together. What goes wrong leaves no half file, and the person reads that it did not work."""
    if copy.state != CopyState.WAITING or copy.gone_at is not None:
        return copy
    try:
        write_archive(copy.user, copy_file(copy))
    except Exception:
        logger.exception("a copy of somebody's data could not be put together")
        copy_file(copy).with_suffix(".part").unlink(missing_ok=True)
        copy.state = CopyState.FAILED
    else:
        copy.state, copy.ready_at = CopyState.READY, clock.now()
    copy.save(update_fields=["state", "ready_at"])
    write_down(by=None, deed="personal_data.make_copy", subject=copy, state=copy.state)
    return copy


def forget_old_copies() -> int:
    """For the hourly sweep: a week after it was ready, the file goes. Gives how many went."""
    old = list(OwnCopy.objects.filter(gone_at=None, ready_at__lte=clock.now() - COPY_STAYS))
    for copy in old:
        _forget(copy)
    return len(old)


def _forget(copy: OwnCopy) -> None:
    copy.gone_at = clock.now()
    copy.save(update_fields=["gone_at"])
    transaction.on_commit(lambda: copy_file(copy).unlink(missing_ok=True))
