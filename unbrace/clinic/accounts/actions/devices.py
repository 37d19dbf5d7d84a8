"""Where somebody is signed in: noted while they are, ended by them from any of their devices."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.models import Session
from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.device_name import device_name
from unbrace.clinic.accounts.models import SignedInDevice, User
from unbrace.clinic.accounts.queries import signed_in_device_of
from unbrace.clinic.audit.actions import write_down


def note_device(*, by: User, session_key: str, before: str, introduces_itself: str) -> SignedInDevice:
    """Called once a minute at most, while somebody uses the app. `before`: the key this log-in had until now; it
    changes with a new password, and the device stays the same one."""
    now = clock.now()
    if before and before != session_key:
        SignedInDevice.objects.filter(user=by, session_key=before).update(session_key=session_key)
    device, _ = SignedInDevice.objects.update_or_create(
        session_key=session_key,
        defaults={"user": by, "name": device_name(introduces_itself), "last_seen_at": now},
        create_defaults={
            "user": by,
            "name": device_name(introduces_itself),
            "last_seen_at": now,
            "signed_in_at": now,
        },
    )
    return device


@transaction.atomic
def sign_out_device(*, by: User, device_id: Any) -> None:
    """End the log-in on one of one's own devices; from its next request on it is a stranger."""
    device = signed_in_device_of(by, device_id)
    _end([device])
    write_down(by=by, deed="accounts.sign_out_device", subject=by)


@transaction.atomic
def sign_out_others(*, by: User, session_key: str) -> int:
    """End every log-in but the one that asks. Gives how many were ended."""
    others = list(SignedInDevice.objects.filter(user=by).exclude(session_key=session_key))
    _end(others)
    write_down(by=by, deed="accounts.sign_out_others", subject=by, ended=len(others))
    return len(others)


def _end(devices: list[SignedInDevice]) -> None:
    Session.objects.filter(session_key__in=[device.session_key for device in devices]).delete()
    SignedInDevice.objects.filter(pk__in=[device.pk for device in devices]).delete()


def forget_ended_devices() -> int:
    """For the hourly sweep: rows of log-ins that have run out by themselves. Gives how many."""
    open_ones = Session.objects.filter(expire_date__gt=clock.now()).values("session_key")
    return SignedInDevice.objects.exclude(session_key__in=open_ones).delete()[0]
