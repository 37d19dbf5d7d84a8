"""Rows that are written once and never changed: audit entries, signed programmes, what was done, corrections.

The rule is kept twice. The model refuses an update or a deletion in Python, with a message for the programmer; a
trigger refuses an update in the database, for everything that goes around the model. Triggers are (re)installed after
every migration, because SQLite drops them whenever it rebuilds a table. Deletion is not refused by trigger: erasing
an account is a duty, and it has to be able to reach its rows.
"""

from __future__ import annotations

from typing import Any, NoReturn, TypeVar

from django.apps import AppConfig, apps
from django.db import connections, models

Row = TypeVar("Row", bound=models.Model)


class WrittenOnce(TypeError):
    """A programmer's mistake: rows of this kind are added, never changed."""


class AppendOnlyQuerySet(models.QuerySet[Row]):
    def update(self, **kwargs: Any) -> NoReturn:
        raise WrittenOnce(f"{self.model.__name__} rows are never changed; add a new row.")

    def delete(self) -> NoReturn:
        raise WrittenOnce(f"{self.model.__name__} rows are never deleted.")


class AppendOnly(models.Model):
    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise WrittenOnce(f"{type(self).__name__} rows are never changed; add a new row.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise WrittenOnce(f"{type(self).__name__} rows are never deleted.")


def guard_tables(sender: AppConfig, using: str, **_: Any) -> None:
    """Install the triggers for the append-only models of the app that has just been migrated."""
    connection = connections[using]
    present = connection.introspection.table_names()
    for model in apps.get_app_config(sender.label).get_models():
        table = model._meta.db_table
        if issubclass(model, AppendOnly) and table in present:
            with connection.cursor() as cursor:
                for statement in _statements(connection.vendor, table):
                    cursor.execute(statement)


def _statements(vendor: str, table: str) -> list[str]:
    if vendor == "sqlite":
        return [
            f'CREATE TRIGGER IF NOT EXISTS "{table}_written_once" BEFORE UPDATE ON "{table}" '
            f"BEGIN SELECT RAISE(ABORT, '{table}: rows are never changed'); END"
        ]
    if vendor == "postgresql":
        return [
            "CREATE OR REPLACE FUNCTION unbrace_written_once() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION '%: rows are never changed', TG_TABLE_NAME; END $$",
            f'DROP TRIGGER IF EXISTS "{table}_written_once" ON "{table}"',
            f'CREATE TRIGGER "{table}_written_once" BEFORE UPDATE ON "{table}" '
            "FOR EACH ROW EXECUTE FUNCTION unbrace_written_once()",
        ]
    return []
