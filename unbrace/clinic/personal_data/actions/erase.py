from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Model

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import SignedInDevice, User
from unbrace.clinic.accounts.outbox import forget_mails_to
from unbrace.clinic.accounts.preferences import Preferences
from unbrace.clinic.activity.actions.imports import path_of as import_file
from unbrace.clinic.activity.models import Import
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.audit.append_only import AppendOnly
from unbrace.clinic.conversations import kept_files
from unbrace.clinic.conversations.models import Attachment, ClipRemark, VoiceNote
from unbrace.clinic.desks import photo_files
from unbrace.clinic.desks.models import DeskPhoto
from unbrace.clinic.patients.holds import is_on_hold
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.personal_data.models import Erasure, OwnCopy
from unbrace.clinic.personal_data.names import Names, names_of
from unbrace.clinic.personal_data.queries import copy_file
from unbrace.clinic.personal_data.what_stays import STAYS, WITHOUT_NAME
from unbrace.clinic.personal_data.whose import kinds, rows_of

AT_ONCE: Final = 400  # SQLite takes so many values in one question


@transaction.atomic
def erase(erasure: Erasure) -> bool:
    """Carry out a wish whose time has come: all that is about this person goes, but for `STAYS`, without its words.

    Whole or not at all. The account's row stays as an empty shell, because what stays and the audit trail point to its
    number; nobody can sign in with it, and the address is free again. False: it was taken back, done, is not due,
    or a clinic has to keep the record as it is.
    """
    current = (
        Erasure.objects.select_for_update().filter(pk=erasure.pk, taken_back_at=None, done_at=None).first()
    )
    if current is None or clock.now() < current.due_at or is_on_hold(current.user):
        return False
    user = User.objects.select_for_update().get(pk=current.user_id)
    found = {model: list(rows_of(user, model).values_list("pk", flat=True)) for model in kinds()}
    _forget_files(user, found)
    names = names_of(user)
    for model, keys in found.items():
        if model is User or not keys:
            continue
        if model._meta.label not in STAYS:
            _delete(model, keys)
        elif STAYS[model._meta.label]:
            take_words_out(model, keys, names)
    Patient.objects.filter(user=user, ended_at=None).update(ended_at=clock.now())
    _empty(user)
    current.done_at = clock.now()
    current.save(update_fields=["done_at"])
    write_down(by=None, deed="personal_data.erase", subject=current)
    return True


def _delete(model: type[Model], keys: Sequence[Any]) -> None:
    """Past the guards that keep such rows from being deleted by mistake: here it is a duty. What points to what is
    looked at when the whole is done."""
    for some in _parts(keys):
        rows = model._base_manager.filter(pk__in=some)
        rows._raw_delete(rows.db)


def take_words_out(
    model: type[Model], keys: Sequence[Any], names: Names, also: Mapping[str, Any] | None = None
) -> None:
    """Rows that are written once cannot be changed, by a trigger: each is taken out and put back without its words.
    What stays of words stays without a name. `also` are further fields and what stands in their place."""
    blank, worded = dict(STAYS[model._meta.label]), WITHOUT_NAME.get(model._meta.label, frozenset())
    blank |= also or {}
    for some in _parts(keys):
        if not issubclass(model, AppendOnly):
            model._base_manager.filter(pk__in=some).update(**blank)
            continue
        rows = list(model._base_manager.filter(pk__in=some))
        for row in rows:
            for field in worded:
                setattr(row, field, names.taken_out_of(getattr(row, field)))
            for field, value in blank.items():
                setattr(row, field, value)
        _delete(model, some)
        model._base_manager.bulk_create(rows)


def _parts(keys: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE))


def _empty(user: User) -> None:
    keys = SignedInDevice.objects.filter(user=user).values_list("session_key", flat=True)
    Session.objects.filter(session_key__in=list(keys)).delete()
    transaction.on_commit(partial(forget_mails_to, user.email))
    user.email, user.name = f"erased-{user.pk}@erased.invalid", ""
    user.language, user.time_zone, user.last_login, user.is_active = "en", "UTC", None, False
    for field, value in Preferences().as_columns().items():
        setattr(user, field, value)
    user.set_unusable_password()
    user.save()


def _forget_files(user: User, found: dict[type[Model], list[Any]]) -> None:
    """After the rows are gone for certain: a file without a row is swept up, a row without its file would be a lie."""
    kept = (Attachment, VoiceNote, ClipRemark)
    for file_id in (key for model in kept for key in found.get(model, [])):
        transaction.on_commit(partial(kept_files.forget, file_id))
    for photo_id in found.get(DeskPhoto, []):
        transaction.on_commit(partial(photo_files.forget, photo_id))
    for path in _more_files(found.get(Import, []), OwnCopy.objects.filter(user=user)):
        transaction.on_commit(partial(path.unlink, missing_ok=True))


def _more_files(imports: Iterable[Any], copies: Iterable[OwnCopy]) -> Iterator[Path]:
    yield from map(import_file, imports)
    yield from map(copy_file, copies)
