from __future__ import annotations

from datetime import datetime

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.education.breathing import standing_of
from unbrace.clinic.education.models import BreathingPractice
from unbrace.clinic.education.models import Said as Answer
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import require_self
from unbrace.clinic.refused import NotYours, Refused
from unbrace.rehab.unbracing import Caution, Pace

LONGEST_S = 3600


@transaction.atomic
def practise(
    *,
    by: User,
    patient: Patient,
    seconds: int | None = None,
    pace: Pace | None = None,
    ease: int | None = None,
    held: str = "",
    talked: str = "",
    done_at: datetime | None = None,
) -> BreathingPractice:
    """Keep one practice of the stage this person is at. An answer that was not given stays empty.

    `done_at`: when it was done, where it waited on a device since.
    """
    require_self(by, patient)
    if ease is not None and (isinstance(ease, bool) or not 0 <= ease <= 10):
        raise Refused("Choose a number from 0 to 10, or leave it out.", field="ease")
    if seconds is not None and not 0 <= seconds <= LONGEST_S:
        raise Refused("One practice is an hour at most. Please enter the seconds anew.", field="seconds")
    for field, said in (("held", held), ("talked", talked)):
        if said and said not in Answer.values:
            raise Refused("Choose yes, no or not sure, or leave it out.", field=field)
    return _keep(
        by,
        patient,
        "education.practise",
        done_at,
        seconds=seconds,
        in_s=pace.in_s if pace else None,
        out_s=pace.out_s if pace else None,
        ease=ease,
        held=held,
        talked=talked,
    )


@transaction.atomic
def stop_practice(
    *, by: User, patient: Patient, caution: Caution, done_at: datetime | None = None
) -> BreathingPractice:
    """Keep that a practice was stopped, and why. The rule then keeps the pacer shut for a while."""
    require_self(by, patient)
    return _keep(by, patient, "education.stop_practice", done_at, stopped_for=caution.value)


@transaction.atomic
def withdraw_practice(*, by: User, practice: BreathingPractice) -> BreathingPractice:
    """Take a practice out again. That somebody had to stop stays: the careful days after it would be lost with it."""
    if practice.patient.user_id != by.pk:
        raise NotYours
    if practice.stopped_for:
        raise Refused(
            "That you stopped is kept, so that the next days stay careful. It counts against nothing."
        )
    if practice.withdrawn_at is None:
        practice.withdrawn_at = clock.now()
        practice.save(update_fields=["withdrawn_at"])
        clinic_id = practice.patient.clinic_id
        write_down(by=by, deed="education.withdraw_practice", subject=practice, clinic_id=clinic_id)
    return practice


def _keep(
    by: User, patient: Patient, deed: str, done_at: datetime | None, **said: object
) -> BreathingPractice:
    moment = done_at or clock.now()
    stage = standing_of(patient).stage
    practice = BreathingPractice.objects.create(
        patient=patient,
        stage=stage.id,
        content_version=stage.text.version,
        day=moment.astimezone(patient.user.zone).date(),
        at=moment,
        **said,
    )
    write_down(by=by, deed=deed, subject=practice, clinic_id=patient.clinic_id)
    return practice
