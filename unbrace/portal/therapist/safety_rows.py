"""Safety as the therapist reads it: the rows that stand first on the work-list, and the card on a person's page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.urls import reverse
from django.utils import timezone

from unbrace.clinic.questionnaires.queries import asked_of
from unbrace.portal.safety_words import (
    ANSWER_WORDS,
    LEVEL_WORDS,
    REGION_WORDS,
    ReasonLine,
    question_words,
    reason_lines,
    said_lines,
)
from unbrace.portal.therapist.proposal_rows import since_words
from unbrace.portal.ui.worklist_row.worklist_row import WorklistRow
from unbrace.rehab.flare_up import FlareAlert
from unbrace.rehab.red_flags import Urgency

if TYPE_CHECKING:
    from unbrace.clinic.check_ins.gate import Flare
    from unbrace.clinic.questionnaires.models import Finding, SafetyScreen
    from unbrace.clinic.questionnaires.queries import Elsewhere
    from unbrace.clinic.worklist.queries import SafetyRow

ELSEWHERE: Final = "Stopped by a safety answer given elsewhere; ask the person"
CLEARED_THERE: Final = "What was answered is shown where it was answered, and is cleared there."
CLEAR_HERE: Final = (
    "That care has ended, so nobody there looks any more: ask, and clear it here with a reason."
)
FLARE_WORDS: Final = {
    None: "",
    FlareAlert.MESSAGE_THERAPIST: " It has not settled yet: please write to them.",
    FlareAlert.THERAPIST_REVIEW_48H: " A week without settling: please look within 48 hours.",
    FlareAlert.THERAPIST_VISIT: " Two weeks without settling: please see them.",
    FlareAlert.DOCTOR_REVIEW: " Six weeks without settling: a doctor should look.",
}


def row_of_safety(row: SafetyRow, now: datetime) -> WorklistRow:
    """Who, how urgent, why in words, since when. It is judged on the person's page, with all answers in view."""
    reasons = [line for finding in row.findings for line in reason_lines(finding)]
    words = list(dict.fromkeys(line.words.rstrip(".") for line in reasons))
    if row.elsewhere:
        words.append(ELSEWHERE)
    unanswered = any(not finding.complete for finding in row.findings)
    return WorklistRow(
        name=row.patient.name,
        patient_url=reverse("therapist:patient", args=[row.patient.pk]) + "#safety",
        why="; ".join(words) + ("; not all questions answered." if unanswered else "."),
        since=since_words(row.since, now),
        kind=LEVEL_WORDS[row.urgency],
        look="tag-clay" if row.urgency >= Urgency.DOCTOR_IN_DAYS else "tag-sun",
        rule=f"Rules: {', '.join(dict.fromkeys(line.rule for line in reasons))}." if reasons else "",
        source="; ".join(dict.fromkeys(line.source for line in reasons)),
        source_words="Where this comes from",
        key=f"safety-{row.patient.pk}",
    )


def row_of_flare(flare: Flare, now: datetime) -> WorklistRow:
    patient = flare.flare_up.patient
    today = f"{flare.pain} of 10 today" if flare.pain is not None else "not rated today"
    return WorklistRow(
        name=patient.name,
        patient_url=reverse("therapist:patient", args=[patient.pk]),
        why=f"Day {flare.day}, {today}, usually {flare.usual:g}.{FLARE_WORDS[flare.plan.alert]}",
        since=since_words(flare.flare_up.began_at, now),
        kind="Flare-up",
        look="tag-sun",
        key=f"flare-{flare.flare_up.pk}",
    )


@dataclass(frozen=True)
class AnswerLine:
    """One question and what was answered, with the question's id."""

    item: str
    words: str
    answer: str


@dataclass(frozen=True)
class ScreenLine:
    """One screen: when, why asked, what was found and what became of it."""

    heading: str
    when: datetime
    level: str
    look: str
    said: tuple[str, ...]
    reasons: tuple[ReasonLine, ...]
    answers: tuple[AnswerLine, ...]
    unanswered: tuple[str, ...]
    not_understood: tuple[str, ...]
    shown: str
    versions: str
    waits: bool
    cleared: str
    finding: str
    letter_url: str


@dataclass(frozen=True)
class ElsewhereLine:
    """That another care of the same person stops them: what to do, how urgent, since when. Never what was answered."""

    words: str
    when: datetime
    level: str
    look: str
    waits: bool


