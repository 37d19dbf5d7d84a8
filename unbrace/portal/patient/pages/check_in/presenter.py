"""The weekly questions as they stand on the page, and what the form says, read strictly: nought is an answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext, gettext_noop

from unbrace.clinic.check_ins.weekly import WeeklyQuestion, weekly_questions
from unbrace.portal.ui.pain_scale.pain_scale import SKIPPED, NoAnswer, PainScale, as_choice, read_answer

if TYPE_CHECKING:
    from django.http import QueryDict

    from unbrace.clinic.check_ins.models import WeeklyCheckIn

SKIP: Final = gettext_noop("I cannot say")
ABOUT: Final = {
    "average_pain": gettext_noop("Pain"),
    "poor_nights": gettext_noop("Nights"),
    "plans": gettext_noop("Everyday life"),
    "stress": gettext_noop("How you feel"),
}


@dataclass(frozen=True)
class Part:
    """Some questions that belong together, under one heading."""

    heading: str
    scales: tuple[PainScale, ...]


def parts_of(chosen: dict[str, str], problems: dict[str, str]) -> tuple[Part, ...]:
    """The questions under their headings; `chosen` is what is marked already."""
    parts: list[Part] = []
    for question in weekly_questions():
        scale = _scale(question, chosen.get(question.name, ""), problems.get(question.name, ""))
        if question.name in ABOUT:
            parts.append(Part(gettext(ABOUT[question.name]), (scale,)))
        else:
            parts[-1] = Part(parts[-1].heading, (*parts[-1].scales, scale))
    return tuple(parts)


def _scale(question: WeeklyQuestion, chosen: str, problem: str) -> PainScale:
    return PainScale(
        name=question.name,
        question=gettext(question.text),
        chosen=chosen,
        skip_label=SKIP,
        low_end=f"0 · {gettext(question.lowest_words)}",
        high_end=f"{question.highest} · {gettext(question.highest_words)}",
        problem=problem,
        highest=question.highest,
    )


def said_before(check_in: WeeklyCheckIn | None) -> dict[str, str]:
    """What was said today already; a question that was not answered then is open again."""
    if check_in is None:
        return {}
    return {q.name: as_choice(getattr(check_in, q.name), asked=q.needed) for q in weekly_questions()}


def as_sent(post: QueryDict) -> dict[str, str]:
    return {question.name: post.get(question.name, "") for question in weekly_questions()}


def read(sent: dict[str, str]) -> tuple[dict[str, int | None], dict[str, str]]:
    """The answers, and a sentence for each question that has to be asked again.

    Pain and nights are answered or left out on purpose; the others may stay empty and are then not answered.
    """
    answers: dict[str, int | None] = {}
    problems: dict[str, str] = {}
    for question in weekly_questions():
        raw = sent[question.name]
        if not raw and not question.needed:
            continue
        try:
            answers[question.name] = read_answer(raw or None, highest=question.highest)
        except NoAnswer:
            problems[question.name] = gettext("Please choose a number, or “{skip}”.").format(
                skip=gettext(SKIP)
            )
    return answers, problems


def all_skipped(sent: dict[str, str]) -> bool:
    """Whether nothing at all was said: then there is nothing to thank for."""
    return all(raw in ("", SKIPPED) for raw in sent.values())
