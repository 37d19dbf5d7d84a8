"""A part of a name is found among very many people without reading them all.

On PostgreSQL an index of three letters each (pg_trgm) does it. Whether a database has that extension is its owner's
affair: where it may not be made, the same search gives the same answer and takes longer. On SQLite, which is for one
clinic, everybody is read. The index is looked after following every migration, so that an extension added later counts
from the next one on.
"""

from __future__ import annotations

from typing import Any, Final

from django.db import DatabaseError, connections, transaction

#: Written as the search asks (`icontains`), else the database would not see that they are the same.
INDEXES: Final = {
    "people_by_part_of_name": "upper(name::text)",
    "people_by_part_of_address": "upper(email::text)",
}


def index_parts_of_names(using: str, **_: Any) -> None:
    """Make both indexes if they are missing and this database can have them."""
    connection = connections[using]
    if connection.vendor != "postgresql" or "accounts_user" not in connection.introspection.table_names():
        return
    try:
        with transaction.atomic(using=using), connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            for name, letters in INDEXES.items():
                cursor.execute(
                    f"CREATE INDEX IF NOT EXISTS {name} ON accounts_user USING gin (({letters}) gin_trgm_ops)"
                )
    except DatabaseError:
        return  # not installed, or not ours to install: the search reads everybody, as before
