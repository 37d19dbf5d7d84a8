"""Un-learning to hold the belly in, and breathing on through effort: one stage at a time, five days or more each.

The ladder and "move on when 8 of 10 are easy" are programme rules (assessment protocol, section 7), a draft until a
clinician has signed them. The evidence is modest: at rest people with and without long-lasting back pain breathed
alike, differences showed in harder tasks (Roussel 2009), and trials of breathing exercise show benefit with low to very
low certainty (2024/25 reviews). So this is a practice, never a test, and nothing here looks through a camera.

Too much breathing makes light-headed: the pacer then rests for the day. An answer that was not given counts as nothing,
neither as easy nor as hard.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum

from unbrace.rehab.scoring import rounded

VERSION = "unbracing/2026-11-draft"

DAYS_A_STAGE = 5
OF_THE_LAST, EASY_ENOUGH = 10, 8
EASY_FROM = 7
CHECKS_A_DAY, CHECKS_SHARE = 3, 0.8
#: Days after a caution in which no next stage is offered, and within which a second one asks for the therapist.
CALM_DAYS, AGAIN_WITHIN_DAYS = 2, 7
#: Breaths a minute at rest above which the safety questions are asked (usual in adults: 12-20; from memory, verify).
FAST_AT_REST = 24.0


class Measure(Enum):
    """How a stage tells that it has become easy."""

    CHECKS = "checks"
    EASE = "ease"
    BREATH = "breath"
    TALK = "talk"


class Said(Enum):
    """An answer to a plain question. Where there is none, it was not asked: that is not a no."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class Caution(Enum):
    """Why somebody stopped."""

    LIGHT_HEADED = "light_headed"
    TINGLING = "tingling"
    UNEASY = "uneasy"
    MORE_PAIN = "more_pain"
    ALARMING = "alarming"


@dataclass(frozen=True)
class Practice:
    """One time of practising. `ease` 0 hard - 10 easy; `held` the breath, `talked` through the effort."""

    day: date
    ease: int | None = None
    held: Said | None = None
    talked: Said | None = None


@dataclass(frozen=True)
class Stopped:
    """A practice that was stopped, and why."""

    day: date
    caution: Caution


class Step(Enum):
    """What comes next. Only OFFER opens the next stage, and the person decides whether to take it."""

    SAFETY_FIRST = "safety_first"
    ASK_THERAPIST = "ask_therapist"
    REST_TODAY = "rest_today"
    STAY = "stay"
    OFFER = "offer"
    KEEP = "keep"


@dataclass(frozen=True)
class Advice:
    """The step with its one sentence; `paced` tells whether the pacer is open today.

    The sentence is `says`, or `several` where `left` is not one, with its numbers left out: a language sets them where
    they belong. `reason` is the English of it.
    """

    step: Step
    says: str
    several: str = ""
    left: int = 0
    numbers: Mapping[str, int] = field(default_factory=dict)
    rules_version: str = VERSION

    @property
    def reason(self) -> str:
        words = self.several if self.several and self.left != 1 else self.says
        return words.format(**self.numbers, left=self.left)

    @property
    def paced(self) -> bool:
        return self.step not in (Step.SAFETY_FIRST, Step.ASK_THERAPIST, Step.REST_TODAY)


def advise(
    measure: Measure,
    practices: Sequence[Practice],
    stops: Sequence[Stopped],
    today: date,
    *,
    is_last: bool = False,
) -> Advice:
    """What comes next in this stage. `practices` since it began; `stops` of every stage. Most cautious first."""
    cautious = (
        _after_a_stop(stops, today) or _too_few_days(practices) or _not_easy_yet(measure, practices, today)
    )
    if cautious is not None:
        return cautious
    if is_last:
        return Advice(Step.KEEP, "You can do this. Keep what you like of it, whenever you like.")
    return Advice(Step.OFFER, "This has become easy. The next stage is open whenever you like.")


def _after_a_stop(stops: Sequence[Stopped], today: date) -> Advice | None:
    recent = [stop for stop in stops if today - stop.day < timedelta(days=AGAIN_WITHIN_DAYS)]
    if any(stop.caution is Caution.ALARMING and stop.day == today for stop in stops):
        return Advice(Step.SAFETY_FIRST, "First a few safety questions. Breathing practice can wait today.")
    if len({stop.day for stop in recent}) >= 2:
        return Advice(
            Step.ASK_THERAPIST,
            "You had to stop on two days this week. Breathe as you like for now, and tell your therapist about it.",
        )
    if any(stop.day == today for stop in recent):
        return Advice(
            Step.REST_TODAY, "You stopped today, and that was right. The pacer rests until tomorrow."
        )
    if any(today - stop.day <= timedelta(days=CALM_DAYS) for stop in recent):
        return Advice(Step.STAY, "After a stop it stays at this stage for a few days, shorter and softer.")
    return None


