"""What a therapist reads of an assessment: each test with its band, quality and comparison, and what it points to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse

from unbrace.clinic.assessments.queries import (
    Change,
    Compared,
    HeldBack,
    compared,
    main_numbers,
    sets_of_tests,
    tests_of_function,
    why_not_words,
)
from unbrace.portal.dose_words import DAY_NAMES
from unbrace.portal.logbook import title_of
from unbrace.portal.pictures import shown_test
from unbrace.portal.result_words import ENDS, SIDES, number_words, value_words
from unbrace.portal.therapist.first_plan_rows import SCORE_WORDS
from unbrace.rehab.impairments import RULES
from unbrace.rehab.impairments.evidence import LIKELY, By

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from unbrace.clinic.assessments.models import Assessment, Attempt, Judgement
    from unbrace.clinic.assessments.queries import Offered
    from unbrace.rehab.impairments import Impairment
    from unbrace.rehab.way_in.first_plan import FirstPlan, Line

HELD: Final = {
    HeldBack.CAUTION: "Held back",
    HeldBack.VISIT: "In a visit only",
    HeldBack.HELPER: "With a helper only",
}
CAME_IN: Final = {
    "open": "while safety questions were open",
    "caution": "though a caution holds it back",
    "P": "while a safety answer waited for you",
    "D": "while the safety answers asked for a doctor",
    "S": "while the safety answers asked for a doctor that day",
    "E": "while the safety answers said emergency",
}
NOT_SEEN: Final = {
    "view": "cannot be read from where the camera stood",
    "hidden": "a part of the body it needs was hidden",
    "not_begun": "the movement was not seen",
    "too_short": "it was ended too soon",
    "stopped": "it was stopped on the way",
    "moved_away": "the person left the place",
    "not_in_position": "the camera check was never passed",
    "nobody": "nobody was in the picture",
    "out_of_frame": "the person was not wholly in the picture",
    "low_visibility": "it was too dark or too little contrast",
    "second_person": "somebody else was in the picture",
    "no_frames": "the picture stopped",
}
BY_WORDS: Final = {By.MEASUREMENT: "measured", By.PERSON: "said by the person", By.THERAPIST: "a therapist"}


@dataclass(frozen=True)
class NumberLine:
    """One number, how good it is and what it is against the last one."""

    words: str
    quality: str
    change: str
    look: str


@dataclass(frozen=True)
class AttemptCard:
    """One attempt with all its numbers. `aside`: why it should not have been done when it came in."""

    at: datetime
    how: str
    outcome: str
    who: str
    numbers: tuple[NumberLine, ...]
    beside: tuple[str, ...]
    pain: str
    ended: str
    note: str
    aside: str
    engine: str


@dataclass(frozen=True)
class LineOfTest:
    """One test of the table."""

    title: str
    url: str
    state: str
    look: str
    how: str
    numbers: tuple[NumberLine, ...]
    pain: str
    held: str
    attempts: int


@dataclass(frozen=True)
class FoundLine:
    """One impairment: its score, what speaks for it, and the therapist's own score where one was given."""

    id: str
    words: str
    score: int
    score_words: str
    evidence: tuple[str, ...]
    alone: bool
    source: str
    judged: Judgement | None


@dataclass(frozen=True)
class DraftLine:
    """One exercise the rules would begin with."""

    title: str
    dose: str
    because: str
    changes: tuple[str, ...]


def set_title(assessment: Assessment) -> str:
    known = sets_of_tests().get(assessment.test_set)
    return known.title if known else assessment.test_set


