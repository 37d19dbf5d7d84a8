"""A chart in words: one line for each thing that happened, by the person's own day."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.urls import reverse

from unbrace.clinic.reports.chart import days_of
from unbrace.portal.diary_words import PLACES
from unbrace.portal.safety_words import LEVEL_WORDS
from unbrace.portal.therapist.desk_and_lift_lines import MEASURED
from unbrace.portal.therapist.measured_words import result_words, test_title
from unbrace.portal.ui.chart_line.chart_line import ChartLine
from unbrace.rehab.red_flags import Urgency

if TYPE_CHECKING:
    from unbrace.clinic.patients.models import Patient
    from unbrace.clinic.reports.chart import Entry

OCCASION_WORDS: Final = {
    "ONB": "before the first plan",
    "CHK": "with a check-in",
    "FLR": "with a flare-up",
    "PRE": "before a session",
    "PSS": "after a session",
}
GOAL_WORDS: Final = {
    "set": "put in words, {rating} of 10",
    "rated": "rated {rating} of 10",
    "reached": "reached",
    "reopened": "not reached after all",
}
KIND_WORDS: Final = {"first": "First visit", "follow_up": "Visit"}
PLACE_WORDS: Final = {"video": "by video", "in_person": "in person"}
VISIT_WORDS: Final = {"": "", "kept": "kept", "late": "began late", "no_show": "did not come"}


@dataclass(frozen=True)
class ChartDay:
    day: date
    lines: tuple[ChartLine, ...]


def present(patient: Patient, entries: Sequence[Entry], units: str) -> tuple[ChartDay, ...]:
    """The entries by day, newest first; lengths and weights in the reader's `units`."""
    return tuple(
        ChartDay(day, tuple(line_of(patient, entry, units) for entry in found))
        for day, found in days_of(entries, patient)
    )


def line_of(patient: Patient, entry: Entry, units: str) -> ChartLine:
    when = f"{entry.at.astimezone(patient.user.zone):%H:%M}"
    if entry.source in MEASURED:
        return MEASURED[entry.source](patient, entry, when, units)
    return LINES[entry.source](patient, entry, when)


def _session(patient: Patient, entry: Entry, when: str) -> ChartLine:
    done = f"{count(entry.second or 0, 'exercise')} done{_left_out(entry.third or 0)}."
    text = f"{done} {_pain('Pain before', entry.first)}"
    stopped = bool(entry.more)
    return ChartLine(
        when,
        "Exercise session",
        text,
        url=_to(patient, "replay", entry.key),
        tag="came in while stopped for safety" if stopped else "",
        tone="sun" if stopped else "",
    )


def _left_out(skipped: int) -> str:
    return f", {skipped} left out" if skipped else ""


def _morning(patient: Patient, entry: Entry, when: str) -> ChartLine:
    return ChartLine(when, "The morning after a session", _pain("Pain", entry.first))


def _check_in(patient: Patient, entry: Entry, when: str) -> ChartLine:
    nights = "" if entry.third is None else f" {count(entry.third, 'short or poor night')}."
    text = f"{_pain('Pain on average', entry.first)} {_pain('At its worst', entry.second)}{nights}"
    return ChartLine(when, "Weekly check-in", text)


def _diary(patient: Patient, entry: Entry, when: str) -> ChartLine:
    said = [
        f"{PLACES[area].lower() if area in PLACES else area} {pain}"
        for area, pain in json.loads(entry.words or "{}").items()
    ]
    parts = [f"Pain: {', '.join(said)} of 10." if said else "Pain not said."]
    parts += [f"Stress {entry.first} of 10."] if entry.first is not None else []
    parts += [f"{count(entry.second, 'hour')} of sleep."] if entry.second is not None else []
    return ChartLine(when, "Diary", " ".join(parts), entry.more)


def _voice_note(patient: Patient, entry: Entry, when: str) -> ChartLine:
    return ChartLine(when, "Voice note", url=_to(patient, "patient") + "#voices")


def _questionnaire(patient: Patient, entry: Entry, when: str) -> ChartLine:
    scores = [_score(one) for one in json.loads(entry.words or "[]")]
    return ChartLine(when, "Questionnaires answered", "; ".join(scores) + "." if scores else "No score.")


def _score(one: dict[str, Any]) -> str:
    """ "Numeric pain rating (0-10), worst: 6"."""
    _, _, variant = one["measure"].partition(":")
    title = f"{one['title']}, {variant}" if variant else one["title"]
    return f"{title}: {one['value']:g}{' (not validated)' if one['not_validated'] else ''}"


def _goal(patient: Patient, entry: Entry, when: str) -> ChartLine:
    words = GOAL_WORDS.get(entry.more, entry.more).format(rating=entry.first)
    return ChartLine(when, f"Own goal {entry.second}", f"{words[:1].upper()}{words[1:]}.", entry.words)


def _note(patient: Patient, entry: Entry, when: str) -> ChartLine:
    return ChartLine(
        when,
        f"Note by {entry.more}" if entry.more else "Note",
        quote=entry.words,
        url=_to(patient, "note", entry.key),
        tag="amends an earlier one" if entry.first else "",
    )


