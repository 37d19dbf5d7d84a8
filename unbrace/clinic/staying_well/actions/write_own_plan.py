from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import require_self
from unbrace.clinic.refused import Refused
from unbrace.clinic.staying_well.models import LONGEST, OwnPlan
from unbrace.clinic.staying_well.queries import own_plan_of

FIELDS: Final = ("first_signs", "first_steps", "keeps_well", "whom_to_ask")


@transaction.atomic
def write_own_plan(*, by: User, patient: Patient, words: Mapping[str, str]) -> OwnPlan:
    """What to do when it comes back, in the person's own words. An earlier plan stays readable."""
    require_self(by, patient)
    said = {name: words.get(name, "").strip() for name in FIELDS}
    for name, text in said.items():
        if len(text) > LONGEST:
            raise Refused("Use at most {most} letters.", field=name, most=LONGEST)
    before = own_plan_of(patient)
    if before is not None and all(getattr(before, name) == text for name, text in said.items()):
        return before
    plan = OwnPlan.objects.create(patient=patient, by=by, **said)
    write_down(by=by, deed="staying_well.write_own_plan", subject=plan, clinic_id=patient.clinic_id)
    return plan
