from __future__ import annotations

from typing import Any

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.patients.models import Patient, hash_of
from unbrace.clinic.patients.queries import require_self
from unbrace.clinic.refused import NotYours, Refused
from unbrace.clinic.reminders.actions.choose_reminders import own_plan
from unbrace.clinic.reminders.channels.push.browser_makers import is_push_service
from unbrace.clinic.reminders.channels.push.sealing import are_keys
from unbrace.clinic.reminders.models import PushDevice

MOST = 10


@transaction.atomic
def allow_device(*, by: User, patient: Patient, endpoint: str, p256dh: str, auth: str) -> PushDevice:
    """This browser may show reminders. On a shared device the address belongs to whoever allowed it last."""
    require_self(by, patient)
    if len(endpoint) > 1000 or not is_push_service(endpoint):
        raise Refused("This browser's push service is not known here.", field="endpoint")
    if not are_keys(p256dh, auth):
        raise Refused("This browser's keys cannot be read. Allow it once more.", field="keys")
    plan = own_plan(patient)
    known = plan.devices.exclude(endpoint_hash=hash_of(endpoint))
    if known.count() >= MOST:
        raise Refused("There are ten devices already. Take one away first.", field="endpoint")
    device, _ = PushDevice.objects.update_or_create(
        endpoint_hash=hash_of(endpoint),
        defaults={"plan": plan, "endpoint": endpoint, "p256dh": p256dh, "auth": auth},
    )
    write_down(by=by, deed="reminders.allow_device", subject=device, clinic_id=patient.clinic_id)
    return device


@transaction.atomic
def forget_device(*, by: User, patient: Patient, device_id: Any) -> None:
    require_self(by, patient)
    device = PushDevice.objects.filter(plan__patient=patient, pk=device_id).first()
    if device is None:
        raise NotYours
    write_down(by=by, deed="reminders.forget_device", subject=device, clinic_id=patient.clinic_id)
    device.delete()
