"""A report in words, from what the other rooms remember: plain for the person, brief for a colleague.

Every sentence names where it comes from. What was not asked, not said or not measured is not in it; a number of the
camera carries how far off it may be. Nothing is judged here: what it means, the therapist writes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from unbrace.clinic.check_ins.queries import own_goals_of
from unbrace.clinic.exercise_sessions.queries import sessions_for
from unbrace.clinic.notes.queries import notes_of
from unbrace.clinic.patients.queries import today_of
from unbrace.clinic.programmes.queries import current_version
from unbrace.clinic.reports.kinds import PARTS, Reader
from unbrace.clinic.reports.progress import pain_change, progress_of
from unbrace.portal.logbook import title_of
from unbrace.portal.therapist.pages.notes.form import lines_of
from unbrace.portal.therapist.programme_changes import planned_words
from unbrace.rehab.progress import daily_trend, single_trend

if TYPE_CHECKING:
    from unbrace.clinic.reports.models import ReportDraft
    from unbrace.clinic.reports.progress import Progress, Series

Points = Sequence[tuple[date, float]]

TITLES: Final = {
    Reader.PATIENT: "How it has gone",
    Reader.REFERRER: "Report on physical therapy at a distance",
    Reader.INSURER: "Report on physical therapy at a distance",
    Reader.CLINIC: "Letter of referral",
}
LABELS: Final = {
    "improved": (
        "That is a change that matters for you.",
        "Improved by more than the smallest important change.",
    ),
    "within variation": ("That is within the usual ups and downs.", "Within the usual variation."),
    "worsened": (
        "That is clearly more than at the start. We look at it together.",
        "Worsened by more than the smallest important change.",
    ),
    "low to start with": ("It was low to start with, and that is good.", "Low to start with."),
}
FOOT: Final = (
    "What a person said is their own word; what a camera counted may be off by what stands beside it. "
    "None of it is a diagnosis by itself."
)
DRAFT: Final = "The content of the programme is a draft that no clinician has reviewed."
MOST_EXERCISES: Final = 8


class Words:
    """Whom the report speaks to: "you" for the person, their name for everybody else."""

    def __init__(self, reader: str, name: str) -> None:
        self.plain = reader == Reader.PATIENT
        self.who = "You" if self.plain else name
        self.your = "your" if self.plain else "their"

    def label(self, name: str | None) -> str:
        return "" if name is None else " " + LABELS[name][0 if self.plain else 1]


def compose(draft: ReportDraft) -> dict[str, Any]:
    """Every word of the report as it is now; the signature freezes exactly this."""
    patient, words = draft.patient, Words(draft.reader, draft.patient.name)
    parts = [(PARTS[part], list(SECTIONS[part](draft, words))) for part in PARTS if part in draft.parts]
    return {
        "title": TITLES[Reader(draft.reader)],
        "about": "" if words.plain else patient.name,
        "to": draft.addressee or (patient.name if words.plain else ""),
        "clinic": patient.clinic.name,
        "period": f"{_day(draft.begins)} to {_day(draft.ends)}",
        "opening": _paragraphs(draft.opening),
        "sections": [{"title": title, "lines": lines} for title, lines in parts if lines],
        "closing": _paragraphs(draft.closing),
        "by": draft.author.name or draft.author.email,
        "foot": [FOOT, DRAFT],
    }


def _course(draft: ReportDraft, words: Words) -> Iterator[str]:
    near = sessions_for(draft.patient).prefetch_related(None).filter(started_at__date__lte=_after(draft.ends))
    days = [day for one in near if draft.begins <= (day := one.local_date) <= draft.ends]
    if not days:
        yield "No session was logged in this time. That is not the same as nothing done."
        return
    weeks = max(1, round(((draft.ends - draft.begins).days + 1) / 7))
    verb = "have logged" if words.plain else "has logged"
    yield (
        f"{words.who} {verb} {_count(len(days), 'session')} on {_count(len(set(days)), 'day')} "
        f"in {_count(weeks, 'week')}, the first on {_day(min(days))}, the last on {_day(max(days))}."
    )
    for since, until in _progress(draft).flares:
        if since <= draft.ends and until >= draft.begins:
            yield f"A flare-up from {_day(since)} to {_day(min(until, draft.ends))}."


def _pain(draft: ReportDraft, words: Words) -> Iterator[str]:
    names = {
        "pain": "Pain at rest, before sessions and the mornings after",
        "average_pain": "Pain on average, asked once a week",
        "worst_pain": "Pain at its worst",
    }
    for series in _series(draft, names):
        trend = daily_trend if series.key == "pain" else None
        label = None
        if trend is not None:
            label = daily_trend(series.points, draft.ends, pain_change()).label
        elif series.key == "average_pain":
            label = single_trend(series.points, pain_change()).label
        yield f"{names[series.key]}: {_from_to(series.points, ' of 10')}.{words.label(label)}"
    yield from _smallest(words) if list(_series(draft, names)) else ()


def _smallest(words: Words) -> Iterator[str]:
    change = pain_change()
    yield (
        f"For pain, a change counts as one that matters from {change.points:g} points and {change.percent:g} % of "
        f"{words.your} own start on (Ostelo 2008)."
    )


def _everyday(draft: ReportDraft, words: Words) -> Iterator[str]:
    names = {
        "function": (
            "How often the back was in the way, our own three questions (0 to 21 a week, not validated)",
            "",
        ),
        "sleep": ("Sleep", " hours"),
        "poor_nights": ("Short or poor nights in a week", " of 7"),
        "steps": ("Steps a day, as a watch or telephone counted", ""),
        "walking": ("Minutes of walking a day", ""),
    }
    for series in _series(draft, names):
        name, unit = names[series.key]
        yield f"{name}: {_from_to(series.points, unit)}."


def _range(draft: ReportDraft, words: Words) -> Iterator[str]:
    found = [one for one in _series(draft, {"done": "", "range": ""}) if len(one.points) > 1]
    for series in found[: MOST_EXERCISES * 2]:
        title = title_of(series.exercise)
        if series.key == "done":
            unit = " seconds" if series.in_seconds else " repetitions"
            yield f"{title}, how much in a session: {_from_to(series.points, unit)}."
        else:
            off = f", give or take {series.give_or_take:.0f}" if series.give_or_take is not None else ""
            yield f"{title}, how far: {_from_to(series.points, ' degrees')}{off}, measured by the camera."


def _goals(draft: ReportDraft, words: Words) -> Iterator[str]:
    for goal in own_goals_of(draft.patient):
        inside = [(day, float(rating)) for day, rating in goal.ratings if day <= draft.ends]
        if not inside:
            continue
        reached = (
            f" Reached on {_day(goal.reached_on)}."
            if goal.reached_on and goal.reached_on <= draft.ends
            else ""
        )
        yield f"“{goal.words}”: {_from_to(inside, ' of 10 able')}.{reached}"


def _diagnosis(draft: ReportDraft, words: Words) -> Iterator[str]:
    signed = next((note for note in notes_of(draft.patient)[:20] if note.codes), None)
    if signed is not None:
        at = signed.signed_at.astimezone(draft.patient.user.zone).date()
        yield from lines_of(signed.codes)
        yield f"As in the note of {_day(at)}, signed by {signed.author.name or signed.author.email}."


def _programme(draft: ReportDraft, words: Words) -> Iterator[str]:
    version = current_version(draft.patient)
    if version is None:
        return
    yield f"Version {version.number}, signed on {_day(version.signed_at.astimezone(draft.patient.user.zone).date())}:"
    for one in version.prescriptions.all():
        yield f"{title_of(one.exercise)}: {planned_words(one)}"


SECTIONS: Final[dict[str, Callable[[ReportDraft, Words], Iterator[str]]]] = {
    "course": _course,
    "pain": _pain,
    "everyday": _everyday,
    "range": _range,
    "goals": _goals,
    "diagnosis": _diagnosis,
    "programme": _programme,
}


def _progress(draft: ReportDraft) -> Progress:
    """Read once for a draft: the weeks that reach back to its first day."""
    held: Progress | None = getattr(draft, "_progress", None)
    if held is None:
        weeks = (today_of(draft.patient) - draft.begins).days // 7 + 1
        held = progress_of(draft.patient, weeks)
        draft._progress = held  # type: ignore[attr-defined]
    return held


def _series(draft: ReportDraft, keys: dict[str, Any]) -> Iterator[Series]:
    """Those with a value in the period, only with the values of the period, in the order of `keys`."""
    for key in keys:
        for one in _progress(draft).series:
            inside = tuple((day, value) for day, value in one.points if draft.begins <= day <= draft.ends)
            if one.key == key and inside:
                yield type(one)(one.key, inside, None, one.exercise, one.in_seconds, one.give_or_take)


def _from_to(points: Points, unit: str) -> str:
    (first_day, first), (last_day, last) = points[0], points[-1]
    if len(points) == 1:
        return f"{_number(first)}{unit} on {_day(first_day)}"
    values = [value for _, value in points]
    between = (
        f" ({len(points)} values, {_number(min(values))} to {_number(max(values))})"
        if len(points) > 2
        else ""
    )
    return f"{_number(first)}{unit} on {_day(first_day)}, {_number(last)}{unit} on {_day(last_day)}{between}"


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{round(value, 1):g}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _after(day: date) -> date:
    """A session late in the evening is the next day somewhere else."""
    return date.fromordinal(day.toordinal() + 1)
