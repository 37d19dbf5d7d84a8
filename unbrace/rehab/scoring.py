"""From answers to a score. Which arithmetic an instrument uses, its range and its bands are content; the
arithmetic is here, by name.

Three rules hold for all of them. A blank is never a zero. An answer outside the range is refused, not
clipped. Rounding is half up on exact fractions: Python's own `round` goes to the even neighbour, which turns
12.5 into 12.

Sources: the papers named in each instrument's file; prorating of PHQ and GAD from memory, to be verified.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

VERSION = "scoring/2026-11-draft"

Answer: TypeAlias = int | None


class OutOfRange(ValueError):
    """An answer that the instrument does not have. `item` counts from 1."""

    def __init__(self, item: int, answer: object) -> None:
        super().__init__(f"item {item}: {answer!r} is not one of its answers")
        self.item = item


@dataclass(frozen=True)
class Band:
    """A name for scores from `at_least` upwards, until the next band."""

    at_least: float
    name: str


@dataclass(frozen=True)
class ImportantChange:
    """The smallest change that matters: both the points and the percent of the first score have to be reached."""

    points: float
    percent: float = 30
    higher_is_worse: bool = True


@dataclass(frozen=True)
class Instrument:
    """What the arithmetic needs to know. `lowest`/`highest` bound one answer; `most_missing` blanks are made
    up for.

    `decimals` of the score; `band_of` for scores that have names; `change` where a minimal important change
    is known.
    """

    id: str
    arithmetic: str
    items: int
    lowest: int
    highest: int
    decimals: int = 0
    most_missing: int = 0
    bands: tuple[Band, ...] = ()
    change: ImportantChange | None = None
    subscales: Mapping[str, tuple[int, ...]] | None = None
    positive_from: int | None = None
    never_prorated: tuple[int, ...] = ()


@dataclass(frozen=True)
class Score:
    """`value` in the instrument's own unit; `percent` where it is read as one; `flags` are what somebody
    should look at."""

    value: float
    band: str | None = None
    percent: float | None = None
    subscales: tuple[tuple[str, int], ...] = ()
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Incomplete:
    """Too few answers for a score. `missing` are the blank items, counted from 1; `flags` hold all the same."""

    missing: tuple[int, ...]
    flags: tuple[str, ...] = ()


Outcome: TypeAlias = Score | Incomplete


def rounded(numerator: int, denominator: int, decimals: int) -> float:
    """`numerator / denominator`, rounded half up without passing through binary fractions. Both must be ≥ 0
    and > 0."""
    scale: int = 10**decimals
    units = (2 * numerator * scale + denominator) // (2 * denominator)
    return units / scale


def band_of(value: float, bands: Sequence[Band]) -> str | None:
    """The name of the highest band that `value` reaches."""
    return next(
        (band.name for band in sorted(bands, key=lambda b: -b.at_least) if value >= band.at_least), None
    )


def score(instrument: Instrument, answers: Sequence[Answer]) -> Outcome:
    """Score `answers` (one per item, None = blank). Raises OutOfRange, or ValueError for a wrong number of
    items."""
    return ARITHMETIC[instrument.arithmetic](instrument, answers)


def _check(instrument: Instrument, answers: Sequence[Answer], *, any_number: bool = False) -> tuple[int, ...]:
    """Refuse what is out of range; returns the blank items, counted from 1."""
    if not any_number and len(answers) != instrument.items:
        raise ValueError(f"{instrument.id}: {len(answers)} answers for {instrument.items} items")
    for item, answer in enumerate(answers, 1):
        if answer is not None and (
            isinstance(answer, bool) or not instrument.lowest <= answer <= instrument.highest
        ):
            raise OutOfRange(item, answer)
    return tuple(item for item, answer in enumerate(answers, 1) if answer is None)


def _given(answers: Sequence[Answer]) -> list[int]:
    return [answer for answer in answers if answer is not None]


def single(instrument: Instrument, answers: Sequence[Answer]) -> Outcome:
    """One answer is the score (numeric pain rating, stress, overall change)."""
    missing = _check(instrument, answers)
    if missing:
        return Incomplete(missing)
    (value,) = _given(answers)
    return Score(value, band_of(value, instrument.bands))


def mean(instrument: Instrument, answers: Sequence[Answer]) -> Outcome:
    """Mean of all items; too many blanks make it incomplete (PEG: Krebs 2009)."""
    missing = _check(instrument, answers)
    given = _given(answers)
    if len(missing) > instrument.most_missing or not given:
        return Incomplete(missing)
    value = rounded(sum(given), len(given), instrument.decimals)
    return Score(value, band_of(value, instrument.bands))


def mean_of_named(instrument: Instrument, answers: Sequence[Answer]) -> Outcome:
    """Mean of the activities a person named, up to `items` of them (PSFS: Stratford 1995). At least one is
    needed."""
    missing = _check(instrument, answers, any_number=True)
    given = _given(answers)
    if len(answers) > instrument.items:
        raise ValueError(f"{instrument.id}: at most {instrument.items} activities")
    if not given:
        return Incomplete(missing)
    return Score(rounded(sum(given), len(given), instrument.decimals))


def ticked(instrument: Instrument, answers: Sequence[Answer]) -> Outcome:
    """How many different statements are ticked; `answers` are their numbers (RMDQ: Roland & Fairbank 2000)."""
    for number in answers:
        if number is None or not 1 <= number <= instrument.items:
            raise OutOfRange(0 if number is None else number, number)
    value = len(set(answers))
    return Score(value, band_of(value, instrument.bands))


def total(instrument: Instrument, answers: Sequence[Answer]) -> Outcome:
    """Sum of all items. Up to `most_missing` blanks are taken at the mean of the rest, rounded to the
    instrument's decimals."""
    missing = _check(instrument, answers)
    given = _given(answers)
    if len(missing) > instrument.most_missing or not given or set(missing) & set(instrument.never_prorated):
        return Incomplete(missing)
    value = rounded(sum(given) * instrument.items, len(given), instrument.decimals)
    return Score(value, band_of(value, instrument.bands), flags=_positive(instrument, value))


