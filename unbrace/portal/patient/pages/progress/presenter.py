"""Progress in words: a title, one plain sentence and a chart for each series that exists. Shared by page and PDF."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext, gettext_noop

from unbrace.portal.date_words import day_and_month, whole_date
from unbrace.portal.logbook import own_title
from unbrace.portal.ui.time_line.time_line import Change, Span, TimeLine, number

if TYPE_CHECKING:
    from unbrace.clinic.reports.progress import Progress, Series
    from unbrace.rehab.progress import Trend
    from unbrace.rehab.scoring import ImportantChange

WEEKS: Final = (4, 12, 26, 52)
USUAL_WEEKS: Final = 12
NOT_VALIDATED: Final = gettext_noop(
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
    "pain": Kind(gettext_noop("Pain at rest"), gettext_noop("of 10"), gettext_noop("Pain"), 10),
    "average_pain": Kind(
        gettext_noop("Pain on average, week by week"), gettext_noop("of 10"), gettext_noop("Pain"), 10
    ),
    "worst_pain": Kind(gettext_noop("Pain at its worst"), gettext_noop("of 10"), gettext_noop("Pain"), 10),
    "function": Kind(
        gettext_noop("How often your back was in the way"),
        gettext_noop("of 21 a week"),
        gettext_noop("Everyday life"),
        21,
        NOT_VALIDATED,
    ),
    "done": Kind(
        gettext_noop("How much: {exercise}"), gettext_noop("repetitions"), gettext_noop("Strength and range")
    ),
    "range": Kind(
        gettext_noop("How far: {exercise}"), gettext_noop("degrees"), gettext_noop("Strength and range")
    ),
    "sleep": Kind(gettext_noop("Hours of sleep"), gettext_noop("hours"), gettext_noop("Sleep")),
    "poor_nights": Kind(
        gettext_noop("Short or poor nights in a week"), gettext_noop("of 7 nights"), gettext_noop("Sleep"), 7
    ),
    "steps": Kind(gettext_noop("Steps a day"), gettext_noop("steps"), gettext_noop("Moving")),
    "walking": Kind(
        gettext_noop("Minutes of walking a day"), gettext_noop("minutes"), gettext_noop("Moving")
    ),
}
LABELS: Final = {
    "improved": gettext_noop("That is a change that matters for you."),
    "within variation": gettext_noop("That is within the usual ups and downs."),
    "worsened": gettext_noop(
        "That is clearly more than at the start. Tell your therapist, so that you look at it together."
    ),
    "low to start with": gettext_noop("It was low to start with, and that is good."),
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


def closer(progress: Progress) -> Progress:
    """The last four weeks of it where nothing lies before them: somebody new sees their days, not an empty half."""
    begins = progress.ends - timedelta(weeks=WEEKS[0]) + timedelta(days=1)
    known = [day for series in progress.series for day, _ in series.points]
    known += [day for day, _ in progress.changes] + [since for since, _ in progress.flares]
    return replace(progress, begins=begins) if known and min(known) >= begins > progress.begins else progress


def present(progress: Progress, weeks: int, change: ImportantChange) -> ProgressPage:
    changes = tuple(
        Change(day, gettext("Version {version} of your plan").format(version=version))
        for day, version in progress.changes
    )
    spans = tuple(Span(since, until, gettext("Flare-up")) for since, until in progress.flares)
    sections: dict[str, list[TimeLine]] = {}
    for index, series in enumerate(progress.series):
        chart = _chart(index, series, progress, changes, spans)
        sections.setdefault(KINDS[series.key].section, []).append(chart)
    return ProgressPage(
        sections=tuple(Section(gettext(title), tuple(charts)) for title, charts in sections.items()),
        changes=tuple(f"{_day(change.day)}: {change.words}" for change in changes),
        flares=tuple(_span(span) for span in spans),
        has_line=any(chart.line_y for charts in sections.values() for chart in charts),
        periods=tuple((period, period == weeks) for period in WEEKS),
        weeks=weeks,
        period=gettext("{first} to {last}").format(
            first=_day(progress.begins), last=whole_date(progress.ends)
        ),
        how_much=gettext(
            "For pain, a change counts as one that matters when it is {points} points and {percent} % or more away "
            "from your own start ({source}). Smaller ones come and go by themselves."
        ).format(points=f"{change.points:g}", percent=f"{change.percent:g}", source="Ostelo 2008"),
    )


def _chart(
    index: int, series: Series, progress: Progress, changes: tuple[Change, ...], spans: tuple[Span, ...]
) -> TimeLine:
    kind = KINDS[series.key]
    unit = gettext("seconds") if series.in_seconds else gettext(kind.unit)
    return TimeLine(
        key=f"line-{index}",
        title=gettext(kind.title).format(exercise=own_title(series.exercise)),
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
        note=gettext(kind.note) or _note(series),
    )


def sentence_of(series: Series, unit: str) -> str:
    """The chart in one or two plain sentences."""
    if series.trend is not None and series.trend.first is not None:
        return _trend(series.trend, weekly=series.key == "average_pain")
    if series.key == "range":
        return _range(series)
    (begins, first), (ends, last) = series.points[0], series.points[-1]
    if len(series.points) == 1:
        return gettext("{value} {unit} on {day}. With a second day there is something to compare.").format(
            value=number(first), unit=unit, day=_day(begins)
        )
    return gettext("From {first} on {begins} to {last} on {ends}, {unit}.").format(
        first=number(first), begins=_day(begins), last=number(last), ends=_day(ends), unit=unit
    )


def _trend(trend: Trend, *, weekly: bool) -> str:
    start = gettext("in your first check-in") if weekly else gettext("in your first week")
    end = gettext("in your last one") if weekly else gettext("in the last 7 days")
    first = gettext("{value} of 10 {when}").format(value=number(trend.first or 0.0), when=start)
    if trend.now is None or trend.label is None:
        more = gettext("two weeks later") if weekly else gettext("with three rated days in the last week")
        return gettext("{first}. We can say more {when}.").format(first=first, when=more)
    return gettext("{first}, {now} {when}. {verdict}").format(
        first=first, now=number(trend.now), when=end, verdict=gettext(LABELS[trend.label])
    )


def _whole_degrees(series: Series) -> tuple[tuple[date, float], ...]:
    """A camera knows no tenths of a degree."""
    return tuple((day, float(round(degrees))) for day, degrees in series.points)


def _range(series: Series) -> str:
    """First against last; within what the camera may be off, it is called no change."""
    (begins, first), (ends, last) = _whole_degrees(series)[0], _whole_degrees(series)[-1]
    if len(series.points) == 1:
        return gettext("{degrees}° on {day}. With a second day there is something to compare.").format(
            degrees=number(first), day=_day(begins)
        )
    said = gettext("{first}° on {begins}, {last}° on {ends}.").format(
        first=number(first), begins=_day(begins), last=number(last), ends=_day(ends)
    )
    if series.give_or_take is None:
        return said
    off = number(series.give_or_take)
    if abs(last - first) <= series.give_or_take:
        return gettext(
            "{said} The camera may be off by {off}° either way, so this is about the same."
        ).format(said=said, off=off)
    return gettext("{said} That is more than the {off}° by which the camera may be off.").format(
        said=said, off=off
    )


def _note(series: Series) -> str:
    if series.trend is not None and series.trend.line is not None:
        return gettext("The dashed line across lies at {value}: below it a change matters for you.").format(
            value=number(series.trend.line)
        )
    return ""


def _span(span: Span) -> str:
    if span.begins == span.ends:
        return gettext("{day}: flare-up").format(day=_day(span.begins))
    return gettext("{first} to {last}: flare-up").format(first=_day(span.begins), last=_day(span.ends))


def _day(day: date) -> str:
    return day_and_month(day)
