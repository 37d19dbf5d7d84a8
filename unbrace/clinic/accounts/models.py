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
from django.utils.translation import gettext_noop

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
        raise ValidationError(gettext_noop("This time zone is not known. Pick one like Europe/Berlin."))


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


class TextSize(models.TextChoices):
    NORMAL = "normal", "As it is"
    LARGE = "large", "Large"
    LARGER = "larger", "Very large"


class Units(models.TextChoices):
    METRIC = "metric", "Centimetres and kilograms"
    IMPERIAL = "imperial", "Inches and pounds"


class User(AbstractBaseUser):
    """`text_size` to `coach_vibrates` are how this person likes to read and to be coached, on every device. They stand
    here, in the row that is read for each page anyway, so that no page waits for them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=12, default="en")
    time_zone = models.CharField(max_length=64, default="UTC", validators=[known_time_zone])
    text_size = models.CharField(max_length=8, choices=TextSize, default=TextSize.NORMAL)
    reads_aloud = models.BooleanField(default=False)
    units = models.CharField(max_length=8, choices=Units, default=Units.METRIC)
    coach_speaks = models.BooleanField(default=True)
    coach_volume = models.PositiveSmallIntegerField(default=100)
    coach_tones = models.BooleanField(default=True)
    coach_vibrates = models.BooleanField(default=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=clock.now)

    objects: ClassVar[Users] = Users()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        # lists of people are read by name, a page at a time
        indexes = [models.Index(fields=["name", "email"], name="people_by_name")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="e_mail_is_stored_in_one_spelling"
            ),
            models.CheckConstraint(condition=~models.Q(email=""), name="account_has_an_e_mail"),
            models.CheckConstraint(
                condition=models.Q(text_size__in=TextSize.values), name="text_size_is_one_of_three"
            ),
            models.CheckConstraint(condition=models.Q(units__in=Units.values), name="units_are_known"),
            models.CheckConstraint(
                condition=models.Q(coach_volume__lte=100), name="coach_volume_is_0_to_100"
            ),
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


class SignedInDevice(models.Model):
    """A browser in which somebody is signed in: what it calls itself, in two words, and when it was last here.

    Neither the address of the network nor the browser's full name is kept: two words are enough to know one's own.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="signed_in_devices")
    session_key = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=60)
    signed_in_at = models.DateTimeField(default=clock.now)
    last_seen_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-last_seen_at"]

    def __str__(self) -> str:
        return str(self.pk)


class Handing(models.TextChoices):
    WAITING = "waiting", "waits for the mail server"
    SENT = "sent", "taken by the mail server"
    FAILED = "failed", "given up"


class OutgoingMail(models.Model):
    """A mail that must not be lost: it lies here until a mail server has taken it or it is given up, and its words go
    then.

    `clinic_id` says whose office may read that it does not get through; `said` is why, without any content.
    `calendar` goes along for the calendar of whoever gets it (RFC 5546), and is gone with the words.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic_id = models.UUIDField(db_index=True)
    to = models.EmailField()
    subject = models.CharField(max_length=120)
    body = models.TextField(blank=True)
    calendar = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=Handing, default=Handing.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    said = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField(default=clock.now)
    next_at = models.DateTimeField(default=clock.now, db_index=True)

    class Meta:
        ordering = ["made_at"]

    def __str__(self) -> str:
        return str(self.pk)
