"""Rows that are written once: refused in Python for the programmer, and in the database for everything else."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from tests.people import People, sign, sit
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.audit.append_only import AppendOnly, WrittenOnce
from unbrace.clinic.audit.models import AuditEntry

TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgrelid = %s::regclass",
}


def test_an_entry_keeps_who_did_what_to_whom(people: People) -> None:
    entry = write_down(
        by=people.tom.user, deed="tests.look", subject=people.maria, clinic_id=people.riverside.pk, n=3
    )
    assert (entry.by, entry.deed, entry.subject_kind) == (people.tom.user, "tests.look", "patients.Patient")
    assert (entry.subject_id, entry.details) == (str(people.maria.pk), {"n": 3})


def test_an_entry_is_lost_with_the_deed_it_speaks_of(people: People) -> None:
    with transaction.atomic():
        write_down(by=people.tom.user, deed="tests.look", subject=people.maria)
        transaction.set_rollback(True)
    assert not AuditEntry.objects.filter(deed="tests.look").exists()


def test_the_model_refuses_to_change_or_delete(people: People) -> None:
    entry = write_down(by=None, deed="tests.look", subject=people.maria)
    entry.deed = "tests.never"
    for attempt in (
        entry.save,
        entry.delete,
        lambda: AuditEntry.objects.update(deed=""),
        AuditEntry.objects.all().delete,
    ):
        with pytest.raises(WrittenOnce):
            attempt()


def test_every_append_only_table_refuses_an_update_by_sql(people: People) -> None:
    session = sit(people.maria, sign(people, people.maria))
    guarded = [model for model in apps.get_models() if issubclass(model, AppendOnly)]
    assert len(guarded) >= 8
    for model in guarded:
        table = model._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(TRIGGERS[connection.vendor], [table])
            assert cursor.fetchone(), f"{table} has no trigger"
    performed = session.exercises.get()
    with (
        pytest.raises(DatabaseError, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "UPDATE exercise_sessions_exerciseperformed SET pain = 9 WHERE id = %s", [performed.pk.hex]
        )


def test_no_name_and_no_answer_reaches_the_audit(people: People) -> None:
    sit(people.maria, sign(people, people.maria), pain=7, pain_before=6)
    written = " ".join(str(entry.details) + entry.deed for entry in AuditEntry.objects.all())
    assert "maria" not in written.lower()
    assert not {"pain", "effort"} & {key for entry in AuditEntry.objects.all() for key in entry.details}
