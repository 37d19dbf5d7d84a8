"""Reading JSON from outside, one value at a time, each with a bound. Pure: no clock, no database.

Every function takes the mapping, the field and the bounds, and gives the value or raises `Refused` with the field's
full name and a sentence that says what would be taken.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from math import isfinite
from typing import Any
from uuid import UUID

from unbrace.clinic.refused import Refused


class Reader:
    """One JSON object and where it was found."""

    def __init__(self, data: Any, where: str = "") -> None:
        if not isinstance(data, Mapping):
            raise Refused("Send a JSON object here.", field=where or "body")
        self._data, self._where = data, where

    def name(self, field: str) -> str:
        return f"{self._where}.{field}" if self._where else field

    def only(self, *fields: str) -> None:
        """Refuse what nobody knows: a field that is not read would be lost without a word."""
        for field in self._data:
            if field not in fields:
                raise Refused("This field is not known. Leave it out.", field=self.name(str(field)[:40]))

    def raw(self, field: str) -> Any:
        if field not in self._data:
            raise Refused("This field is missing. Send it.", field=self.name(field))
        return self._data[field]

    def text(self, field: str, longest: int = 80) -> str:
        value = self.raw(field)
        if not _is_text(value, longest) or not value:
            raise Refused(f"Send a text of 1 to {longest} characters.", field=self.name(field))
        return str(value)

    def choice(self, field: str, choices: Sequence[str]) -> str:
        value = self.raw(field)
        if not isinstance(value, str) or value not in choices:
            raise Refused(f"Send one of: {', '.join(choices)}.", field=self.name(field))
        return value

    def flag(self, field: str) -> bool:
        value = self.raw(field)
        if not isinstance(value, bool):
            raise Refused("Send true or false.", field=self.name(field))
        return value

    def whole(self, field: str, lowest: int, highest: int) -> int:
        value = self.raw(field)
        if isinstance(value, bool) or not isinstance(value, int) or not lowest <= value <= highest:
            raise Refused(f"Send a whole number from {lowest} to {highest}.", field=self.name(field))
        return value

    def whole_or_none(self, field: str, lowest: int, highest: int) -> int | None:
        """None means not asked. 0 is an answer and stays 0."""
        return None if self.raw(field) is None else self.whole(field, lowest, highest)

    def number(self, field: str, lowest: float, highest: float) -> float:
        value = self.raw(field)
        plain = isinstance(value, int | float) and not isinstance(value, bool)
        if not plain or not _finite(value) or not lowest <= value <= highest:
            raise Refused(f"Send a number from {lowest:g} to {highest:g}.", field=self.name(field))
        return float(value)

    def number_or_none(self, field: str, lowest: float, highest: float) -> float | None:
        return None if self.raw(field) is None else self.number(field, lowest, highest)

    def uuid(self, field: str) -> UUID:
        try:
            return UUID(self.text(field, 36))
        except ValueError as error:
            raise Refused("Send a UUID.", field=self.name(field)) from error

    def moment(self, field: str) -> datetime:
        remedy = "Send a time with its offset, like 2026-11-23T10:00:00+01:00."
        try:
            value = datetime.fromisoformat(self.text(field, 40))
        except ValueError as error:
            raise Refused(remedy, field=self.name(field)) from error
        if value.tzinfo is None or not 2000 <= value.year <= 2200:
            raise Refused(remedy, field=self.name(field))
        return value

    def items(self, field: str, most: int, least: int = 0) -> list[Reader]:
        """The objects of a list."""
        return [Reader(item, self.item(field, i)) for i, item in enumerate(self._list(field, most, least))]

    def words(self, field: str, most: int) -> list[str]:
        values = self._list(field, most, 0)
        if not all(_is_text(value, 80) for value in values):
            raise Refused("Send a list of short texts.", field=self.name(field))
        return values

    def inner(self, field: str) -> Reader:
        return Reader(self.raw(field), self.name(field))

    def item(self, field: str, index: int) -> str:
        return f"{self.name(field)}[{index}]"

    def _list(self, field: str, most: int, least: int) -> list[Any]:
        value = self.raw(field)
        if not isinstance(value, list) or not least <= len(value) <= most:
            raise Refused(f"Send a list of {least} to {most} entries.", field=self.name(field))
        return value


def _finite(value: float) -> bool:
    try:
        return isfinite(value)
    except OverflowError:  # a whole number too large for a float
        return False


def _is_text(value: Any, longest: int) -> bool:
    """Text that can be kept: JSON can spell half a character, which no database and no file takes, and a NUL."""
    if not isinstance(value, str) or len(value) > longest or "\x00" in value:
        return False
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True
