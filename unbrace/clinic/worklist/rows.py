"""The work-list: one row for each person, the most pressing reason first; what was set aside stays away until something
new comes in. A therapist thinks in persons, so several reasons of one person are one row.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from unbrace.clinic.care_teams.models import Clinic, Membership
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.programmes.models import ProgrammeVersion
from unbrace.clinic.worklist.looking import Looking
from unbrace.clinic.worklist.models import SetAside
from unbrace.clinic.worklist.reasons import PLACES, REASONS, Ends, Found

#: "Done" is a word about now: what still stands after four weeks comes back by itself.
DONE_HOLDS: Final = timedelta(days=28)
#: A safety row that a colleague has not dealt with by then is on the giver's own list again as well.
SAFETY_HANDED_FOR: Final = timedelta(hours=24)
UNDO_FOR: Final = timedelta(minutes=15)
A_PAGE: Final = 50
BY_ID: Final = {reason.id: reason for reason in REASONS}


@dataclass(frozen=True)
class PersonRow:
    """One person: why (most pressing first), whom they were handed to, and how they were set aside. `whole` are the
    marks of everything, what was done included; `version` is the programme as it is now."""

    patient: Any
    found: tuple[Found, ...]
    handed: SetAside | None = None
    aside: SetAside | None = None
    version: ProgrammeVersion | None = None
    whole: frozenset[str] = frozenset()

    @property
    def place(self) -> tuple[int, float, datetime, str]:
        """Where it stands on the list; no two rows have the same."""
        first = self.found[0]
        return (PLACES[first.reason], -first.weight, first.since, str(self.patient.pk))

    @property
    def since(self) -> datetime:
        return min(one.since for one in self.found)

    @property
    def marks(self) -> frozenset[str]:
        return frozenset[str]().union(*(one.marks for one in self.found))

    @property
    def digest(self) -> str:
        """Another one whenever there is something else to see."""
        handed = str(self.handed.pk) if self.handed else ""
        return hashlib.sha256("\n".join([*sorted(self.whole | self.marks), handed]).encode()).hexdigest()[:16]

    @property
    def is_safety(self) -> bool:
        return any(BY_ID[one.reason].ends is Ends.CLEARED for one in self.found)

    @property
    def to_look_at(self) -> tuple[Found, ...]:
        """What "done" may end: nothing that waits for a clearing or a decision."""
        return tuple(one for one in self.found if BY_ID[one.reason].ends is Ends.LOOKED_AT)


@dataclass(frozen=True)
class Worklist:
    """`rows` are on the list, in order; `away` were set aside and have nothing new; `asides` are what stands of all
    that was set aside."""

    rows: tuple[PersonRow, ...]
    away: tuple[PersonRow, ...]
    now: datetime
    asides: tuple[SetAside, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many people are listed for each reason, in published order."""
        found = Counter(reason for row in self.rows for reason in {one.reason for one in row.found})
        return {reason.id: found[reason.id] for reason in REASONS if found[reason.id]}

    def for_reason(self, reason: str) -> tuple[PersonRow, ...]:
        return tuple(row for row in self.rows if any(one.reason == reason for one in row.found))

    def last_set_aside_of(self, user_id: Any) -> SetAside | None:
        """What this therapist set aside last, while it is fresh: what "undo" undoes."""
        own = [one for one in self.asides if one.by_id == user_id and self.now - one.at < UNDO_FOR]
        return max(own, key=lambda one: one.at, default=None)

    @property
    def digest(self) -> str:
        """For the quiet look whether anything is new; "since" grows by a day at midnight."""
        whole = [
            f"{self.now:%Y-%m-%d}",
            *(f"{row.patient.pk}{row.digest}" for row in self.rows),
            str(len(self.away)),
        ]
        return hashlib.sha256("\n".join(whole).encode()).hexdigest()[:24]


def people_to_look_at(clinic: Clinic, whose: Membership | None = None) -> Worklist:
    """Everybody in this clinic who could use a look; of `whose` only their own and those handed over to them."""
    return _listed(Looking(clinic, whose))


def row_of_person(patient: Patient) -> PersonRow | None:
    """What is on this person's row now, set aside or not."""
    looking = Looking(patient.clinic, only=patient)
    found = _found(looking).get(patient.pk)
    return (
        PersonRow(looking.people[patient.pk], found, **_done_about(looking, patient.pk, found))
        if found
        else None
    )


