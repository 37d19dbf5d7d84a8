"""A whole record in words, to be frozen: what a report would say of all of the care, every signed note in full, and all
that stands on the chart's time line. What nobody said and nobody measured is not in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from unbrace.clinic.notes.queries import notes_of
from unbrace.clinic.patients.queries import today_of
from unbrace.clinic.reports.chart import Wanted, chart_page
from unbrace.clinic.reports.kinds import MOST_DAYS
from unbrace.clinic.reports.queries import unkept_draft
from unbrace.portal.therapist.pages.chart.presenter import line_of
from unbrace.portal.therapist.pages.notes.form import lines_of
from unbrace.portal.therapist.pages.reports.compose import compose

if TYPE_CHECKING:
    from unbrace.clinic.accounts.models import User
    from unbrace.clinic.patients.models import Patient

#: More than anybody's care has had so far; what is older is said to be left out.
MOST_LINES: Final = 5000
NOTE_PARTS: Final = (
    ("subjective", "What they said"),
    ("objective", "What was found"),
    ("assessment", "What it means"),
    ("plan", "Plan"),
)


def compose_record(patient: Patient, author: User) -> dict[str, Any]:
    """In the shape of a report, so that it is read and printed like one."""
    ends = today_of(patient)
    content = whole_record(patient, author, ends)
    foot = [f"A copy as it was on {_day(ends)}. What came in later is not in it.", *content["foot"]]
    return content | {"title": "Record on hand-over", "to": "", "foot": foot}


def whole_record(patient: Patient, reader: User, ends: date) -> dict[str, Any]:
    """Everything up to the person's own day `ends`, in sections; lengths and weights in the reader's units."""
    started = patient.started_at.astimezone(patient.user.zone).date()
    begins = max(started, ends - timedelta(days=MOST_DAYS - 1))
    content = compose(unkept_draft(reader, patient, begins, ends))
    timeline = list(_timeline(patient, reader.units))
    sections = [
        *content["sections"],
        *_notes(patient),
        *([{"title": "Time line", "lines": timeline}] if timeline else []),
    ]
    return content | {"period": f"{_day(started)} to {_day(ends)}", "sections": sections}


def _notes(patient: Patient) -> Iterator[dict[str, Any]]:
    for note in notes_of(patient):
        lines = [
            f"{title}: {words}" for field, title in NOTE_PARTS if (words := getattr(note, field).strip())
        ]
        lines += lines_of(note.codes)
        lines += [f"Amends an earlier note: {note.because}"] if note.because else []
        at = note.signed_at.astimezone(patient.user.zone).date()
        yield {
            "title": f"Note of {_day(at)}, signed by {note.author.name or note.author.email}",
            "lines": lines,
        }


def _timeline(patient: Patient, units: str) -> Iterator[str]:
    entries, more = chart_page(patient, Wanted(), MOST_LINES)
    for entry in entries:
        line, day = line_of(patient, entry, units), entry.at.astimezone(patient.user.zone).date()
        quote = f" “{line.quote}”" if line.quote else ""
        tag = f" ({line.tag})" if line.tag else ""
        yield f"{_day(day)}: {line.title}{tag}. {line.text}{quote}".replace("..", ".").strip()
    if more:
        yield f"What came before these {MOST_LINES} entries is left out."


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
