"""The work-list in words: a card for each person, how many there are for each reason, and what was set aside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.urls import reverse
from django.utils import timezone

from unbrace.clinic.worklist.actions import MOST_AT_ONCE
from unbrace.clinic.worklist.rows import BY_ID, PersonRow, Worklist
from unbrace.portal.therapist.list_asked import Asked
from unbrace.portal.therapist.proposal_rows import row_of, since_words
from unbrace.portal.therapist.reason_rows import rows_of
from unbrace.portal.ui.person_card.person_card import Choice, PersonCard
from unbrace.portal.ui.worklist_row.worklist_row import WorklistRow

if TYPE_CHECKING:
    from unbrace.clinic.accounts.models import User
    from unbrace.clinic.care_teams.models import Membership
    from unbrace.clinic.worklist.models import SetAside

DAYS: Final = ((1, "Tomorrow"), (3, "In 3 days"), (7, "In a week"))


@dataclass(frozen=True)
class Pill:
    """One way to see the list: all, or those here for one reason."""

    words: str
    count: int
    query: str
    chosen: bool


@dataclass(frozen=True)
class AwayLine:
    """One person who was set aside: who, how, and the way back."""

    name: str
    patient_url: str
    words: str
    back_url: str


def cards(
    rows: Sequence[PersonRow], asked: Asked, now: datetime, by: User, colleagues: Iterable[Membership]
) -> tuple[PersonCard, ...]:
    """`asked`: after a deed one comes back to the list as it was looked at."""
    today = now.astimezone(by.zone).date()
    days = tuple(Choice((today + timedelta(days=n)).isoformat(), words) for n, words in DAYS)
    others = tuple(Choice(str(one.pk), one.user.name or one.user.email) for one in colleagues)
    return tuple(_card(row, asked, now, by, days, others) for row in rows)


def _card(
    row: PersonRow,
    asked: Asked,
    now: datetime,
    by: User,
    days: tuple[Choice, ...],
    others: tuple[Choice, ...],
) -> PersonCard:
    person, shown, back = row.patient.pk, rows_of(row, now), asked.query()
    names = ", ".join(dict.fromkeys(one.kind for one in shown[1:]))
    return PersonCard(
        key=str(person),
        name=row.patient.name,
        patient_url=reverse("therapist:patient", args=[person]),
        reasons=shown,
        seen=row.digest,
        more=f"{len(shown) - 1} more: {names}" if names else "",
        others_open=bool(asked.reason) and row.found[0].reason != asked.reason,
        handed=_handed_words(row.handed, now, by) if row.handed else "",
        snooze_url="" if row.is_safety else reverse("therapist:snooze", args=[person]) + back,
        done_url=reverse("therapist:done", args=[person]) + back
        if row.to_look_at and not row.is_safety
        else "",
        hand_url=reverse("therapist:hand_over", args=[person]) + back if others else "",
        days=days,
        colleagues=others,
    )


def holds_in(worklist: Worklist) -> tuple[WorklistRow, ...]:
    """Everybody's proposals on this list that keep the dose as it is, to be accepted together."""
    rows = [
        row_of(one, worklist.now, person.version)
        for person in worklist.rows
        for found in person.found
        if found.reason == "proposal"
        for one in found.subject.proposals
        if one.is_hold
    ]
    return tuple(row for row in rows if row.keeps)[:MOST_AT_ONCE]


def pills(worklist: Worklist, asked: Asked) -> tuple[Pill, ...]:
    """One for all, and one for each reason that there is; in published order."""
    whole = Pill("All", len(worklist.rows), asked.query(reason="") or "?", not asked.reason)
    return (
        whole,
        *(
            Pill(BY_ID[reason].title, count, asked.query(reason=reason), asked.reason == reason)
            for reason, count in worklist.counts.items()
        ),
    )


def away_lines(rows: Iterable[PersonRow], now: datetime, by: User) -> tuple[AwayLine, ...]:
    lines = []
    for row in rows:
        standing = [one for one in (row.handed, row.aside) if one is not None]
        newest = max(standing, key=lambda one: one.at)
        lines.append(
            AwayLine(
                row.patient.name,
                reverse("therapist:patient", args=[row.patient.pk]),
                aside_words(newest, now, by),
                reverse("therapist:bring_back", args=[newest.pk]),
            )
        )
    return tuple(lines)


def aside_words(aside: SetAside, now: datetime, by: User) -> str:
    """ "Until 19 February, by you, today: ..." """
    who = "you" if aside.by_id == by.pk else aside.by.name or aside.by.email
    if aside.until is not None:
        how = f"Until {aside.until.day} {aside.until:%B}"
    else:
        how = f"Handed over to {_name(aside, by)}" if aside.to is not None else "Done"
    line = f": {aside.line}" if aside.line else "."
    return f"{how}, by {who}, {_when(aside.at, now)}{line}"


def _handed_words(handed: SetAside, now: datetime, by: User) -> str:
    who = "you" if handed.by_id == by.pk else handed.by.name or handed.by.email
    return f"From {who} to {_name(handed, by)}, {_when(handed.at, now)}: {handed.line}"


def _name(aside: SetAside, by: User) -> str:
    if aside.to is None:
        return ""
    return "you" if aside.to.user_id == by.pk else aside.to.user.name or aside.to.user.email


def _when(moment: datetime, now: datetime) -> str:
    return f"{since_words(moment, now).removeprefix('since ')}, {timezone.localtime(moment):%H:%M}"