def line_of_test(
    patient_id: Any, assessment: Assessment, one: Offered, everything: Sequence[Attempt]
) -> LineOfTest:
    """The attempt that counts: a therapist's own, else the newest."""
    told = counted(one.attempts)
    held = (
        f"{HELD[one.held_back]}{': ' + ', '.join(_plain(one.cautions)) if one.cautions else ''}"
        if one.held_back
        else ""
    )
    return LineOfTest(
        title=one.test.title,
        url=reverse("therapist:assessed_test", args=[patient_id, assessment.pk, one.test.id]),
        state=state_words(told) if told else held or "Open",
        look="tag-clay"
        if held and not told
        else "tag-mist"
        if told and told.outcome == "measured"
        else "tag-sun",
        how=told.get_how_display() if told else "",
        numbers=number_lines(told, everything) if told else (),
        pain=pain_words(told) if told else "",
        held=held,
        attempts=len(one.attempts),
    )


def counted(attempts: Sequence[Attempt]) -> Attempt | None:
    """What a therapist marked goes before what a device measured; among equals the newest."""
    marked = [one for one in attempts if one.marked]
    return (marked or list(attempts))[-1] if attempts else None


def state_words(attempt: Attempt) -> str:
    if attempt.outcome == "not_done":
        return f"Not done: {why_not_words(attempt.why)}"
    if attempt.outcome == "not_seen":
        reasons = {one["reason"] for one in attempt.numbers[:1] if one["reason"]}
        why = next((NOT_SEEN.get(reason, reason) for reason in sorted(reasons)), "")
        return f"Not seen: {why}" if why else "Not seen"
    return "Measured"


def number_lines(attempt: Attempt, everything: Sequence[Attempt]) -> tuple[NumberLine, ...]:
    by_camera = attempt.by_camera
    return tuple(
        NumberLine(
            words=f"{number_words(one.number, by_camera=by_camera)}",
            quality=quality_words(one.number),
            change=change_words(one),
            look="tag-sun" if one.change in (Change.MORE, Change.LESS) else "",
        )
        for one in compared(attempt, everything)
    )


def quality_words(number: Mapping[str, Any]) -> str:
    """How well the camera saw: empty for a number somebody wrote down."""
    if number["view_quality"] is None or number["visibility_min"] is None:
        return ""
    return (
        f"right view in {number['view_quality']:.0%} of {number['frames']} pictures, "
        f"least sure point {number['visibility_min']:.2f}, {number['trials']} trials"
    )


def change_words(one: Compared) -> str:
    """A change is called one only beyond the error of both numbers."""
    if one.change is None or one.before is None or one.before_attempt is None:
        return "first time"
    before = value_words(one.before, by_camera=one.before_attempt.by_camera)
    zone = one.attempt.assessment.patient.user.zone
    day = f"{one.before_attempt.done_at.astimezone(zone):%-d %b %Y}"
    return {
        Change.MORE: f"more than on {day} ({before}), beyond the error",
        Change.LESS: f"less than on {day} ({before}), beyond the error",
        Change.WITHIN: f"{before} on {day}: no change beyond the error",
        Change.ROUGH: f"{before} on {day}: too rough to compare",
        Change.UNLIKE: f"{before} on {day}, taken another way: not compared",
    }[one.change]


def pain_words(attempt: Attempt) -> str:
    if attempt.pain_before is None and attempt.pain_after is None:
        return "pain not asked"
    said = ["?" if pain is None else str(pain) for pain in (attempt.pain_before, attempt.pain_after)]
    return f"pain {said[0]} before, {said[1]} after"


def attempt_cards(
    attempts: Sequence[Attempt], everything: Sequence[Attempt], zone: ZoneInfo
) -> list[AttemptCard]:
    """Newest first."""
    return [_card(one, everything, zone) for one in reversed(attempts)]


