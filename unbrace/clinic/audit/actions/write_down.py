from __future__ import annotations

from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models, transaction

from unbrace.clinic import clock
from unbrace.clinic.audit.about import patient_of
from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.audit.under import what_it_is_under


@transaction.atomic(savepoint=False)  # a deed whose entry cannot be kept is not kept either
def write_down(
    *,
    by: AbstractBaseUser | None,
    deed: str,
    subject: models.Model,
    clinic_id: UUID | None = None,
    **details: str | int | bool | None,
) -> AuditEntry:
    """Add one entry, in the transaction of the deed itself: either both are kept or neither is.

    `by` is None when the house itself acts (the hourly sweep). `details` may hold ids, counts, names of fields and
    kinds of decisions; never an answer, a pain score, a name or an e-mail address. What is done while a record is open
    in an emergency is marked with it.
    """
    return AuditEntry.objects.create(
        at=clock.now(),
        by_id=by.pk if by is not None else None,
        deed=deed,
        subject_kind=subject._meta.label,
        subject_id=str(subject.pk),
        clinic_id=clinic_id,
        patient_id=patient_of(subject),
        details={**details, **what_it_is_under()},
    )
