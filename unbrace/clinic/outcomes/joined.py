"""Many small values of one group as one text: one row a person from the database, however much they did.

`STRING_AGG` on PostgreSQL, `GROUP_CONCAT` on SQLite; the order of the parts is left open, so each part says its own
place.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Aggregate, TextField
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast


class Joined(Aggregate):
    """Values parted by commas. They must hold none themselves: days and numbers."""

    function = "GROUP_CONCAT"
    name = "Joined"
    allow_distinct = True
    output_field = TextField()

    def __init__(self, value: Combinable | str, **extra: Any) -> None:
        super().__init__(Cast(value, TextField()), **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        template = "STRING_AGG(%(distinct)s%(expressions)s, ',')"
        return self.as_sql(compiler, connection, template=template, **extra)


def parts_of(joined: str | None) -> list[str]:
    return joined.split(",") if joined else []
