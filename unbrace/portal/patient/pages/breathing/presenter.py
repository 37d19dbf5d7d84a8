"""The breathing page in words: one stage, one thing to do, and what has been so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.urls import reverse
from django.utils.translation import gettext, gettext_noop, ngettext

from unbrace.portal.date_words import weekday_and_date
from unbrace.portal.ui.answer_weeks.answer_weeks import AnsweredWeek, AnswerWeeks
from unbrace.portal.ui.pacer.pacer import Pacer
from unbrace.portal.ui.pain_scale.pain_scale import PainScale
from unbrace.rehab.unbracing import Advice, Measure, Pace, PaceBounds, Step, breaths_a_minute

if TYPE_CHECKING:
    from unbrace.clinic.education.models import BreathCount, BreathingPractice
    from unbrace.clinic.education.queries import Standing, Week
    from unbrace.library.breathing import Course, Stage

Choices = tuple[tuple[str, str], ...]

SAID: Final[Choices] = (
    ("yes", gettext_noop("Yes")),
    ("no", gettext_noop("No")),
    ("unsure", gettext_noop("Not sure")),
)
LEAVE_OUT: Final = ("", gettext_noop("Leave it out"))
PRACTISED: Final = gettext_noop("I have practised")
BUTTONS: Final = {Measure.CHECKS: gettext_noop("I have looked")}
EASE: Final = gettext_noop("How easy was it?")
ASKED: Final = {
    Measure.BREATH: ("held", gettext_noop("Did you hold your breath?")),
    Measure.TALK: ("talked", gettext_noop("Could you talk all the way?")),
}
HELD, BRACED = gettext_noop("Did you hold your breath?"), gettext_noop("Was your belly pulled in or hard?")


@dataclass(frozen=True)
class StageLine:
    """One stage in the list of all: where it stands, and the button, if there is one."""

    id: str
    title: str
    goal: str
    state: str
    button: str = ""


@dataclass(frozen=True)
class Kept:
    """One line of what has been kept, with the address that takes it out; none where it stays."""

    words: str
    undo_url: str = ""


@dataclass(frozen=True)
class BreathingPage:
    """What `page.html` lays out."""

    stage: Stage
    eyebrow: str
    advice: str
    offers: str
    pacer: Pacer | None
    paces: tuple[tuple[str, str, str, Choices], ...]
    button: str
    ease: PainScale | None
    asked: tuple[str, str] | None
    stages: tuple[StageLine, ...]
    kept: tuple[Kept, ...]
    charts: tuple[AnswerWeeks, ...]
    check_url: str

    @property
    def said(self) -> Choices:
        return (*SAID, LEAVE_OUT)


def present(
    course: Course,
    standing: Standing,
    pace: Pace,
    practices: Sequence[BreathingPractice],
    counts: Sequence[BreathCount],
    weeks: tuple[Sequence[Week], Sequence[Week]],
    check_url: str,
) -> BreathingPage:
    """`course`: in the person's language. `weeks`: breath held, belly braced. The rest: a few, newest first."""
    stages = [stage.id for stage in course.stages]
    at = stages.index(standing.stage.id)
    measure = standing.stage.text.measure
    offered = standing.next_stage if standing.advice.step is Step.OFFER else None
    return BreathingPage(
        stage=course.stages[at],
        eyebrow=gettext("Stage {number} of {all}").format(number=at + 1, all=len(course.stages)),
        advice=advice_words(standing.advice),
        offers=offered.id if offered else "",
        pacer=Pacer(pace.in_s, pace.out_s, pace.minutes) if standing.advice.paced else None,
        paces=pace_choices(course.bounds, pace),
        button=gettext(BUTTONS.get(measure, PRACTISED)),
        ease=_ease() if measure is Measure.EASE else None,
        asked=ASKED.get(measure),
        stages=tuple(_line(standing, stage, at - index) for index, stage in enumerate(course.stages)),
        kept=(*map(_practice, practices), *map(_count, counts)),
        charts=charts(*weeks),
        check_url=check_url,
    )