def _too_few_days(practices: Sequence[Practice]) -> Advice | None:
    days = len({practice.day for practice in practices})
    if days >= DAYS_A_STAGE:
        return None
    left = DAYS_A_STAGE - days
    return Advice(
        Step.STAY,
        "{left} more day of this, in your own time.",
        "{left} more days of this, in your own time.",
        left,
    )


def _not_easy_yet(measure: Measure, practices: Sequence[Practice], today: date) -> Advice | None:
    if measure is Measure.CHECKS:
        return _too_few_checks(practices, today)
    answers = [answer for practice in practices if (answer := was_easy(measure, practice)) is not None]
    newest = answers[-OF_THE_LAST:]
    if len(newest) < OF_THE_LAST:
        left = OF_THE_LAST - len(newest)
        return Advice(
            Step.STAY,
            "{left} more answer on how it went, then we look.",
            "{left} more answers on how it went, then we look.",
            left,
        )
    if sum(newest) < EASY_ENOUGH:
        return Advice(
            Step.STAY,
            "{easy} of the last {of} times were easy. At {enough} the next stage opens.",
            numbers={"easy": sum(newest), "of": OF_THE_LAST, "enough": EASY_ENOUGH},
        )
    return None


def _too_few_checks(practices: Sequence[Practice], today: date) -> Advice | None:
    """Four of five checks done, three a day over the last five days; more on one day makes up for no other day."""
    window = [today - timedelta(days=ago) for ago in range(DAYS_A_STAGE)]
    done = sum(min(CHECKS_A_DAY, sum(practice.day == day for practice in practices)) for day in window)
    wanted = CHECKS_A_DAY * DAYS_A_STAGE
    if done >= CHECKS_SHARE * wanted:
        return None
    return Advice(
        Step.STAY,
        "{done} of {wanted} checks in the last {days} days. At {enough} the next stage opens.",
        numbers={
            "done": done,
            "wanted": wanted,
            "days": DAYS_A_STAGE,
            "enough": round(CHECKS_SHARE * wanted),
        },
    )


def was_easy(measure: Measure, practice: Practice) -> bool | None:
    """Whether this time counts as easy; None where the question was not answered. Not being sure is not a yes."""
    if measure is Measure.EASE:
        return None if practice.ease is None else practice.ease >= EASY_FROM
    if measure is Measure.BREATH:
        return None if practice.held is None else practice.held is Said.NO
    if measure is Measure.TALK:
        return None if practice.talked is None else practice.talked is Said.YES
    return True


@dataclass(frozen=True)
class PaceBounds:
    """What the pacer may be set to: whole seconds, from the content."""

    in_s: tuple[int, int, int]
    out_s: tuple[int, int, int]
    minutes: tuple[int, int, int]


@dataclass(frozen=True)
class Pace:
    """Seconds in, seconds out, and for how many minutes. The way out is never shorter than the way in."""

    in_s: int
    out_s: int
    minutes: int

    @property
    def breaths_a_minute(self) -> float:
        return 60 / (self.in_s + self.out_s)


def pace_within(bounds: PaceBounds, in_s: int | None, out_s: int | None, minutes: int | None) -> Pace:
    """The nearest pace the bounds allow; the usual one where nothing was chosen."""
    breath_in = _between(bounds.in_s, in_s)
    breath_out = max(_between(bounds.out_s, out_s), breath_in)
    return Pace(breath_in, breath_out, _between(bounds.minutes, minutes))


def _between(bound: tuple[int, int, int], wanted: int | None) -> int:
    lowest, usual, highest = bound
    return usual if wanted is None else min(highest, max(lowest, wanted))


def breaths_a_minute(taps: int, seconds: int) -> float:
    """The own count as breaths a minute, to one decimal."""
    return rounded(60 * taps, seconds, 1)


def asks_safety_first(per_minute: float) -> bool:
    """Faster than this at rest: ask about breathlessness, chest pain and fever before anything else."""
    return per_minute > FAST_AT_REST
