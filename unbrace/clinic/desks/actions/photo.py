"""A picture of the desk: only with a yes, made anew, deleted whenever its person likes."""

from __future__ import annotations

import uuid
from functools import partial
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_noop

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.conversations.pictures import redrawn
from unbrace.clinic.desks import photo_files
from unbrace.clinic.desks.models import DeskPhoto, DeskRecord
from unbrace.clinic.patients.access import require_care
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import require_self
from unbrace.clinic.refused import Refused

ASK_FIRST: Final = gettext_noop(
    "Tick that your therapists may see this picture. Without a picture everything works as well."
)
ONE: Final = gettext_noop(
    "There is a picture with this record already. Delete it first, or record your desk anew."
)


def keep_photo(*, by: User, record: DeskRecord, data: bytes, agreed: bool) -> DeskPhoto:
    """Keep one picture beside a record. Raises `Refused` without a yes, or when it is no picture."""
    require_self(by, record.patient)
    if not agreed:
        raise Refused(ASK_FIRST, field="agreed")
    picture, photo_id = redrawn(data), uuid.uuid4()
    photo_files.write(photo_id, picture.data)
    try:
        return _write(by, record, photo_id, picture.width, picture.height)
    except BaseException:
        photo_files.forget(photo_id)
        raise


@transaction.atomic
def _write(by: User, record: DeskRecord, photo_id: uuid.UUID, width: int, height: int) -> DeskPhoto:
    Patient.objects.select_for_update(of=("self",)).get(pk=record.patient_id)
    if record.photos.filter(state=DeskPhoto.State.READY).exists():
        raise Refused(ONE, field="picture")
    photo = DeskPhoto.objects.create(id=photo_id, record=record, width=width, height=height)
    write_down(by=by, deed="desks.keep_photo", subject=photo, clinic_id=record.patient.clinic_id)
    return photo


@transaction.atomic
def delete_photo(*, by: User, photo: DeskPhoto) -> DeskPhoto:
    """Gone for good, at any time and for no reason at all."""
    require_self(by, photo.record.patient)
    current = DeskPhoto.objects.select_for_update(of=("self",)).get(pk=photo.pk)
    if current.state == DeskPhoto.State.GONE:
        return current
    current.state = DeskPhoto.State.GONE
    current.save(update_fields=["state"])
    transaction.on_commit(partial(photo_files.forget, current.pk))
    write_down(by=by, deed="desks.delete_photo", subject=current, clinic_id=photo.record.patient.clinic_id)
    return current


def see_photo(*, by: User, photo: DeskPhoto) -> DeskPhoto:
    """A therapist looks at it. Each look is written down."""
    require_care(by, photo.record.patient, Permission.PRESCRIBE)
    write_down(by=by, deed="desks.see_photo", subject=photo, clinic_id=photo.record.patient.clinic_id)
    return photo
