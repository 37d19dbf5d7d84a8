from __future__ import annotations

from datetime import date

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.patients.access import require_care
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.refused import Conflict, NotYours, Refused
from unbrace.clinic.remote_monitoring.kinds import Kind
from unbrace.clinic.remote_monitoring.ledger import CountedMonth, CountedPeriod, Month, ledger_of
from unbrace.clinic.remote_monitoring.models import SignedCount
from unbrace.clinic.remote_monitoring.queries import enrolment_of
from unbrace.rehab.remote_monitoring import VERSION

CHANGED = "The count has changed since you opened this page. Read it again before you sign."


@transaction.atomic
def sign_count(*, by: User, patient: Patient, kind: Kind, begins: date, count: int) -> SignedCount:
    """Put one's name under a period or month that is over, as it was read: `count` is what the page showed."""
    require_care(by, patient, Permission.KEEP_LEDGER)
    terms = enrolment_of(patient)
    if terms is None:
        raise NotYours
    ledger = ledger_of(patient, terms, Month(begins.year, begins.month))
    found: CountedMonth | CountedPeriod | None = ledger.month if begins == ledger.month.month.first else None
    if kind == Kind.PERIOD:
        found = next((one for one in ledger.periods if one.begins == begins), None)
    if found is None:
        raise NotYours
    if not found.is_over:
        raise Refused("This is not over yet. It can be signed when it is.")
    counted = found.count if isinstance(found, CountedPeriod) else found.minutes
    if counted != count:
        raise Conflict(CHANGED)
    if found.signed is not None and not found.needs_decision:
        return found.signed
    made = SignedCount.objects.create(
        patient=patient,
        kind=kind,
        begins_on=begins,
        number=found.signed.number + 1 if found.signed else 1,
        count=counted,
        codes=found.codes,
        rules_version=VERSION,
        by=by,
    )
    write_down(
        by=by,
        deed="remote_monitoring.sign_count",
        subject=made,
        clinic_id=patient.clinic_id,
        kind=str(kind),
        number=made.number,
    )
    return made
