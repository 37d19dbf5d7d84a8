from __future__ import annotations

import json
import uuid
from pathlib import Path

import pytest
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from pytest_django import Settings

from tests.people import People
from unbrace.clinic.accounts.actions import change_details
from unbrace.clinic.accounts.models import User
from unbrace.clinic.accounts.outbox import ClinicMail, OutboxBackend, sent_mails
from unbrace.clinic.accounts.queries import by_email, is_owner, owner_mark
from unbrace.clinic.refused import Refused


def test_an_address_is_one_account_whatever_its_case(people: People) -> None:
    assert by_email(" Maria@Example.ORG ") == people.maria.user
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("MARIA@example.org")


def test_a_person_without_a_password_cannot_log_in_with_an_empty_one(people: People) -> None:
    assert not people.maria.user.has_usable_password()
    assert not people.maria.user.check_password("")


def test_a_person_changes_their_name_and_time_zone(people: People) -> None:
    user = change_details(by=people.maria.user, name=" Maria W. ", time_zone="America/Lima")
    assert (user.name, user.time_zone, user.first_name) == ("Maria W.", "America/Lima", "Maria")


@pytest.mark.parametrize("name", ["Mars/Olympus", "Factory", "localtime", "", "EST5EDT"])
def test_an_unknown_time_zone_is_refused_with_the_field(people: People, name: str) -> None:
    with pytest.raises(Refused) as refusal:
        change_details(by=people.maria.user, name="Maria", time_zone=name)
    assert refusal.value.field == "time_zone"


def test_the_owner_mark_tells_people_apart_and_says_nothing_about_them(people: People) -> None:
    maria, jonas = people.maria.user, people.jonas.user
    assert is_owner(maria, owner_mark(maria))
    assert not is_owner(jonas, owner_mark(maria))
    assert str(maria.pk) not in owner_mark(maria)


def test_a_mail_in_the_demo_becomes_a_file_and_a_row_of_the_outbox(
    tmp_path: Path, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.OUTBOX = tmp_path / "outbox"
    riverside, hilltop = uuid.uuid4(), uuid.uuid4()
    assert sent_mails(riverside) == []
    OutboxBackend().send_messages([ClinicMail(riverside, "First", "one", "a@example.org")])
    OutboxBackend().send_messages([ClinicMail(riverside, "Second", "two", "b@example.org")])
    OutboxBackend().send_messages([ClinicMail(hilltop, "Another clinic's", "three", "c@example.org")])
    OutboxBackend().send_messages([EmailMessage("Your code", "four", to=["d@example.org"])])
    assert [(mail.subject, mail.to, mail.body) for mail in sent_mails(riverside)] == [
        ("Second", ("b@example.org",), "two"),
        ("First", ("a@example.org",), "one"),
    ]
    assert [mail.subject for mail in sent_mails(riverside, limit=1)] == ["Second"]
    assert "Your code" in capsys.readouterr().out
    assert len([json.loads(path.read_text()) for path in settings.OUTBOX.iterdir()]) == 4