def _card(attempt: Attempt, everything: Sequence[Attempt], zone: ZoneInfo) -> AttemptCard:
    main = main_numbers(attempt)
    by_camera = attempt.by_camera
    unseen = [one for one in attempt.numbers if one["value"] is None]
    beside = [one for one in attempt.numbers if one["value"] is not None and one not in main]
    return AttemptCard(
        at=attempt.done_at.astimezone(zone),
        how=attempt.get_how_display(),
        outcome=state_words(attempt),
        who=attempt.by.name or attempt.by.email,
        numbers=number_lines(attempt, everything),
        beside=(
            *(f"{one['name']}, {number_words(one, by_camera=by_camera)}" for one in beside),
            *(_unseen(one) for one in unseen),
        ),
        pain=pain_words(attempt),
        ended=f"What stopped it: {str(ENDS.get(attempt.ended, attempt.ended)).lower()}"
        if attempt.ended
        else "",
        note=attempt.note,
        aside=f"Came in {CAME_IN.get(attempt.came_in_under, '')}" if attempt.came_in_under else "",
        engine=f"Engine {attempt.engine_version}, test {attempt.content_version}"
        if attempt.engine_version
        else f"Test {attempt.content_version}",
    )


def _unseen(number: Mapping[str, Any]) -> str:
    side = SIDES.get(number["side"], "")
    at_least = f"; {number['at_least']:g} until then" if number.get("at_least") else ""
    why = NOT_SEEN.get(number["reason"] or "", number["reason"])
    return f"{number['name']}{', ' + side if side else ''}: not seen ({why}{at_least})"


def found_lines(found: Sequence[Impairment], judgements: Sequence[Judgement]) -> list[FoundLine]:
    """Every impairment with a score, and those a therapist has taken out, so that nothing disappears without a word."""
    newest = {one.impairment: one for one in reversed(judgements)}
    lines = [
        FoundLine(
            id=one.id,
            words=one.reason,
            score=one.score,
            score_words=SCORE_WORDS.get(one.score, ""),
            evidence=tuple(f"{e.what} ({BY_WORDS[e.by]})" for e in one.evidence),
            alone=one.score < LIKELY and not one.may_change_plan,
            source=one.source,
            judged=newest.get(one.id),
        )
        for one in found
    ]
    there = {line.id for line in lines}
    out = [one for name, one in newest.items() if one.score == 0 and name not in there]
    return sorted(lines, key=lambda line: -line.score) + [_taken_out(one) for one in out]


def _taken_out(judgement: Judgement) -> FoundLine:
    words = impairment_words().get(judgement.impairment, judgement.impairment)
    return FoundLine(judgement.impairment, words, 0, "taken out", (), False, "", judgement)


def impairment_words() -> dict[str, str]:
    """Every impairment a therapist can name, in one sentence."""
    return {rule.id: rule.reason for rule in RULES}


def draft_lines(plan: FirstPlan) -> list[DraftLine]:
    return [
        DraftLine(
            title=title_of(line.exercise),
            dose=_dose(line),
            because=line.because.removeprefix("because: ").replace("_", " "),
            changes=line.changes,
        )
        for line in plan.lines
    ]


def _dose(line: Line) -> str:
    dosage = line.dosage
    amount = f"{dosage.sets} × {dosage.reps}" if dosage.reps else f"{dosage.sets} ×"
    hold = f" hold {dosage.hold_s:g} s" if dosage.hold_s else ""
    days = ", ".join(DAY_NAMES[day] for day in line.days)
    return f"{amount}{hold} · {'every day' if len(line.days) == len(DAY_NAMES) else days}"


def _plain(flags: Sequence[str]) -> list[str]:
    return [flag.replace("_", " ") for flag in flags]


def set_choices(picked: str, flags: frozenset[str]) -> list[dict[str, Any]]:
    """The sets to pick from; of the picked one every test, with what a caution will hold back."""
    shelf = tests_of_function()
    return [
        {
            "set": one,
            "picked": one.id == picked,
            "tests": [
                {
                    "test": shelf[name],
                    "cautions": _plain([f for f in shelf[name].not_with if f in flags]),
                    "shown": shown_test(shelf[name]),
                }
                for name in one.tests
            ],
            "others": [(test, shown_test(test)) for test in shelf if test.id not in one.tests],
        }
        for one in sets_of_tests().values()
    ]
