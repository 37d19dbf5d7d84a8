from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import require_self, today_of
from unbrace.clinic.refused import Refused
from unbrace.clinic.reminders.actions.choose_reminders import own_plan
from unbrace.clinic.reminders.models import ReminderPlan
from unbrace.clinic.reminders.queries import plan_of

LONGEST = timedelta(days=366)


@transaction.atomic
def pause_reminders(*, by: User, patient: Patient, until: date | None) -> ReminderPlan:
    """Nothing is sent up to and with this local date; None goes on at once. The times stay as they were."""
    require_self(by, patient)
    today = today_of(patient)
    if until is not None and not today <= until <= today + LONGEST:
        raise Refused("Choose a day from today on, at most a year away.", field="until")
    if until is None and plan_of(patient).paused_until is None:
        return plan_of(patient)
    plan = own_plan(patient)
    plan.paused_until = until
    plan.save(update_fields=["paused_until"])
    write_down(by=by, deed="reminders.pause_reminders", subject=plan, clinic_id=patient.clinic_id)
    return plan
