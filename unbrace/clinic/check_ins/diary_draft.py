"""One diary entry as it comes in, from a form or from a device that was offline. Pure: no clock, no database."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from unbrace.clinic.reading import Reader

SCHEMA: Final = "unbrace.diary-entry/2"
#: Entries that wait on a device since before each named the care it was written under.
WITHOUT_CARE: Final = "unbrace.diary-entry/1"
MOST_BYTES: Final = 20_000
TEN_YEARS_S: Final = 10 * 366 * 86_400.0
#: Field → highest answer. Lowest is 0, and 0 is an answer.
WHOLE: Final = {"sleep_hours": 24, "sleep_quality": 10, "stress": 10, "active_minutes": 1440, "mood": 10}


@dataclass(frozen=True)
class DiaryDraft:
    """What was said. None and empty: not asked. `written_at` is by the device's own clock."""

    key: UUID
    written_at: datetime
    time_zone: str
    replaces: UUID | None = None
    pains: Mapping[str, int] = field(default_factory=dict)
    sleep_hours: int | None = None
    sleep_quality: int | None = None
    stress: int | None = None
    active_minutes: int | None = None
    mood: int | None = None
    medication: str = ""
    note: str = ""
    clock_offset_s: float = 0.0

    @property
    def says_nothing(self) -> bool:
        """Whether every question was left out."""
        numbers = [getattr(self, name) for name in WHOLE]
        return not self.pains and not self.medication and not self.note and set(numbers) == {None}

    @property
    def body_hash(self) -> str:
        """Tells a repeated sending from another entry under the same key. The clock's offset is measured anew each time
        and a form has no clock of its own, so neither belongs to it."""
        said = asdict(self)
        for of_the_clock in ("clock_offset_s", "written_at", "time_zone"):
            del said[of_the_clock]
        text = json.dumps(said, sort_keys=True, default=str, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Arrived:
    """`owner` is the mark of whose it is; `care` the id of the care it was written under, None where it names none."""

    owner: str
    care: UUID | None
    draft: DiaryDraft


def parse_diary(body: Any) -> Arrived:
    """What a device sent, or `Refused` with the field at fault and what would be taken."""
    reader = Reader(body)
    schema = reader.choice("schema", [SCHEMA, WITHOUT_CARE])
    known = (
        "schema", "key", "owner", "replaces", "written_at", "time_zone", "device_clock_offset_s", "pains",
        *WHOLE, "medication", "note",
    )  # fmt: skip
    reader.only(*known, *(["care"] if schema == SCHEMA else []))
    pains = reader.inner("pains")
    draft = DiaryDraft(
        key=reader.uuid("key"),
        written_at=reader.moment("written_at"),
        time_zone=reader.text("time_zone", 64),
        replaces=None if reader.raw("replaces") is None else reader.uuid("replaces"),
        pains={area: pains.whole(area, 0, 10) for area in reader.raw("pains")},
        medication=_words(reader, "medication", 8),
        note=_words(reader, "note", 1000),
        clock_offset_s=reader.number("device_clock_offset_s", -TEN_YEARS_S, TEN_YEARS_S),
        **{name: reader.whole_or_none(name, 0, highest) for name, highest in WHOLE.items()},
    )
    return Arrived(reader.text("owner"), reader.uuid("care") if schema == SCHEMA else None, draft)


def _words(reader: Reader, name: str, longest: int) -> str:
    return "" if reader.raw(name) == "" else reader.text(name, longest).strip()
