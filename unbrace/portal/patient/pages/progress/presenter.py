"""Progress in words: a title, one plain sentence and a chart for each series that exists. Shared by page and PDF."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from unbrace.portal.logbook import title_of
from unbrace.portal.ui.time_line.time_line import Change, Span, TimeLine, number

if TYPE_CHECKING:
    from unbrace.clinic.reports.progress import Progress, Series
    from unbrace.rehab.progress import Trend
    from unbrace.rehab.scoring import ImportantChange

WEEKS: Final = (4, 12, 26, 52)
USUAL_WEEKS: Final = 12
NOT_VALIDATED: Final = (
    "Our own three questions, not a validated scale; no smallest change that matters is known for them."
)


@dataclass(frozen=True)
class Kind:
    """How one kind of series is called and drawn."""

    title: str
    unit: str
    section: str
    highest: float | None = None
    note: str = ""


KINDS: Final = {
    "pain": Kind("Pain at rest", "of 10", "Pain", 10),
    "average_pain": Kind("Pain on average, week by week", "of 10", "Pain", 10),
    "worst_pain": Kind("Pain at its worst", "of 10", "Pain", 10),
    "function": Kind(
        "How often your back was in the way", "of 21 a week", "Everyday life", 21, NOT_VALIDATED
    ),
    "done": Kind("How much: {exercise}", "repetitions", "Strength and range"),
    "range": Kind("How far: {exercise}", "degrees", "Strength and range"),
    "sleep": Kind("Hours of sleep", "hours", "Sleep"),
    "poor_nights": Kind("Short or poor nights in a week", "of 7 nights", "Sleep", 7),
    "steps": Kind("Steps a day", "steps", "Moving"),
    "walking": Kind("Minutes of walking a day", "minutes", "Moving"),
}
LABELS: Final = {
    "improved": "That is a change that matters for you.",
    "within variation": "That is within the usual ups and downs.",
    "worsened": "That is clearly more than at the start. Tell your therapist, so that you look at it together.",
    "low to start with": "It was low to start with, and that is good.",
}


@dataclass(frozen=True)
class Section:
    """Charts that belong together."""

    title: str
    charts: tuple[TimeLine, ...]


@dataclass(frozen=True)
class ProgressPage:
    """What the page and the PDF lay out. `marks` are numbered as in the charts; `periods` are (weeks, chosen)."""

    sections: tuple[Section, ...]
    changes: tuple[str, ...]
    flares: tuple[str, ...]
    has_line: bool
    periods: tuple[tuple[int, bool], ...]
    weeks: int
    period: str
    how_much: str


def weeks_of(raw: str) -> int:
    """The period the address asks for; the usual one where it asks for none of those there are."""
    return next((weeks for weeks in WEEKS if raw == str(weeks)), USUAL_WEEKS)


def present(progress: Progress, weeks: int, change: ImportantChange) -> ProgressPage:
    changes = tuple(Change(day, f"Version {version} of your plan") for day, version in progress.changes)
    spans = tuple(Span(since, until, "Flare-up") for since, until in progress.flares)
    sections: dict[str, list[TimeLine]] = {}
    for index, series in enumerate(progress.series):
        chart = _chart(index, series, progress, changes, spans)
        sections.setdefault(KINDS[series.key].section, []).append(chart)
    return ProgressPage(
        sections=tuple(Section(title, tuple(charts)) for title, charts in sections.items()),
        changes=tuple(f"{_day(change.day)}: {change.words}" for change in changes),
        flares=tuple(_span(span) for span in spans),
        has_line=any(chart.line_y for charts in sections.values() for chart in charts),
        periods=tuple((period, period == weeks) for period in WEEKS),
        weeks=weeks,
        period=f"{_day(progress.begins)} to {_day(progress.ends)} {progress.ends.year}",
        how_much=(
            f"For pain, a change counts as one that matters when it is {change.points:g} points and "
            f"{change.percent:g} % or more away from your own start (Ostelo 2008). "
            "Smaller ones come and go by themselves."
        ),
    )


def _chart(
    index: int, series: Series, progress: Progress, changes: tuple[Change, ...], spans: tuple[Span, ...]
) -> TimeLine:
    kind = KINDS[series.key]
    unit = "seconds" if series.in_seconds else kind.unit
    return TimeLine(
        key=f"line-{index}",
        title=kind.title.format(exercise=title_of(series.exercise)),
        unit=unit,
        begins=progress.begins,
        ends=progress.ends,
        points=_whole_degrees(series) if series.key == "range" else series.points,
        sentence=sentence_of(series, unit),
        changes=changes,
        spans=spans,
        highest=kind.highest,
        line=series.trend.line if series.trend else None,
        give_or_take=series.give_or_take,
        note=kind.note or _note(series),
    )


def sentence_of(series: Series, unit: str) -> str:
    """The chart in one or two plain sentences."""
    if series.trend is not None and series.trend.first is not None:
        return _trend(series.trend, weekly=series.key == "average_pain")
    if series.key == "range":
        return _range(series)
    (begins, first), (ends, last) = series.points[0], series.points[-1]
    if len(series.points) == 1:
        return f"{number(first)} {unit} on {_day(begins)}. With a second day there is something to compare."
    return f"From {number(first)} on {_day(begins)} to {number(last)} on {_day(ends)}, {unit}."


def _trend(trend: Trend, *, weekly: bool) -> str:
    start = "in your first check-in" if weekly else "in your first week"
    end = "in your last one" if weekly else "in the last 7 days"
    first = f"{number(trend.first or 0.0)} of 10 {start}"
    if trend.now is None or trend.label is None:
        more = "two weeks later" if weekly else "with three rated days in the last week"
        return f"{first}. We can say more {more}."
    return f"{first}, {number(trend.now)} {end}. {LABELS[trend.label]}"


def _whole_degrees(series: Series) -> tuple[tuple[date, float], ...]:
    """A camera knows no tenths of a degree."""
    return tuple((day, float(round(degrees))) for day, degrees in series.points)


def _range(series: Series) -> str:
    """First against last; within what the camera may be off, it is called no change."""
    (begins, first), (ends, last) = _whole_degrees(series)[0], _whole_degrees(series)[-1]
    if len(series.points) == 1:
        return f"{number(first)}° on {_day(begins)}. With a second day there is something to compare."
    said = f"{number(first)}° on {_day(begins)}, {number(last)}° on {_day(ends)}."
    if series.give_or_take is None:
        return said
    off = number(series.give_or_take)
    if abs(last - first) <= series.give_or_take:
        return f"{said} The camera may be off by {off}° either way, so this is about the same."
    return f"{said} That is more than the {off}° by which the camera may be off."


def _note(series: Series) -> str:
    if series.trend is not None and series.trend.line is not None:
        return (
            f"The dashed line across lies at {number(series.trend.line)}: below it a change matters for you."
        )
    return ""


def _span(span: Span) -> str:
    if span.begins == span.ends:
        return f"{_day(span.begins)}: flare-up"
    return f"{_day(span.begins)} to {_day(span.ends)}: flare-up"


def _day(day: date) -> str:
    return f"{day.day} {day:%B}"
