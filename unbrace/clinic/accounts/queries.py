from __future__ import annotations

from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

from unbrace.clinic.accounts.models import User, one_e_mail, time_zones
from unbrace.clinic.accounts.outbox import SentMail, sent_mails

__all__ = ["SentMail", "by_email", "by_id", "is_owner", "owner_mark", "sent_mails", "time_zones"]


def by_email(email: str) -> User | None:
    return User.objects.filter(email=one_e_mail(email)).first()


def by_id(user_id: UUID) -> User | None:
    return User.objects.filter(pk=user_id).first()


def owner_mark(user: User) -> str:
    """An opaque word for this person, kept beside work that waits on a shared device. It says nothing about them."""
    return salted_hmac("unbrace.owner", str(user.pk), algorithm="sha256").hexdigest()[:32]


def is_owner(user: User, mark: str) -> bool:
    return constant_time_compare(owner_mark(user), mark)