@dataclass(frozen=True)
class SafetyCard:
    """`waiting` is what the clear form clears, `others` all that needs nothing; newest first.

    `elsewhere` are lines about what another care of the same person found, without its content; `clears` the ids that
    the form clears: what waits here, and what waits from a care that has ended.
    """

    urgency: str
    look: str
    waiting: tuple[ScreenLine, ...]
    others: tuple[ScreenLine, ...]
    begun: bool
    elsewhere: tuple[ElsewhereLine, ...] = ()
    clears: tuple[str, ...] = ()

    @property
    def stands_first(self) -> bool:
        """Whether something waits, here or elsewhere, so that the card comes before everything else."""
        return bool(self.waiting) or any(line.waits for line in self.elsewhere)

    @property
    def screened(self) -> bool:
        return any(line.finding for line in (*self.waiting, *self.others))


def safety_card(screens: Iterable[SafetyScreen], elsewhere: Sequence[Elsewhere] = ()) -> SafetyCard:
    """From every screen of one person, newest first, and what their other cares found."""
    lines = [_line(screen) for screen in screens]
    waiting = [line for line in lines if line.waits]
    levels = [_level(line) for line in waiting]
    levels += [one.urgency for one in elsewhere if one.cleared_at is None]
    worst = max(levels, default=Urgency.NONE_FOUND)
    return SafetyCard(
        urgency=LEVEL_WORDS[worst],
        look=_look(worst),
        waiting=tuple(waiting),
        others=tuple(line for line in lines if not line.waits),
        begun=any(not line.finding for line in lines[:1]),
        elsewhere=tuple(_line_elsewhere(one) for one in elsewhere),
        clears=(
            *(line.finding for line in waiting),
            *(str(one.finding) for one in elsewhere if one.ours_to_clear),
        ),
    )


def _line_elsewhere(one: Elsewhere) -> ElsewhereLine:
    when = timezone.localtime(one.at)
    if one.cleared_at is not None:
        cleared = timezone.localtime(one.cleared_at)
        words = f"A safety answer given elsewhere stopped this person; it was cleared there on {cleared:%-d %B %Y}."
        return ElsewhereLine(words, when, LEVEL_WORDS[one.urgency], "tag-mist", waits=False)
    then = CLEAR_HERE if one.ours_to_clear else CLEARED_THERE
    return ElsewhereLine(
        f"{ELSEWHERE}. {then}", when, LEVEL_WORDS[one.urgency], _look(one.urgency), waits=True
    )


def _level(line: ScreenLine) -> Urgency:
    return next(level for level, words in LEVEL_WORDS.items() if words == line.level)


def _look(level: Urgency) -> str:
    return "tag-clay" if level >= Urgency.DOCTOR_IN_DAYS else "tag-sun" if level else "tag-mist"


def _line(screen: SafetyScreen) -> ScreenLine:
    asked = asked_of(screen)
    found = list(screen.findings.all())
    finding = _telling(found)
    level = finding.level if finding else Urgency.NONE_FOUND
    return ScreenLine(
        heading=screen.get_asked_in_display().capitalize(),
        when=timezone.localtime(finding.at if finding else screen.started_at),
        level=LEVEL_WORDS[level] if finding else "Not finished",
        look=_look(level),
        said=said_lines(asked),
        reasons=reason_lines(finding) if finding else (),
        answers=tuple(
            AnswerLine(item, question_words(item), ANSWER_WORDS.get(answer, answer))
            for item, answer in asked.answers.items()
        ),
        unanswered=tuple(question_words(item) for item in asked.missing),
        not_understood=tuple(finding.not_understood) if finding else (),
        shown=finding.shown if finding else "",
        versions=_versions(screen, finding),
        waits=finding is not None and finding.waits and not hasattr(finding, "clearance"),
        cleared=_cleared(found),
        finding=str(finding.pk) if finding else "",
        letter_url=reverse("therapist:letter", args=[screen.patient_id, finding.pk]) if finding else "",
    )


def _telling(findings: list[Finding]) -> Finding | None:
    """The one that still waits, else the newest."""
    waiting = [finding for finding in findings if finding.waits and not hasattr(finding, "clearance")]
    return max(waiting, key=lambda f: f.urgency) if waiting else findings[-1] if findings else None


def _versions(screen: SafetyScreen, finding: Finding | None) -> str:
    where = ", ".join(REGION_WORDS[region] for region in screen.where)
    rules = f", rules {finding.rules_version}" if finding else ""
    return f"Asked about: {where}. Questions {screen.screen_version} ({screen.language}){rules}."


def _cleared(findings: list[Finding]) -> str:
    made = [finding.clearance for finding in findings if hasattr(finding, "clearance")]
    return "; ".join(
        f"Cleared by {one.by.name or one.by.email}, {timezone.localtime(one.at):%-d %B %Y, %H:%M}: {one.reason}"
        for one in made
    )
