"""Two days in words: a row for each thing that is known on one of them, and what may be said about the difference."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from unbrace.clinic.assessments.queries import Change
from unbrace.clinic.intakes.way_in import questionnaires
from unbrace.clinic.reports.progress import pain_change
from unbrace.portal.date_words import short_date
from unbrace.portal.lift_words import step_words
from unbrace.portal.logbook import title_of
from unbrace.portal.number_words import number
from unbrace.portal.therapist.desk_and_lift_lines import signed_step
from unbrace.portal.therapist.measured_words import change_of, measured_words, test_title
from unbrace.portal.therapist.programme_changes import ChangeLine, changes_between
from unbrace.rehab.desk import MATTERS
from unbrace.rehab.progress import FEWEST_DAYS
from unbrace.rehab.side_by_side import (
    CANNOT_TELL,
    FURTHER,
    LESS_FAR,
    NOT_KNOWN,
    Difference,
    range_difference,
    score_difference,
    week_difference,
)
from unbrace.rehab.way_in.scores import instrument_id

if TYPE_CHECKING:
    from unbrace.clinic.assessments.queries import Measurement
    from unbrace.clinic.patients.models import Patient
    from unbrace.clinic.reports.chart import Entry
    from unbrace.clinic.reports.two_dates import AsOf, Ranged, Scored
    from unbrace.rehab.scoring import ImportantChange

LABEL_WORDS: Final = {
    "improved": "better, by more than the smallest change that matters",
    "worsened": "worse, by more than the smallest change that matters",
    "within variation": "within the usual ups and downs",
    "low to start with": "low to start with",
    FURTHER: "further, beyond what the camera may be off",
    LESS_FAR: "less far, beyond what the camera may be off",
    CANNOT_TELL: "within what the camera may be off",
}
TONES: Final = {"improved": "mist", "worsened": "clay", FURTHER: "mist", LESS_FAR: "sun"}
NOTHING: Final = "not known"
CHANGE_WORDS: Final = {
    Change.MORE: ("more, beyond the error of both", "mist"),
    Change.LESS: ("less, beyond the error of both", "sun"),
    Change.WITHIN: ("no change beyond the error", ""),
    Change.ROUGH: ("too rough to compare", ""),
    Change.UNLIKE: ("taken another way: not compared", ""),
}
HOW_WORDS: Final = {
    "camera": "by camera",
    "self": "alone",
    "helper": "with a helper",
    "video": "marked in a video visit",
    "in_person": "marked in the room",
}


@dataclass(frozen=True)
class Cell:
    """A value and, smaller, where it comes from."""

    value: str = NOTHING
    source: str = ""


@dataclass(frozen=True)
class Row:
    """`by` is the difference in figures, `words` what may be said about it, `note` why nothing may be."""

    title: str
    first: Cell
    second: Cell
    by: str = ""
    words: str = ""
    tone: str = ""
    note: str = ""


@dataclass(frozen=True)
class SideBySide:
    """`dose`: what changed between the two versions; None where one of the days had no programme."""

    rows: tuple[Row, ...]
    ranges: tuple[Row, ...]
    tests: tuple[Row, ...]
    own: tuple[Row, ...]
    dose: tuple[ChangeLine, ...] | None
    same_version: bool


def present(patient: Patient, then: AsOf, now: AsOf, units: str) -> SideBySide:
    old, new = then.version, now.version
    both = old is not None and new is not None
    lines = changes_between(old.prescriptions.all(), new.prescriptions.all()) if old and new else []
    return SideBySide(
        rows=tuple(_rows(patient, then, now)),
        ranges=tuple(_ranges(then, now)),
        tests=tuple(_tests(patient, then, now)),
        own=tuple(_own(patient, then, now, units)),
        dose=tuple(lines) if both else None,
        same_version=old is not None and new is not None and old.pk == new.pk,
    )


def _rows(patient: Patient, then: AsOf, now: AsOf) -> Iterator[Row]:
    difference = week_difference(then.pain, then.pain_days, now.pain, now.pain_days, pain_change())
    few = min(then.pain_days, now.pain_days) < FEWEST_DAYS
    note = f"A week with fewer than {FEWEST_DAYS} rated days is not compared." if few else ""
    yield _row("Pain at rest, mean of the week", _pain(then), _pain(now), difference, "of 10", note)
    for title, field in (
        ("Pain on average, check-in", "average_pain"),
        ("Pain at its worst, check-in", "worst_pain"),
    ):
        first, second = getattr(then.said, field, None), getattr(now.said, field, None)
        yield _row(
            title,
            _said(then, first),
            _said(now, second),
            score_difference(first, second, pain_change()),
            "of 10",
        )
    yield _row(
        "Days the back was in the way, of 21",
        _said(then, then.everyday, ""),
        _said(now, now.everyday, ""),
        score_difference(then.everyday, now.everyday, None),
        "",
        "Our own three questions: no smallest change that matters is known." if then.said or now.said else "",
    )
    yield from _scores(patient, then, now)
    yield _row(
        "Planned days done, of the last 14 days", _share(then), _share(now), _shares(then, now), "points"
    )
    yield Row("Programme", _version(then), _version(now))
    yield Row("Visits kept so far", _visits(then), _visits(now))


def _scores(patient: Patient, then: AsOf, now: AsOf) -> Iterator[Row]:
    """Every questionnaire that was answered up to one of the days; pain stands above."""
    told = {**then.scores, **now.scores}
    shelf = questionnaires(patient.clinic).questionnaires if told else {}
    for measure in told:
        first, second = then.scores.get(measure), now.scores.get(measure)
        title = (second or first).title if second or first else measure  # type: ignore[union-attr]
        _, _, variant = measure.partition(":")
        known = shelf.get(instrument_id(measure))
        once = first is not None and second is not None and first.day == second.day
        change = known.instrument.change if known is not None else None
        difference = NOT_KNOWN if once else _between(first, second, change)
        note = "Answered once." if once else ""
        yield _row(
            f"{title}{', ' + variant if variant else ''}",
            _scored(first),
            _scored(second),
            difference,
            "",
            note,
        )


def _between(first: Scored | None, second: Scored | None, change: ImportantChange | None) -> Difference:
    return score_difference(first.value if first else None, second.value if second else None, change)


def _ranges(then: AsOf, now: AsOf) -> Iterator[Row]:
    for exercise in dict.fromkeys([*then.ranges, *now.ranges]):
        first, second = then.ranges.get(exercise), now.ranges.get(exercise)
        difference = NOT_KNOWN
        if first is not None and second is not None and first.day != second.day:
            difference = range_difference(first.degrees, first.band, second.degrees, second.band)
        yield _row(title_of(exercise), _ranged(first), _ranged(second), difference, "°")


def _tests(patient: Patient, then: AsOf, now: AsOf) -> Iterator[Row]:
    """Tests of function: a change only beyond the error of both, and only of what was taken the same way."""
    for test, side in dict.fromkeys([*then.tests, *now.tests]):
        first, second = then.tests.get((test, side)), now.tests.get((test, side))
        once = first is not None and second is not None and first.attempt == second.attempt
        said = change_of(first, second) if first and second and not once else None
        words, tone = CHANGE_WORDS[said] if said is not None else ("", "")
        yield Row(
            f"{test_title(test)}{', ' + side if side != 'both' else ''}",
            _measured(patient, first),
            _measured(patient, second),
            words=words,
            tone=tone,
            note="Measured once." if once else "",
        )


def _own(patient: Patient, then: AsOf, now: AsOf, units: str) -> Iterator[Row]:
    """Desk and own lift. Ratings of two different lifts are set beside each other and not compared."""
    first, second = _newest(then, "desk", "desklook"), _newest(now, "desk", "desklook")
    if first or second:
        by = score_difference(first.first if first else None, second.first if second else None, None)
        yield _row(
            "How much the desk bothers",
            _told(patient, first, first.first if first else None),
            _told(patient, second, second.first if second else None),
            by,
            "of 10",
            f"Below {MATTERS} points it is a wobble." if by.by is not None else "",
        )
    first, second = then.stands.get("step"), now.stands.get("step")
    if first or second:
        yield Row("Step of the own lift", _stepped(patient, first, units), _stepped(patient, second, units))
    first, second = then.stands.get("taskrating"), now.stands.get("taskrating")
    for title, field in (
        (("Own lift hurts", "first"), ("Own lift worries", "second")) if first or second else ()
    ):
        before, after = getattr(first, field, None), getattr(second, field, None)
        other = first is not None and second is not None and first.more != second.more
        change = pain_change() if field == "first" else None
        yield _row(
            title,
            _told(patient, first, before),
            _told(patient, second, after),
            NOT_KNOWN if other else score_difference(before, after, change),
            "of 10",
            "Another lift: not compared." if other else "",
        )


def _newest(one: AsOf, *sources: str) -> Entry | None:
    found = [one.stands[source] for source in sources if source in one.stands]
    return max(found, key=lambda entry: entry.at, default=None)


def _told(patient: Patient, entry: Entry | None, value: int | None) -> Cell:
    if entry is None or value is None:
        return Cell()
    return Cell(f"{value} of 10", f"said on {short_date(entry.at.astimezone(patient.user.zone).date())}")


def _stepped(patient: Patient, entry: Entry | None, units: str) -> Cell:
    if entry is None:
        return Cell("none signed yet")
    day = short_date(entry.at.astimezone(patient.user.zone).date())
    return Cell(step_words(signed_step(entry)[0], units), f"step {entry.first}, signed on {day}")


def _measured(patient: Patient, one: Measurement | None) -> Cell:
    if one is None:
        return Cell()
    day = one.at.astimezone(patient.user.zone).date()
    return Cell(measured_words(one, with_side=False), f"{HOW_WORDS[one.how]}, {short_date(day)}")


def _visits(one: AsOf) -> Cell:
    return (
        Cell(str(len(one.visits)), f"the last on {short_date(one.visits[-1])}")
        if one.visits
        else Cell("none")
    )


def _row(title: str, first: Cell, second: Cell, difference: Difference, unit: str, note: str = "") -> Row:
    return Row(
        title,
        first,
        second,
        by=_signed(difference.by, unit),
        words=LABEL_WORDS[difference.label] if difference.label else "",
        tone=TONES.get(difference.label or "", ""),
        note=note,
    )


def _signed(by: float | None, unit: str) -> str:
    """ "−2 of 10", "+6°", "no difference"."""
    if by is None:
        return ""
    if abs(by) < 0.05:
        return "no difference"
    sign = "+" if by > 0 else "−"
    gap = "" if unit in ("", "°") else " "
    return f"{sign}{_figure(abs(by))}{gap}{'' if unit == 'of 10' else unit}".rstrip()


def _figure(value: float) -> str:
    return number(value, 0 if abs(value - round(value)) < 0.05 else 1)


def _pain(one: AsOf) -> Cell:
    if one.pain is None:
        return Cell()
    days = "1 rated day" if one.pain_days == 1 else f"{one.pain_days} rated days"
    return Cell(f"{_figure(one.pain)} of 10", days)


def _said(one: AsOf, value: int | None, unit: str = " of 10") -> Cell:
    return (
        Cell()
        if value is None or one.said is None
        else Cell(f"{value}{unit}", f"said on {short_date(one.said.day)}")
    )


def _scored(one: Scored | None) -> Cell:
    return Cell() if one is None else Cell(_figure(one.value), f"answered on {short_date(one.day)}")


def _ranged(one: Ranged | None) -> Cell:
    if one is None:
        return Cell()
    band = f"give or take {_figure(one.band)}°, " if one.band is not None else "error not known, "
    return Cell(f"{_figure(one.degrees)}°", f"{band}{short_date(one.day)}")


def _share(one: AsOf) -> Cell:
    return (
        Cell(source="fewer than 3 planned days")
        if one.adherence is None
        else Cell(f"{100 * one.adherence:.0f} %")
    )


def _shares(then: AsOf, now: AsOf) -> Difference:
    if then.adherence is None or now.adherence is None:
        return NOT_KNOWN
    return Difference(round(100 * now.adherence) - round(100 * then.adherence))


def _version(one: AsOf) -> Cell:
    if one.version is None:
        return Cell("none signed yet")
    exercises = len(one.version.prescriptions.all())
    return Cell(f"version {one.version.number}", f"{exercises} exercise{'' if exercises == 1 else 's'}")
