"""Safety answers, reasons and levels in words, the same for the person, the therapist and the doctor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from unbrace.clinic.questionnaires.queries import item_in, red_flag_screen, step_in
from unbrace.rehab.asking import Shown, steps_of
from unbrace.rehab.red_flags import CLEARED, NO, OLD_CHECKED, OLD_UNCHECKED, UNSURE, YES, Region, Urgency

if TYPE_CHECKING:
    from unbrace.clinic.questionnaires.models import Finding
    from unbrace.clinic.questionnaires.queries import Asked
    from unbrace.rehab.red_flags import RedFlagItem

LEVEL_WORDS: Final = {
    Urgency.NONE_FOUND: "Nothing found",
    Urgency.TELL_THERAPIST: "For you to look at",
    Urgency.DOCTOR_IN_DAYS: "Doctor within days",
    Urgency.DOCTOR_TODAY: "Doctor today",
    Urgency.EMERGENCY: "Emergency",
}
ANSWER_WORDS: Final = {
    YES: "yes",
    NO: "no",
    UNSURE: "not sure",
    OLD_CHECKED: "older, unchanged, a doctor knows",
    OLD_UNCHECKED: "older, unchanged, never looked at",
    CLEARED: "known, looked at before",
}
REGION_WORDS: Final = {
    Region.LOW_BACK: "lower back",
    Region.UPPER_BACK: "upper back",
    Region.NECK: "neck",
}


@dataclass(frozen=True)
class ReasonLine:
    """One reason of a finding: the rule's id, what it is about, how urgent alone, and where it comes from."""

    rule: str
    words: str
    level: str
    source: str


def question_words(item_id: str, language: str = "en") -> str:
    """A few words for a question; its id when a later version no longer has it."""
    item = red_flag_screen().items.get(item_id)
    if item is None:
        return item_id
    spoken, _ = item_in(language, item)
    return spoken.short or spoken.question


def reason_lines(finding: Finding) -> tuple[ReasonLine, ...]:
    return tuple(
        ReasonLine(
            reason["rule"],
            reason["sentence"][:1].upper() + reason["sentence"][1:],
            "cleared before" if reason["cleared"] else LEVEL_WORDS[Urgency.from_code(reason["urgency"])],
            reason["source"],
        )
        for reason in finding.reasons
    )


def said_lines(asked: Asked, language: str = "en") -> tuple[str, ...]:
    """What was not answered with no, in the question's own words: "Trouble with your bladder: a weak stream. Yes"."""
    lines = []
    for item_id, answer in asked.answers.items():
        item = asked.red_flags.items.get(item_id)
        if item is None:
            lines.append(f"{item_id}: {answer}")
        elif answer not in (NO, "0"):
            lines.append(_said(asked, item, answer, language))
    return tuple(lines)


def _said(asked: Asked, item: RedFlagItem, answer: str, language: str) -> str:
    ticked = [
        step_in(language, step)[0].any_of[n]
        for step in steps_of(item)
        if step.shown in (Shown.TICKED, Shown.COUNTED) and (row := asked.newest.get((item.id, step.number)))
        for n in row.ticked
        if n < len(step.any_of)
    ]
    detail = f": {'; '.join(ticked)}" if ticked else ""
    words = ANSWER_WORDS.get(answer, f"{answer} of 5" if answer.isdigit() else answer)
    return f"{question_words(item.id, language).strip('¿?.؟… ')}{detail}. {words.capitalize()}."