def total_with_subscales(instrument: Instrument, answers: Sequence[Answer]) -> Outcome:
    """A sum with named parts; a part that reaches `positive_from` is flagged (PHQ-4: Kroenke 2009)."""
    outcome = total(instrument, answers)
    if isinstance(outcome, Incomplete):
        return outcome
    parts = tuple(
        (name, sum(answers[item - 1] or 0 for item in items))
        for name, items in (instrument.subscales or {}).items()
    )
    flags = tuple(
        name for name, value in parts if instrument.positive_from and value >= instrument.positive_from
    )
    return Score(outcome.value, outcome.band, subscales=parts, flags=flags)


def total_with_self_harm_item(instrument: Instrument, answers: Sequence[Answer]) -> Outcome:
    """PHQ-9: the last item is never made up for, and any answer above zero asks for the crisis questions (MH-1).

    The flag is raised even where the rest is too incomplete to score: a missing sum must not hide it.
    """
    outcome = total(instrument, answers)
    return replace(outcome, flags=(*outcome.flags, "MH-1")) if answers[-1] else outcome


def percent_of_answered(instrument: Instrument, answers: Sequence[Answer]) -> Outcome:
    """100 × sum / (highest × answered sections) (Oswestry: Fairbank & Pynsent 2000)."""
    missing = _check(instrument, answers)
    given = _given(answers)
    if len(missing) > instrument.most_missing or not given:
        return Incomplete(missing)
    value = rounded(100 * sum(given), instrument.highest * len(given), instrument.decimals)
    return Score(value, band_of(value, instrument.bands), percent=value)


def total_and_percent(instrument: Instrument, answers: Sequence[Answer]) -> Outcome:
    """Raw points, blanks at the mean of the answered, and the percent beside them (Neck Disability Index:
    Vernon)."""
    outcome = total(instrument, answers)
    if isinstance(outcome, Incomplete):
        return outcome
    given = _given(answers)
    percent = rounded(100 * sum(given), instrument.highest * len(given), 1)
    return Score(outcome.value, outcome.band, percent=percent)


