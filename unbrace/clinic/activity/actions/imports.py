"""From a file to days, in three steps: it is read in the background, shown, and counts only after a yes.

The file lies in the data folder until it is read, readable by nobody else, under a name of ours. Whatever happens to
the reading, it is deleted.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Iterable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext, gettext_noop
from django_tasks import task

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.activity.models import Import, ImportedDay, ImportState
from unbrace.clinic.activity.sources.own_table import COLUMNS, ORDERS
from unbrace.clinic.activity.sources.reading import Wish, read_file
from unbrace.clinic.activity.sources.unreadable import Unreadable
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import require_self, today_of
from unbrace.clinic.refused import Refused

LARGEST: Final = 1_500_000_000
MOST_AT_ONCE: Final = 3
TELLS_EVERY_S: Final = 1.0
A_ROW_BATCH: Final = 500
LEFT_OVER_S: Final = 24 * 3600
SILENT_FOR: Final = timedelta(hours=1)
SEND_AGAIN: Final = gettext_noop(
    "The reading was cut off. Nothing of the file was kept. Please send it again."
)

logger = logging.getLogger("unbrace.activity")


def begin_import(
    *, by: User, patient: Patient, pieces: Iterable[bytes], mapping: Mapping[str, str] | None = None
) -> Import:
    """Put the file aside and ask for its reading. `mapping` names a table's columns; its `order` is that of dates."""
    require_self(by, patient)
    mapping = {name: str((mapping or {}).get(name, ""))[:60] for name in (*COLUMNS, "order")}
    mapping["order"] = mapping["order"] or "ymd"
    if mapping["order"] not in ORDERS:
        raise Refused("Choose how dates are written in your table.", field="order")
    unread = patient.imports.filter(state__in=[ImportState.WAITING, ImportState.READING])
    if unread.count() >= MOST_AT_ONCE:
        raise Refused("Some files are still being read. Wait for them, or take one out.", field="file")
    found = Import(patient=patient, mapping=mapping)
    try:
        found.all_bytes = _put_aside(pieces, path_of(found.pk))
        with transaction.atomic():
            found.save()
            write_down(by=by, deed="activity.begin_import", subject=found, clinic_id=patient.clinic_id)
            read_import_task.enqueue(import_id=str(found.pk))
    except BaseException:
        path_of(found.pk).unlink(missing_ok=True)
        raise
    return found


def path_of(import_id: UUID) -> Path:
    return Path(settings.IMPORTS) / f"{import_id}.file"


def _put_aside(pieces: Iterable[bytes], path: Path) -> int:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _sweep(path.parent)
    size = 0
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        for piece in pieces:
            size += len(piece)
            if size > LARGEST:
                raise Refused("This file is too large. Bring the zip as it was exported.", field="file")
            file.write(piece)
    if size == 0:
        raise Refused("This file is empty. Choose another one.", field="file")
    return size


def _sweep(folder: Path) -> None:
    """What a server that died in the middle left behind."""
    for left in folder.glob("*.file"):
        if time.time() - left.stat().st_mtime > LEFT_OVER_S:
            left.unlink(missing_ok=True)


@task(queue_name=settings.FILES_QUEUE)  # type: ignore[untyped-decorator]
def read_import_task(import_id: str) -> bool:
    """Whether there is something to show."""
    return read_import(import_id)


def read_import(import_id: Any) -> bool:
    """Read the file once, whoever asks how often, and delete it. The rows wait for a yes."""
    waiting = Import.objects.filter(pk=import_id, state=ImportState.WAITING)
    if waiting.update(state=ImportState.READING, told_at=clock.now()) != 1:
        return False
    found = Import.objects.select_related("patient__user").get(pk=import_id)
    with translation.override(
        found.patient.user.language
    ):  # nobody is asking just now: the job speaks to them
        try:
            return _read(found)
        except Unreadable as problem:
            _refuse(found, str(problem))
        except FileNotFoundError:
            _refuse(found, gettext("The file is no longer here. Bring it once more."))
        except Exception:
            logger.exception("a file could not be read")
            _refuse(found, gettext("This file could not be read. Please tell your clinic."))
        finally:
            path_of(found.pk).unlink(missing_ok=True)
    return False


