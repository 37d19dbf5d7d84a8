from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_noop

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.desks.actions.try_change import propose_by_rule
from unbrace.clinic.desks.models import DeskRecord
from unbrace.clinic.desks.queries import open_change_of
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import require_self
from unbrace.clinic.refused import Conflict, Refused
from unbrace.rehab.desk import BOUNDS, Desk

NAMES: Final = frozenset(one.name for one in fields(Desk))
NOTHING: Final = gettext_noop("Answer at least one of them. Whatever you leave out is fine.")
BEYOND: Final = gettext_noop("This can hardly be. Measure once more, or leave it out.")
OTHER: Final = gettext_noop(
    "Another record was already saved from this page. Load it again, then write this one."
)


@transaction.atomic
def record_desk(
    *, by: User, patient: Patient, key: UUID, said: Mapping[str, Any], done_at: datetime | None = None
) -> DeskRecord:
    """A desk as it is today, in cm; what was left out is None. The same key twice is one record.

    Where no change is open, the first one the rules find is proposed along with it.
    """
    require_self(by, patient)
    values = {name: said.get(name) for name in NAMES}
    if all(value is None for value in values.values()):
        raise Refused(NOTHING, field="bothers")
    for name, (least, most) in BOUNDS.items():
        value = values[name]
        if value is not None and not least <= value <= most:
            raise Refused(BEYOND, field=name)
    if values["bothers"] is not None and not 0 <= values["bothers"] <= 10:
        raise Refused("Choose a number from 0 to 10.", field="bothers")
    Patient.objects.select_for_update(of=("self",)).get(pk=patient.pk)
    known = DeskRecord.objects.filter(patient=patient, key=key).first()
    if known is not None:
        if any(getattr(known, name) != value for name, value in values.items()):
            raise Conflict(OTHER)
        return known
    moment = done_at or clock.now()
    record = DeskRecord.objects.create(
        patient=patient, key=key, day=moment.astimezone(patient.user.zone).date(), at=moment, **values
    )
    write_down(by=by, deed="desks.record", subject=record, clinic_id=patient.clinic_id)
    if open_change_of(patient) is None:
        propose_by_rule(by, patient)
    return record