def _version(patient: Patient, entry: Entry, when: str) -> ChartLine:
    return ChartLine(
        when,
        f"Programme, version {entry.first}",
        f"Signed by {entry.more}." if entry.more else "Signed.",
        entry.words,
        _to(patient, "version", entry.key),
        "programme",
        "mist",
    )


def _staying_well(patient: Patient, entry: Entry, when: str) -> ChartLine:
    text = f"Signed by {entry.more}." if entry.more else ""
    return ChartLine(when, "Staying well began", text, url=_to(patient, "staying_well"), tone="mist")


def _message(patient: Patient, entry: Entry, when: str) -> ChartLine:
    title = f"Message from {patient.name}" if entry.first else f"Message by {entry.more or 'the clinic'}"
    return ChartLine(
        when,
        title,
        "Taken back." if entry.second else "",
        entry.words,
        _to(patient, "messages"),
        "picture or clip" if entry.third else "",
    )


def _moment(patient: Patient, entry: Entry, when: str) -> ChartLine:
    return ChartLine(when, "Words to a moment of a set", "", entry.words, _to(patient, "replay", entry.more))


def _flare(patient: Patient, entry: Entry, when: str) -> ChartLine:
    text = "Not rated." if entry.first is None else f"At its worst {entry.first} of 10."
    return ChartLine(when, "Flare-up began", text, tag="flare-up", tone="sun")


def _flare_end(patient: Patient, entry: Entry, when: str) -> ChartLine:
    return ChartLine(when, "Flare-up over", "What helped:" if entry.words else "", entry.words)


def _finding(patient: Patient, entry: Entry, when: str) -> ChartLine:
    level = LEVEL_WORDS[Urgency(entry.first or 0)]
    waits = bool(entry.second) and not entry.third
    occasion = OCCASION_WORDS.get(entry.more, "")
    return ChartLine(
        when,
        f"Safety questions {occasion}".rstrip(),
        f"{level}.",
        url=_to(patient, "patient") + "#safety",
        tag="waits" if waits else "cleared" if entry.third else "",
        tone="clay" if waits else "",
    )


def _clearance(patient: Patient, entry: Entry, when: str) -> ChartLine:
    by = f" by {entry.more}" if entry.more else ""
    return ChartLine(when, f"Safety answer cleared{by}", "", entry.words, _to(patient, "patient") + "#safety")


def _walk(patient: Patient, entry: Entry, when: str) -> ChartLine:
    pain = "" if entry.second is None else f" {_pain('Pain', entry.second)}"
    return ChartLine(when, "Walk", f"{count(entry.first or 0, 'minute')}.{pain}")


def _import(patient: Patient, entry: Entry, when: str) -> ChartLine:
    return ChartLine(when, "Days of a watch or telephone taken in", f"{count(entry.first or 0, 'day')}.")


def _visit(patient: Patient, entry: Entry, when: str) -> ChartLine:
    """At the hour it began; a cancelled one when it was cancelled."""
    kind, place, outcome = entry.words.split(":")
    title = f"{KIND_WORDS[kind]}, {PLACE_WORDS[place]}"
    by = patient.name if entry.second else "the clinic"
    cancelled = f"cancelled by {by}{', late' if entry.third else ''}"
    return ChartLine(
        when,
        title,
        f"With {entry.more}." if entry.more else "",
        url=reverse("therapist:visit", args=[UUID(entry.key)]),
        tag=cancelled if entry.first else VISIT_WORDS[outcome],
        tone="clay" if entry.first else "",
    )


def _test(patient: Patient, entry: Entry, when: str) -> ChartLine:
    """The main number of each side with its band; "not seen" and "not done" are results too."""
    test, outcome, why, how, assessment = entry.more.split(":")
    return ChartLine(
        when,
        test_title(test),
        result_words(json.loads(entry.words or "[]"), outcome, why, how),
        url=reverse("therapist:assessed_test", args=[patient.pk, UUID(assessment), test]),
        tag="marked by a therapist" if entry.first else "",
        tone="mist" if entry.first else "",
    )


LINES: Final[dict[str, Callable[[Patient, Entry, str], ChartLine]]] = {
    "session": _session,
    "morning": _morning,
    "checkin": _check_in,
    "diary": _diary,
    "voicenote": _voice_note,
    "questionnaire": _questionnaire,
    "goal": _goal,
    "note": _note,
    "version": _version,
    "stayingwell": _staying_well,
    "message": _message,
    "moment": _moment,
    "flare": _flare,
    "flareend": _flare_end,
    "finding": _finding,
    "clearance": _clearance,
    "walk": _walk,
    "import": _import,
    "visit": _visit,
    "test": _test,
}


def count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _pain(what: str, pain: int | None) -> str:
    """0 is an answer; None was not asked or not answered."""
    return f"{what} not said." if pain is None else f"{what} {pain} of 10."


def _to(patient: Patient, page: str, *keys: str) -> str:
    return reverse(f"therapist:{page}", args=[patient.pk, *(UUID(key) for key in keys)])
