from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from itertools import pairwise
from typing import Any, Final

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.models import Membership
from unbrace.clinic.care_teams.queries import require
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.refused import NotYours, Refused
from unbrace.clinic.visits.models import MOST_LETTERS, OfficeHours
from unbrace.clinic.visits.slots import Hours

#: Field → the least and the most, and what it is called in a sentence.
LIMITS: Final[dict[str, tuple[int, int]]] = {
    "first_min": (10, 180),
    "follow_up_min": (10, 180),
    "before_min": (0, 60),
    "after_min": (0, 60),
    "notice_h": (0, 336),
    "ahead_days": (1, 180),
    "cancel_until_h": (0, 168),
}
GRAIN_MIN: Final = 5
DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class WantedHours:
    is_open: bool
    week: Sequence[Hours]
    by_video: bool
    in_person: bool
    address: str = ""
    first_min: int = 45
    follow_up_min: int = 30
    before_min: int = 0
    after_min: int = 10
    notice_h: int = 12
    ahead_days: int = 42
    cancel_until_h: int = 24


@transaction.atomic
def set_office_hours(*, by: User, therapist: Membership, wanted: WantedHours) -> OfficeHours:
    """A therapist's own. What is booked already stays as it is."""
    if require(by, therapist.clinic, Permission.SEE_CARE).pk != therapist.pk:
        raise NotYours
    _check(wanted)
    OfficeHours.objects.get_or_create(therapist=therapist)
    hours = OfficeHours.objects.select_for_update().get(therapist=therapist)
    hours.is_open, hours.by_video, hours.in_person = wanted.is_open, wanted.by_video, wanted.in_person
    hours.week = [_as_kept(one) for one in sorted(wanted.week)]
    hours.address = wanted.address.strip()
    for name in LIMITS:
        setattr(hours, name, getattr(wanted, name))
    hours.save()
    write_down(by=by, deed="visits.set_office_hours", subject=hours, clinic_id=therapist.clinic_id)
    return hours


def _as_kept(one: Hours) -> list[Any]:
    return [one.weekday, f"{one.begins:%H:%M}", f"{one.ends:%H:%M}"]


def _check(wanted: WantedHours) -> None:
    for name, (least, most) in LIMITS.items():
        if not least <= getattr(wanted, name) <= most:
            raise Refused(f"Choose a number from {least} to {most}.", field=name)
    if len(wanted.address) > MOST_LETTERS:
        raise Refused("Write the address in at most 300 letters.", field="address")
    if wanted.in_person and not wanted.address.strip():
        raise Refused("Write where people are to come.", field="address")
    if wanted.is_open and not (wanted.by_video or wanted.in_person):
        raise Refused("Tick at least one way to meet.", field="by_video")
    week = sorted(wanted.week)
    for one in week:
        _check_one(one)
    for one, following in pairwise(week):
        same_day = one.weekday == following.weekday
        if same_day and (one.ends == time(0) or following.begins < one.ends):
            raise Refused(f"On {DAYS[one.weekday]} two stretches overlap.", field=f"day-{one.weekday}")


def _check_one(one: Hours) -> None:
    field, day = f"day-{one.weekday}", DAYS[one.weekday]
    if one.ends != time(0) and one.ends <= one.begins:
        raise Refused(f"On {day} the end has to be after the beginning.", field=field)
    if any(at.minute % GRAIN_MIN or at.second for at in (one.begins, one.ends)):
        raise Refused(f"On {day}, write times in steps of five minutes.", field=field)
