"""Somebody who wants to be reminded, and a way to run what the queue holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult

from tests.people import People
from unbrace.clinic import clock
from unbrace.clinic.patients.models import Patient, hash_of
from unbrace.clinic.reminders.actions import Chosen, choose_reminders, send_reminding_task
from unbrace.clinic.reminders.channels.push.fake import FakeBrowser
from unbrace.clinic.reminders.channels.sms.fake import FakeService, fake_service
from unbrace.clinic.reminders.models import PushDevice, ReminderPlan

SIX = datetime(2026, 11, 25, 17, 0, tzinfo=UTC)  # six in the evening in Berlin, a Wednesday
NO_WAIT = 9999  # the year in which the queue keeps what may run at once
QUIET = {"quiet_from": time(21), "quiet_until": time(7)}


def chosen(*channels: str, **more: Any) -> Chosen:
    wanted = {"at": time(18), "days": frozenset(range(7)), "second_after_h": None, **QUIET, **more}
    return Chosen(channels=frozenset(channels or ("email",)), **wanted)


@pytest.fixture
def reminded(people: People) -> Callable[..., ReminderPlan]:
    def wants(*channels: str, **more: Any) -> ReminderPlan:
        with clock.set_to(SIX.replace(hour=9)):
            return choose_reminders(
                by=people.maria.user, patient=people.maria, chosen=chosen(*channels, **more)
            )

    return wants


def device_of(patient: Patient) -> PushDevice:
    """A browser of a well-known maker that may show this person reminders."""
    plan, _ = ReminderPlan.objects.get_or_create(patient=patient)
    endpoint, browser = f"https://fcm.googleapis.com/fcm/send/{patient.pk}", FakeBrowser()
    return PushDevice.objects.create(
        plan=plan,
        endpoint=endpoint,
        endpoint_hash=hash_of(endpoint),
        p256dh=browser.p256dh,
        auth=browser.auth,
    )


@pytest.fixture
def service() -> Iterator[FakeService]:
    with fake_service() as fake:
        yield fake


def run_the_queue() -> int:
    """Everything that is due in it now; gives how many channels took a reminder."""
    waiting = DBTaskResult.objects.filter(task_path__endswith="send_reminding_task", status="READY")
    due = [
        task
        for task in waiting.order_by("enqueued_at")
        if task.run_after.year == NO_WAIT or task.run_after <= clock.now()
    ]
    calls = [task.args_kwargs["kwargs"] for task in due]
    DBTaskResult.objects.filter(pk__in=[task.pk for task in due]).delete()
    return sum(send_reminding_task.func(**kwargs) for kwargs in calls)
