"""Ending the mails: as a mail program does it, and with nothing for anybody who does not have the word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.test import Client

from tests.doors import nothing_leaks
from unbrace.clinic import clock
from unbrace.clinic.patients.models import hash_of
from unbrace.clinic.reminders.actions import choose_reminders
from unbrace.clinic.reminders.models import ReminderPlan, Reminding
from unbrace.clinic.reminders.tests.conftest import SIX, chosen

if TYPE_CHECKING:
    from tests.people import People


def given_a_mail(people: People) -> None:
    with clock.set_to(SIX):
        plan = choose_reminders(by=people.maria.user, patient=people.maria, chosen=chosen("email", "push"))
    Reminding.objects.create(
        plan=plan, local_date=SIX.date(), number=0, moment=SIX, stop_hash=hash_of("the-word")
    )


def test_a_mail_program_posts_once_and_the_mails_end(people: People) -> None:
    given_a_mail(people)
    client = Client(enforce_csrf_checks=True)
    assert "No more mails?" in client.get("/stop/the-word/").content.decode()
    assert ReminderPlan.objects.get().channels == ["email", "push"]
    answer = client.post("/stop/the-word/", {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert ReminderPlan.objects.get().channels == ["push"]


def test_someone_else_without_the_word_ends_nothing(people: People) -> None:
    given_a_mail(people)
    nothing_leaks(people, "/stop/another-word/")
    nothing_leaks(people, "/stop/another-word/", {})
    assert ReminderPlan.objects.get().channels == ["email", "push"]