def pace_choices(bounds: PaceBounds, pace: Pace) -> tuple[tuple[str, str, str, Choices], ...]:
    """Name, label, chosen value and choices of each part of the pace."""
    return (
        ("in", gettext("Breath in"), str(pace.in_s), _choices(bounds.in_s, "second")),
        ("out", gettext("Breath out"), str(pace.out_s), _choices(bounds.out_s, "second")),
        ("minutes", gettext("For how long"), str(pace.minutes), _choices(bounds.minutes, "minute")),
    )


def charts(held: Sequence[Week], braced: Sequence[Week]) -> tuple[AnswerWeeks, ...]:
    """One chart for each question that has been answered at least once."""
    both = (
        ("held", HELD, gettext("breath held"), held),
        ("braced", BRACED, gettext("belly pulled in or hard"), braced),
    )
    return tuple(
        AnswerWeeks(key, question, habit, tuple(AnsweredWeek(w.monday, w.yes, w.no, w.unsure) for w in weeks))
        for key, question, habit, weeks in both
        if any(week.asked for week in weeks)
    )


def _choices(bound: tuple[int, int, int], unit: str) -> Choices:
    lowest, _, highest = bound
    return tuple((str(n), _counted(n, unit)) for n in range(lowest, highest + 1))


def _counted(number: int, unit: str) -> str:
    if unit == "second":
        return ngettext("{number} second", "{number} seconds", number).format(number=number)
    return ngettext("{number} minute", "{number} minutes", number).format(number=number)


def _ease() -> PainScale:
    return PainScale(
        "ease",
        EASE,
        low_end=gettext("0 · hard"),
        high_end=gettext("10 · very easy"),
        skip_label=gettext("Leave it out"),
    )


def advice_words(advice: Advice) -> str:
    """The rule's one sentence in the reader's language. Marked in `portal/rule_words.py`."""
    words = ngettext(advice.says, advice.several, advice.left) if advice.several else gettext(advice.says)
    return words.format(**advice.numbers, left=advice.left)


def _line(standing: Standing, stage: Stage, behind: int) -> StageLine:
    """`behind`: how many stages before the one somebody is at."""
    offered = behind == -1 and standing.advice.step is Step.OFFER
    state = (
        gettext("you are here")
        if behind == 0
        else gettext("done before")
        if behind > 0
        else gettext("open")
        if offered
        else gettext("later")
    )
    button = gettext("Go back to this") if behind > 0 else gettext("Begin this") if offered else ""
    return StageLine(stage.id, stage.text.title, stage.text.goal, state, button)


def _practice(practice: BreathingPractice) -> Kept:
    day = weekday_and_date(practice.day)
    if practice.stopped_for:
        return Kept(gettext("{day}: stopped, and that was right").format(day=day))
    said = [gettext("{day}: practised").format(day=day)]
    if practice.seconds:
        said.append(_lasted(practice.seconds))
    if practice.ease is not None:
        said.append(gettext("{ease} of 10 easy").format(ease=practice.ease))
    if practice.held:
        said.append(gettext("breath held: {answer}").format(answer=gettext(practice.get_held_display())))
    if practice.talked:
        said.append(
            gettext("talked all the way: {answer}").format(answer=gettext(practice.get_talked_display()))
        )
    words = gettext(", ").join(said)
    return Kept(words, reverse("patient:breathing_take_out", args=[practice.pk]))


def _lasted(seconds: int) -> str:
    return (
        gettext("{minutes} min {seconds} s").format(minutes=seconds // 60, seconds=seconds % 60)
        if seconds >= 60
        else gettext("{seconds} s").format(seconds=seconds)
    )


def _count(count: BreathCount) -> Kept:
    per_minute = f"{breaths_a_minute(count.taps, count.seconds):.1f}".removesuffix(".0")
    day = weekday_and_date(count.day)
    words = gettext("{day}: {breaths} breaths a minute, your own count").format(day=day, breaths=per_minute)
    return Kept(words, reverse("patient:breath_count_take_out", args=[count.pk]))
