from __future__ import annotations

import secrets

from django.conf import settings
from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.patients.models import Patient, hash_of
from unbrace.clinic.patients.queries import require_self
from unbrace.clinic.reminders.actions.choose_reminders import own_plan
from unbrace.clinic.reminders.queries import plan_of


@transaction.atomic
def open_calendar(*, by: User, patient: Patient) -> str:
    """A new secret address, shown this once; only its hash is kept. An older one ends with it."""
    require_self(by, patient)
    token = secrets.token_urlsafe(32)
    plan = own_plan(patient)
    plan.calendar_hash = hash_of(token)
    plan.save(update_fields=["calendar_hash"])
    write_down(by=by, deed="reminders.open_calendar", subject=plan, clinic_id=patient.clinic_id)
    return f"{settings.SITE_URL}/calendar/{token}.ics"


@transaction.atomic
def close_calendar(*, by: User, patient: Patient) -> None:
    require_self(by, patient)
    if not plan_of(patient).calendar_hash:
        return
    plan = own_plan(patient)
    plan.calendar_hash = ""
    plan.save(update_fields=["calendar_hash"])
    write_down(by=by, deed="reminders.close_calendar", subject=plan, clinic_id=patient.clinic_id)
