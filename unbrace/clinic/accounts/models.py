from __future__ import annotations

import uuid
import zoneinfo
from functools import cache
from typing import Any, ClassVar, Final
from zoneinfo import ZoneInfo

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower

from unbrace.clinic import clock

AREAS: Final = frozenset(
    [
        "Africa",
        "America",
        "Antarctica",
        "Arctic",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Indian",
        "Pacific",
    ],
)


def one_e_mail(address: str) -> str:
    """The one spelling of an address that is stored and looked up: addresses are compared without case."""
    return address.strip().lower()


@cache
def time_zones() -> frozenset[str]:
    """UTC and one name per place, as IANA gives them. "Factory" and "localtime" are names too, and say nothing."""
    places = {name for name in zoneinfo.available_timezones() if "/" in name and name.split("/")[0] in AREAS}
    return frozenset(places | {"UTC"})


def known_time_zone(name: str) -> None:
    if name not in time_zones():
        raise ValidationError("This time zone is not known. Pick one like Europe/Berlin.")


def _remember_address(user: User) -> None:
    """The log-in keeps its own list of addresses, and checks the first one with the first code it sends there."""
    from allauth.account.models import EmailAddress

    EmailAddress.objects.get_or_create(user=user, email=user.email, defaults={"primary": True})


class Users(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=one_e_mail(email), **fields)
        user.set_password(password)  # None makes it unusable: such a person logs in with a one-time code
        user.save(using=self._db)
        _remember_address(user)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=one_e_mail(username or ""))


class User(AbstractBaseUser):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=12, default="en")
    time_zone = models.CharField(max_length=64, default="UTC", validators=[known_time_zone])
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=clock.now)

    objects: ClassVar[Users] = Users()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="e_mail_is_stored_in_one_spelling"
            ),
            models.CheckConstraint(condition=~models.Q(email=""), name="account_has_an_e_mail"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = one_e_mail(self.email)
        super().save(*args, **kwargs)

    @property
    def first_name(self) -> str:
        return self.name.split(" ")[0] if self.name else ""

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)
