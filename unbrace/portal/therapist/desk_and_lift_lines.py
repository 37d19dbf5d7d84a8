"""What somebody did at their desk and with a lift of their own, as lines of a chart."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from django.urls import reverse

from unbrace.clinic.desks.queries import desk_texts
from unbrace.clinic.lifts.queries import Step
from unbrace.portal.lift_words import step_words
from unbrace.portal.ui.chart_line.chart_line import ChartLine

if TYPE_CHECKING:
    from unbrace.clinic.patients.models import Patient
    from unbrace.clinic.reports.chart import Entry

STATES: Final = {
    "offered": "not begun",
    "doing": "being tried",
    "kept": "kept",
    "undone": "taken back",
    "declined": "not for them",
}
ENDS: Final = {
    "kept": "Change at the desk kept",
    "undone": "Change at the desk taken back",
    "declined": "Change at the desk not begun",
}


def change_title(change: str) -> str:
    """As the content calls it; one that is not on the shelf any more keeps its id."""
    texts = desk_texts().texts
    return texts[change].title if change in texts else change


def signed_step(entry: Entry) -> tuple[Step, str, str]:
    """What a step asks for, of which lift it is, and who signed it."""
    load, height, lift, by = entry.more.split(":", 3)
    return Step(float(load), float(height), entry.second or 0), lift, by


def of_ten(what: str, value: int | None) -> str:
    """0 is an answer; None was skipped."""
    return f"{what} not said." if value is None else f"{what} {value} of 10."


def _desk(patient: Patient, entry: Entry, when: str, units: str) -> ChartLine:
    tag = "with a picture" if entry.second else ""
    return ChartLine(when, "Desk measured", of_ten("Bothers", entry.first), url=_to(patient, "desk"), tag=tag)


def _change(patient: Patient, entry: Entry, when: str, units: str) -> ChartLine:
    change, state, by = entry.more.split(":", 2)
    text = f"{change_title(change)}. {of_ten('Bothered before', entry.first)}"
    title = f"Change at the desk proposed by {by}" if by else "Change at the desk proposed"
    return ChartLine(
        when, title, text, entry.words, _to(patient, "desk"), STATES[state], "sun" if state == "doing" else ""
    )


def _change_end(patient: Patient, entry: Entry, when: str, units: str) -> ChartLine:
    change, state = entry.more.split(":")
    return ChartLine(when, ENDS[state], f"{change_title(change)}.", url=_to(patient, "desk"))


def _look(patient: Patient, entry: Entry, when: str, units: str) -> ChartLine:
    after = "A day after" if entry.second == 1 else "A week after"
    text = f"{change_title(entry.more)}. {of_ten('Bothers', entry.first)}"
    return ChartLine(when, f"{after} a change at the desk", text, url=_to(patient, "desk"))


def _task(patient: Patient, entry: Entry, when: str, units: str) -> ChartLine:
    load, height, _ = entry.more.split(":")
    goal = step_words(Step(float(load), float(height), entry.first or 0), units)
    return ChartLine(when, "Own lift told", f"{goal}.", entry.words, _to(patient, "lift"))


def _task_end(patient: Patient, entry: Entry, when: str, units: str) -> ChartLine:
    return ChartLine(when, "Own lift ended", "", entry.words, _to(patient, "lift"))


def _rating(patient: Patient, entry: Entry, when: str, units: str) -> ChartLine:
    text = f"{of_ten('Hurts', entry.first)} {of_ten('Worries', entry.second)}"
    return ChartLine(when, "Own lift rated", text, url=_to(patient, "lift"))


def _step(patient: Patient, entry: Entry, when: str, units: str) -> ChartLine:
    step, _, by = signed_step(entry)
    text = f"{step_words(step, units)}.{f' Signed by {by}.' if by else ' Signed.'}"
    return ChartLine(
        when,
        f"Step {entry.first} of the own lift",
        text,
        entry.words,
        _to(patient, "lift"),
        "own lift",
        "mist",
    )


def _try(patient: Patient, entry: Entry, when: str, units: str) -> ChartLine:
    spread, under, number = entry.more.split(":")
    title, url = f"Step {number} tried", _to(patient, "lift")
    times = "1 time" if entry.first == 1 else f"{entry.first} times"
    text = f"{times}. {of_ten('Pain before', entry.second)} {of_ten('At its worst', entry.third)}"
    if spread == "1":
        return ChartLine(when, title, text, "", url, "went further down, or newly numb", "clay")
    if under:
        return ChartLine(when, title, text, "", url, "came in while stopped for safety", "sun")
    return ChartLine(when, title, text, "", url)


def _day_after(patient: Patient, entry: Entry, when: str, units: str) -> ChartLine:
    return ChartLine(when, "The day after a lift", of_ten("Pain", entry.first), url=_to(patient, "lift"))


MEASURED: Final[dict[str, Callable[[Patient, Entry, str, str], ChartLine]]] = {
    "desk": _desk,
    "deskchange": _change,
    "deskend": _change_end,
    "desklook": _look,
    "task": _task,
    "taskend": _task_end,
    "taskrating": _rating,
    "step": _step,
    "try": _try,
    "dayafter": _day_after,
}


def _to(patient: Patient, page: str) -> str:
    return reverse(f"therapist:{page}", args=[patient.pk])