def take_up_left_alone() -> int:
    """For the hourly sweep: files whose reading was killed, or never began. Gives how many are read once more.

    A reader tells every second how far it is; one that has said nothing for an hour is dead. Its file is read again,
    once; a file that killed its reader twice, or that is gone, is given back with a remedy.
    """
    silent = Import.objects.filter(
        state__in=[ImportState.WAITING, ImportState.READING], told_at__lt=clock.now() - SILENT_FOR
    )
    return sum(_take_up(found) for found in list(silent.select_related("patient__user")))


@transaction.atomic
def _take_up(found: Import) -> bool:
    mine = Import.objects.filter(pk=found.pk, state=found.state, told_at=found.told_at)
    was_cut_off = found.state == ImportState.READING
    if (was_cut_off and found.taken_up) or not path_of(found.pk).exists():
        with translation.override(found.patient.user.language):
            said = gettext(SEND_AGAIN)
        if mine.update(state=ImportState.REFUSED, said=said):
            transaction.on_commit(lambda: path_of(found.pk).unlink(missing_ok=True))
        return False
    again = mine.update(
        state=ImportState.WAITING,
        read_bytes=0,
        taken_up=found.taken_up or was_cut_off,
        told_at=clock.now(),
    )
    if again:
        read_import_task.enqueue(import_id=str(found.pk))
    return bool(again)


def _refuse(found: Import, said: str) -> None:
    Import.objects.filter(pk=found.pk, state=ImportState.READING).update(
        state=ImportState.REFUSED, said=said[:300]
    )


def _read(found: Import) -> bool:
    wish = Wish(today_of(found.patient), found.patient.user.zone, found.mapping)
    source, tally = read_file(path_of(found.pk), wish, _Progress(found.pk))
    rows = (
        ImportedDay(
            owner=found, kind=day.kind, source=day.source, day=day.day, hours=list(day.hours), total=day.total
        )
        for day in tally.days()
    )
    with transaction.atomic():
        state = Import.objects.select_for_update().get(pk=found.pk).state
        if state != ImportState.READING:  # taken out while it was read
            return False
        ImportedDay.objects.bulk_create(rows, batch_size=A_ROW_BATCH)
        Import.objects.filter(pk=found.pk).update(
            state=ImportState.PREVIEW, source=source[:20], read_bytes=found.all_bytes
        )
    return True


class _Progress:
    """Writes down how far the reading is, once a second at most."""

    def __init__(self, import_id: UUID) -> None:
        self.import_id, self.done, self.told = import_id, 0, time.monotonic()

    def __call__(self, size: int) -> None:
        self.done += size
        if time.monotonic() - self.told >= TELLS_EVERY_S:
            self.told = time.monotonic()
            still = Import.objects.filter(pk=self.import_id, state=ImportState.READING)
            if not still.update(read_bytes=self.done, told_at=clock.now()):
                raise Unreadable("Taken out.")


@transaction.atomic
def keep_import(*, by: User, found: Import) -> Import:
    """Yes to what was shown: from now on it counts."""
    require_self(by, found.patient)
    kept = Import.objects.filter(pk=found.pk, state=ImportState.PREVIEW).update(
        state=ImportState.KEPT, kept_at=clock.now()
    )
    if kept != 1:
        raise Refused("There is nothing here to keep any more.")
    write_down(by=by, deed="activity.keep_import", subject=found, clinic_id=found.patient.clinic_id)
    found.refresh_from_db()
    return found


@transaction.atomic
def undo_import(*, by: User, found: Import) -> Import:
    """Take it out, in whatever state it is. What was read from it is deleted."""
    require_self(by, found.patient)
    found = Import.objects.select_for_update().get(pk=found.pk)
    if found.state == ImportState.UNDONE:
        return found
    found.days.all().delete()
    found.state = ImportState.UNDONE
    found.save(update_fields=["state"])
    write_down(by=by, deed="activity.undo_import", subject=found, clinic_id=found.patient.clinic_id)
    transaction.on_commit(lambda: path_of(found.pk).unlink(missing_ok=True))
    return found
