from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.patients.access import require_care
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import today_of
from unbrace.clinic.refused import Refused
from unbrace.clinic.remote_monitoring.models import MOST_LETTERS, Enrolment
from unbrace.clinic.remote_monitoring.queries import enrolment_of, keeps_ledger

IS_OFF = "This clinic keeps no ledger of remote monitoring. The office can switch it on."


@dataclass(frozen=True)
class Terms:
    """What the form holds. None: not yet, or not at all."""

    consented_on: date | None
    begins_on: date | None
    set_up_on: date | None
    taught_on: date | None
    set_up_counted_before: bool
    ended_on: date | None = None


@transaction.atomic
def enrol(*, by: User, patient: Patient, terms: Terms, because: str = "") -> Enrolment:
    """Begin to monitor somebody, or put the terms right; earlier ones stay readable. Without consent: not at all."""
    require_care(by, patient, Permission.KEEP_LEDGER)
    if not keeps_ledger(patient.clinic):
        raise Refused(IS_OFF)
    before, because = enrolment_of(patient), because.strip()[:MOST_LETTERS]
    terms = _whole(terms, today_of(patient))
    if before is not None and not because:
        raise Refused("Say in a few words why the terms change.", field="because")
    made = Enrolment.objects.create(
        patient=patient,
        number=before.number + 1 if before else 1,
        because=because if before else "",
        by=by,
        **asdict(terms),
    )
    write_down(
        by=by, deed="remote_monitoring.enrol", subject=made, clinic_id=patient.clinic_id, number=made.number
    )
    return made


def _whole(terms: Terms, today: date) -> Terms:
    if terms.consented_on is None:
        raise Refused("When did the person say yes? Days before that never count.", field="consented_on")
    terms = replace(terms, begins_on=terms.begins_on or terms.consented_on)
    for field in ("consented_on", "set_up_on", "taught_on"):
        day = getattr(terms, field)
        if day is not None and day > today:
            raise Refused("This day has not come yet.", field=field)
    if terms.begins_on < terms.consented_on:  # type: ignore[operator]
        raise Refused("Monitoring cannot begin before the person has said yes.", field="begins_on")
    if terms.ended_on is not None and terms.ended_on < terms.begins_on:  # type: ignore[operator]
        raise Refused("Monitoring cannot end before it begins.", field="ended_on")
    return terms
