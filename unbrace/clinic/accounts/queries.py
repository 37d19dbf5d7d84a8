from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils.crypto import constant_time_compare, salted_hmac

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import (
    SignedInDevice,
    TextSize,
    Units,
    User,
    one_e_mail,
    time_zones,
)
from unbrace.clinic.accounts.outbox import SentMail, sent_mails
from unbrace.clinic.accounts.preferences import Preferences
from unbrace.clinic.refused import NotYours

__all__ = [
    "Preferences",
    "SentMail",
    "TextSize",
    "Units",
    "by_email",
    "by_id",
    "is_owner",
    "owner_mark",
    "sent_mails",
    "signed_in_device_of",
    "signed_in_devices_of",
    "time_zones",
]


def by_email(email: str) -> User | None:
    return User.objects.filter(email=one_e_mail(email)).first()


def by_id(user_id: UUID) -> User | None:
    return User.objects.filter(pk=user_id).first()


def owner_mark(user: User) -> str:
    """An opaque word for this person, kept beside work that waits on a shared device. It says nothing about them."""
    return salted_hmac("unbrace.owner", str(user.pk), algorithm="sha256").hexdigest()[:32]


def is_owner(user: User, mark: str) -> bool:
    return constant_time_compare(owner_mark(user), mark)


def signed_in_devices_of(user: User) -> QuerySet[SignedInDevice]:
    """Where this person is signed in now, the one used last first."""
    still_open = Session.objects.filter(expire_date__gt=clock.now()).values("session_key")
    return user.signed_in_devices.filter(session_key__in=still_open)


def signed_in_device_of(user: User, device_id: Any) -> SignedInDevice:
    device = user.signed_in_devices.filter(pk=device_id).first()
    if device is None:
        raise NotYours
    return device
