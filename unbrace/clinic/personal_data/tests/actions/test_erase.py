"""Two weeks to change one's mind; then no table of the house knows the name any more."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps
from django.core import mail
from django.db import connection

from tests.people import also_treated_at
from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.conversations.kept_files import ready_file
from unbrace.clinic.conversations.models import Attachment, Message
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.personal_data.actions import (
    ask_for_copy,
    ask_for_erasure,
    erase,
    make_copy,
    sweep_personal_data,
    take_back_erasure,
)
from unbrace.clinic.personal_data.models import Erasure
from unbrace.clinic.personal_data.queries import copy_file, leaving_in, open_erasure_of
from unbrace.clinic.personal_data.tests.conftest import CANARY
from unbrace.clinic.programmes.models import ProgrammeVersion
from unbrace.clinic.questionnaires.models import Clearance
from unbrace.clinic.refused import NotYours, Refused

if TYPE_CHECKING:
    from tests.people import People

pytestmark = pytest.mark.django_db
TWO_WEEKS = timedelta(days=14, minutes=1)


def every_cell() -> str:
    """All that stands in the database, as text, asked of the tables themselves."""
    words: list[str] = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - a name the database gave
            words += [str(cell) for row in cursor.fetchall() for cell in row]
    return "\n".join(words)


def forgotten(user: User) -> None:
    erasure = ask_for_erasure(by=user)
    with clock.set_to(clock.now() + TWO_WEEKS):
        assert erase(erasure)
    connection.check_constraints()  # nothing that stays points to something that went


def test_after_it_her_name_and_address_are_nowhere(
    everywhere: User, django_capture_on_commit_callbacks: Any
) -> None:
    address = everywhere.email
    copy = make_copy(ask_for_copy(by=everywhere))
    picture = ready_file(Attachment.objects.get(message__patient__user=everywhere).pk)
    assert CANARY in every_cell()
    assert picture.exists()
    with django_capture_on_commit_callbacks(execute=True):
        forgotten(everywhere)
    left = every_cell()
    assert CANARY not in left
    assert address not in left
    assert not picture.exists()
    assert not copy_file(copy).exists()


def test_what_the_law_makes_the_clinic_keep_stays_under_a_number(everywhere: User, people: People) -> None:
    trail = set(AuditEntry.objects.values_list("pk", "subject_id"))
    forgotten(everywhere)
    shell = User.objects.get(pk=everywhere.pk)
    assert (shell.name, shell.is_active, shell.has_usable_password()) == ("", False, False)
    assert Patient.objects.get(pk=people.maria.pk).ended_at is not None
    versions = ProgrammeVersion.objects.filter(programme__patient=people.maria)
    assert [version.note for version in versions.order_by("number")] == ["", ""]
    assert [version.signed_by for version in versions] == [people.tom.user] * 2
    assert Clearance.objects.get(finding__screen__patient=people.maria, by=people.tom.user).reason.startswith(
        "Erased"
    )
    assert trail <= set(AuditEntry.objects.values_list("pk", "subject_id"))
    assert AuditEntry.objects.filter(deed="personal_data.erase").exists()
    assert not Message.objects.filter(patient=people.maria).exists()


def test_everybody_else_keeps_everything(everywhere: User, people: People) -> None:
    before = {model: set(model._base_manager.values_list("pk", flat=True)) for model in apps.get_models()}
    forgotten(everywhere)
    for person in (people.jonas, people.victor):
        assert Patient.objects.get(pk=person.pk).ended_at is None
        assert User.objects.get(pk=person.user.pk).name
    gone = {
        m._meta.label
        for m, keys in before.items()
        if set(m._base_manager.values_list("pk", flat=True)) < keys
    }
    assert "care_teams.Membership" not in gone
    assert "audit.AuditEntry" not in gone


def test_the_address_is_free_again(everywhere: User) -> None:
    address = everywhere.email
    forgotten(everywhere)
    assert User.objects.create_user(address).pk != everywhere.pk


def test_for_two_weeks_nothing_goes_and_it_can_be_taken_back(everywhere: User, people: People) -> None:
    erasure = ask_for_erasure(by=everywhere)
    assert ask_for_erasure(by=everywhere) == erasure
    assert leaving_in(people.riverside) == {people.maria.pk: erasure.due_at}
    assert leaving_in(people.hilltop) == {}
    with clock.set_to(clock.now() + timedelta(days=13)):
        assert not erase(erasure)
        take_back_erasure(by=everywhere, erasure=erasure)
    with clock.set_to(clock.now() + TWO_WEEKS):
        assert sweep_personal_data() == 0
    assert User.objects.get(pk=everywhere.pk).name
    assert open_erasure_of(everywhere) is None
    assert ask_for_erasure(by=everywhere) != erasure


def test_the_sweep_carries_it_out_once(everywhere: User) -> None:
    erasure = ask_for_erasure(by=everywhere)
    with clock.set_to(clock.now() + TWO_WEEKS):
        with pytest.raises(Refused):
            take_back_erasure(by=everywhere, erasure=erasure)
        assert [sweep_personal_data(), sweep_personal_data()] == [1, 0]
    assert Erasure.objects.get(pk=erasure.pk).done_at is not None


def test_she_and_her_therapist_are_told_the_day_and_no_more(
    everywhere: User, people: People, django_capture_on_commit_callbacks: Any, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with django_capture_on_commit_callbacks(execute=True):
        ask_for_erasure(by=everywhere)
    assert [letter.to for letter in mail.outbox] == [[everywhere.email], [people.tom.user.email]]
    assert CANARY not in mail.outbox[1].body
    assert all(CANARY not in letter.subject for letter in mail.outbox)


def test_all_clinics_that_treat_her_forget_her(everywhere: User, people: People) -> None:
    other = also_treated_at(people.maria, people.ines)
    forgotten(everywhere)
    assert Patient.objects.get(pk=other.pk).ended_at is not None
    assert CANARY not in every_cell()


def test_who_works_in_a_clinic_asks_there_first(people: People) -> None:
    with pytest.raises(Refused, match="work in a clinic"):
        ask_for_erasure(by=people.tom.user)


def test_nobody_takes_back_anothers_wish(everywhere: User, people: People) -> None:
    erasure = ask_for_erasure(by=everywhere)
    for stranger in (*people.strangers.values(), people.tom.user):
        with pytest.raises(NotYours):
            take_back_erasure(by=stranger, erasure=erasure)
