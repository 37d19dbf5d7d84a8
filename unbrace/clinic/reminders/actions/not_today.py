"""What may be done without a log-in, by the secret word in a message or by answering it. Each does one thing."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.refused import NotYours
from unbrace.clinic.reminders.models import DayOff, ReminderPlan
from unbrace.clinic.reminders.queries import reminding_behind, stop_behind
from unbrace.clinic.reminders.stop_words import as_phone, means_stop


@transaction.atomic
def not_today(*, word: str, pressed_at: datetime | None = None) -> DayOff:
    """No further reminder on the date that this reminder was for, and on no other. Pressed twice it is one day off.

    `pressed_at`: where it waited on a device, when it was pressed there, by our clock. It is kept between the reminder
    and now: nobody presses what has not come yet. However late it arrives, the day is the reminder's own.
    """
    now = clock.now()
    pressed_at = min(pressed_at or now, now)
    reminding = reminding_behind(word, pressed_at)
    if reminding is None:
        raise NotYours
    at = max(pressed_at, reminding.moment)
    day_off, is_new = DayOff.objects.get_or_create(
        plan=reminding.plan, day=reminding.local_date, defaults={"at": at}
    )
    if is_new:
        _write_down("reminders.not_today", reminding.plan)
    return day_off


@transaction.atomic
def stop_by_word(*, word: str) -> None:
    """No further mail. Other channels go on: they were asked for one by one."""
    reminding = stop_behind(word)
    if reminding is None:
        raise NotYours
    _stop(ReminderPlan.objects.select_for_update().get(pk=reminding.plan_id), "email")


@transaction.atomic
def stop_by_answer(*, phone: str, answer: str) -> int:
    """Somebody answered a text message. A stop word ends text messages to that number; anything else changes nothing.
    Gives how many plans it ended them in."""
    number = as_phone(phone)
    if not number or not means_stop(answer):
        return 0
    plans = [
        plan
        for plan in ReminderPlan.objects.select_for_update().filter(phone=number)
        if "sms" in plan.channels
    ]
    for plan in plans:
        _stop(plan, "sms")
    return len(plans)


def _stop(plan: ReminderPlan, channel: str) -> None:
    if channel in plan.channels:
        plan.channels = [name for name in plan.channels if name != channel]
        plan.save(update_fields=["channels"])
        _write_down(f"reminders.stop_{channel}", plan)


def _write_down(deed: str, plan: ReminderPlan) -> None:
    write_down(by=None, deed=deed, subject=plan, clinic_id=plan.patient.clinic_id)