def start_back(instrument: Instrument, answers: Sequence[Answer]) -> Outcome:
    """STarT Back: items 1-8 agree = 1; item 9 is 0-4 and counts from "very much" (3) on; psychological part =
    items 5-9.

    Source: Keele University scoring page. Complete answers only.
    """
    _refuse_beyond(answers[:8], highest=1)
    missing = _check(instrument, answers)
    if missing:
        return Incomplete(missing)
    points = [*_given(answers)[:8], int(_given(answers)[8] >= 3)]
    psychological = sum(points[4:])
    low = sum(points) <= 3
    band = "high" if psychological >= 4 else "low" if low else "medium"
    return Score(sum(points), band, subscales=(("psychological", psychological),))


def _refuse_beyond(answers: Sequence[Answer], *, highest: int) -> None:
    for item, answer in enumerate(answers, 1):
        if answer is not None and answer > highest:
            raise OutOfRange(item, answer)


NEVER, SOME_DAYS, MOST_DAYS, EVERY_DAY = range(4)


def chronic_pain_grade(instrument: Instrument, answers: Sequence[Answer]) -> Outcome:
    """GCPS-R: [days with pain 0-3, days limited 0-3, three PEG answers 0-10] → grade 0-3 (Von Korff 2020; verify).

    Without chronic pain the grade is 0 whatever else is blank; high impact needs no PEG.
    """
    _check(instrument, answers)
    _refuse_beyond(answers[:2], highest=EVERY_DAY)
    pain, limited, *peg = answers
    if pain is None:
        return Incomplete((1,))
    if pain < MOST_DAYS:
        return Score(0, "no chronic pain")
    if limited is None:
        return Incomplete((2,))
    if limited >= MOST_DAYS:
        return Score(3, "high-impact")
    given = _given(peg)
    if len(given) < len(peg):
        return Incomplete(tuple(item for item, answer in enumerate(answers, 1) if answer is None))
    return Score(1, "mild") if sum(given) < 12 else Score(2, "bothersome")


def sleep(instrument: Instrument, answers: Sequence[Answer]) -> Outcome:
    """[hours last night 0-24, quality 0 best - 10 worst]: LOW under six hours or at a quality of 7 or worse.
    Own items."""
    _check(instrument, answers)
    hours, quality = answers
    if hours is None or quality is None:
        return Incomplete(tuple(item for item, answer in enumerate(answers, 1) if answer is None))
    if quality > 10:
        raise OutOfRange(2, quality)
    flags = ("LOW",) if hours < 6 or quality >= 7 else ()
    return Score(quality, subscales=(("hours", hours), ("quality", quality)), flags=flags)


def weekly_activity(instrument: Instrument, answers: Sequence[Answer]) -> Outcome:
    """[days a week 0-7, minutes a day] → minutes a week. 150 is the WHO aim (from memory, verify)."""
    missing = _check(instrument, answers)
    if missing:
        return Incomplete(missing)
    days, minutes = _given(answers)
    if days > 7:
        raise OutOfRange(1, days)
    return Score(days * minutes, band_of(days * minutes, instrument.bands))


def _positive(instrument: Instrument, value: float) -> tuple[str, ...]:
    return ("positive",) if instrument.positive_from is not None and value >= instrument.positive_from else ()


ARITHMETIC: Mapping[str, Callable[[Instrument, Sequence[Answer]], Outcome]] = {
    rule.__name__: rule
    for rule in (
        single,
        mean,
        mean_of_named,
        ticked,
        total,
        total_with_subscales,
        total_with_self_harm_item,
        percent_of_answered,
        total_and_percent,
        start_back,
        chronic_pain_grade,
        sleep,
        weekly_activity,
    )
}


def change_label(first: float, now: float, change: ImportantChange) -> str:
    """improved, worsened, within variation or low to start with.

    Both the points and the percent of the first score are needed, so that a small wobble on a high score and
    a large share of a tiny score are neither called progress.
    """
    worse_by = (now - first) if change.higher_is_worse else (first - now)
    share = 100 * abs(worse_by) / first if first else float("inf")
    matters = abs(worse_by) >= change.points - 1e-9 and share >= change.percent - 1e-9
    if worse_by > 0:
        return "worsened" if matters else "within variation"
    if change.higher_is_worse and first < change.points:
        return "low to start with"
    return "improved" if matters else "within variation"
