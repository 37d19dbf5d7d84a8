from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import require_self
from unbrace.clinic.refused import Refused
from unbrace.clinic.reminders.channels import configured
from unbrace.clinic.reminders.models import ReminderPlan
from unbrace.clinic.reminders.schedule import is_quiet, next_after
from unbrace.clinic.reminders.stop_words import as_phone

SHORTEST_BREAK_MIN, LONGEST_BREAK_MIN = 20, 240


@dataclass(frozen=True)
class Chosen:
    """What a person wants. `breaks_every_min` None: no breaks at the desk."""

    channels: frozenset[str]
    at: time
    days: frozenset[int]
    second_after_h: int | None
    quiet_from: time
    quiet_until: time
    phone: str = ""
    breaks_every_min: int | None = None
    breaks_from: time = time(9)
    breaks_until: time = time(17)
    breaks_days: frozenset[int] = frozenset(range(5))


@transaction.atomic
def choose_reminders(*, by: User, patient: Patient, chosen: Chosen) -> ReminderPlan:
    """Keep what the person wants, for their own care only. Nothing is sent before they have chosen a channel."""
    require_self(by, patient)
    phone = as_phone(chosen.phone)
    _check(chosen, phone)
    plan = own_plan(patient)
    plan.channels = sorted(chosen.channels)
    plan.at, plan.days = chosen.at, sorted(chosen.days)
    plan.second_after_h = chosen.second_after_h
    plan.quiet_from, plan.quiet_until = chosen.quiet_from, chosen.quiet_until
    plan.phone = phone
    plan.breaks_every_min = chosen.breaks_every_min
    plan.breaks_from, plan.breaks_until = chosen.breaks_from, chosen.breaks_until
    plan.breaks_days = sorted(chosen.breaks_days)
    look_ahead(plan, clock.now())
    plan.save()
    write_down(by=by, deed="reminders.choose_reminders", subject=plan, clinic_id=patient.clinic_id)
    return plan


def own_plan(patient: Patient) -> ReminderPlan:
    """The row, made when it is first needed, and locked until the transaction ends."""
    ReminderPlan.objects.get_or_create(patient=patient)
    return ReminderPlan.objects.select_for_update().get(patient=patient)


def look_ahead(plan: ReminderPlan, now: datetime) -> None:
    """When this plan is to be looked at next. Sets it on the object; the caller saves."""
    zone = plan.patient.user.zone
    plan.zone = plan.patient.user.time_zone
    plan.next_at = next_after(now, plan.wishes, zone) if plan.channels else None


def _check(chosen: Chosen, phone: str) -> None:
    unknown = chosen.channels - configured().keys()
    if unknown:
        raise Refused("Choose from the ways that are offered here.", field="channels")
    if not chosen.days <= set(range(7)) or not chosen.breaks_days <= set(range(7)):
        raise Refused("Choose days of the week.", field="days")
    if chosen.channels and not chosen.days and chosen.breaks_every_min is None:
        raise Refused("Choose at least one day, or take the ticks away above.", field="days")
    if chosen.second_after_h is not None and not 1 <= chosen.second_after_h <= 12:
        raise Refused("Choose 1 to 12 hours, or no second reminder.", field="second_after_h")
    quiet = _wishes_quiet(chosen)
    if chosen.channels and chosen.days and quiet:
        raise Refused("This time lies in your quiet hours. Change one of the two.", field="at")
    if chosen.phone.strip() and not phone:
        raise Refused("Write the number with its country, like +49 170 1234567.", field="phone")
    if "sms" in chosen.channels and not phone:
        raise Refused("Write the number that text messages may go to.", field="phone")
    every = chosen.breaks_every_min
    if every is None:
        return
    if not SHORTEST_BREAK_MIN <= every <= LONGEST_BREAK_MIN:
        raise Refused("Choose from 20 minutes to 4 hours.", field="breaks_every_min")
    if "push" not in chosen.channels:
        raise Refused("Breaks come on your device: tick “On this device” above.", field="breaks_every_min")
    if chosen.breaks_from >= chosen.breaks_until:
        raise Refused("The end has to be after the beginning.", field="breaks_until")
    if not chosen.breaks_days:
        raise Refused("Choose at least one day.", field="breaks_days")


def _wishes_quiet(chosen: Chosen) -> bool:
    plan = ReminderPlan(at=chosen.at, quiet_from=chosen.quiet_from, quiet_until=chosen.quiet_until)
    return is_quiet(chosen.at, plan.wishes)