def next_page(
    rows: Sequence[PersonRow], after: str = "", size: int = A_PAGE
) -> tuple[tuple[PersonRow, ...], str]:
    """At most `size` rows after a place, and the place to go on from; "" at the end. A place stays what it is when
    rows before it come or go, so nobody is left out or shown twice."""
    left = [row for row in rows if not after or _key(row) > after]
    page = tuple(left[:size])
    return page, _key(page[-1]) if len(left) > len(page) else ""


def _key(row: PersonRow) -> str:
    """The place as text that sorts in the same order."""
    place, weight, since, patient = row.place
    return f"{place:02d}.{weight + 1e6:012.3f}.{since.timestamp():020.6f}.{patient}"


def _listed(looking: Looking) -> Worklist:
    rows, away = [], []
    for patient, found in _found(looking).items():
        row = PersonRow(looking.people[patient], found, **_done_about(looking, patient, found))
        shown = _shown(looking, row)
        if shown is None or (not shown.found and _gave_away(looking, row)):
            away.append(row)
        elif shown.found:
            rows.append(shown)
    return Worklist(
        tuple(sorted(rows, key=lambda row: row.place)),
        tuple(sorted(away, key=lambda row: row.place)),
        looking.now,
        tuple(one for kinds in looking.asides.values() for one in kinds.values()),
    )


def _gave_away(looking: Looking, row: PersonRow) -> bool:
    """Whether the one who looks handed it over themselves: they can find it again, and take it back."""
    return row.handed is not None and looking.whose is not None and row.handed.by_id == looking.whose.user_id


def _found(looking: Looking) -> dict[UUID, tuple[Found, ...]]:
    by_person: dict[UUID, list[Found]] = defaultdict(list)
    for reason in REASONS:
        for one in reason.find(looking):
            by_person[one.patient].append(one)
    return {patient: tuple(found) for patient, found in by_person.items()}


def _done_about(looking: Looking, patient: UUID, found: Iterable[Found]) -> dict[str, Any]:
    """What of it still counts: a hand-over while something of what was handed stands and the colleague works here; the
    newest of snoozed and done."""
    kinds, marks = looking.asides.get(patient, {}), frozenset[str]().union(*(one.marks for one in found))
    handed = kinds.get("handed")
    if handed is not None and (
        handed.to is None or handed.to.ended_at is not None or not marks & set(handed.seen)
    ):
        handed = None
    rest = [one for name, one in kinds.items() if name != "handed"]
    return {
        "handed": handed,
        "aside": max(rest, key=lambda one: one.at, default=None),
        "version": looking.versions.get(patient),
    }


def _shown(looking: Looking, row: PersonRow) -> PersonRow | None:
    """The row as it stands on this list. None: set aside. Without reasons: on somebody else's list."""
    if not _is_on_this_list(looking, row):
        return PersonRow(row.patient, ())
    snoozed = _kind(looking, row, "snoozed")
    if snoozed is not None and not row.is_safety and _holds(looking, row, snoozed):
        return None
    done = _kind(looking, row, "done")
    left = row.found
    if done is not None and looking.now - done.at < DONE_HOLDS:
        left = tuple(one for one in row.found if one not in row.to_look_at or not one.marks <= set(done.seen))
    return replace(row, found=left, whole=row.marks) if left else None


def _kind(looking: Looking, row: PersonRow, kind: str) -> SetAside | None:
    """Not what was put aside before it was handed over: the colleague shall see it."""
    found = looking.asides.get(row.patient.pk, {}).get(kind)
    return found if found and (row.handed is None or found.at > row.handed.at) else None


def _holds(looking: Looking, row: PersonRow, snoozed: SetAside) -> bool:
    """Until its day, where the person who looks lives, and only while nothing new has come in."""
    today = looking.now.astimezone(snoozed.by.zone).date()
    return snoozed.until is not None and today < snoozed.until and row.marks <= set(snoozed.seen)


def _is_on_this_list(looking: Looking, row: PersonRow) -> bool:
    """Whether the one who looks has to look: at a colleague's hand-over; at one's own, but for what a colleague has."""
    if looking.whose is None:
        return True
    if row.handed is not None and row.handed.to_id == looking.whose.pk:
        return True
    if row.patient.looked_after_by not in (None, looking.whose):
        return False
    if row.handed is None:
        return True
    overdue = row.is_safety and looking.now - row.handed.at > SAFETY_HANDED_FOR
    return overdue or not row.marks <= set(row.handed.seen)
