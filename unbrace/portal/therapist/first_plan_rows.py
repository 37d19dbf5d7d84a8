"""The draft for a new person as the therapist reads it: a row of the work-list, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from unbrace.portal.group_words import group_words
from unbrace.portal.logbook import title_of
from unbrace.portal.therapist.proposal_rows import since_words
from unbrace.portal.ui.worklist_row.worklist_row import WorklistRow

if TYPE_CHECKING:
    from unbrace.clinic.intakes.models import Intake
    from unbrace.clinic.worklist.models import FirstPlan

SCORE_WORDS = {1: "hint", 2: "likely", 3: "confirmed"}
LOOK = "New person: draft plan to look at"


@dataclass(frozen=True)
class WhyLine:
    """One exercise of the draft: why it is there, and what to do differently because of a flag."""

    title: str
    because: str
    changes: tuple[str, ...]


@dataclass(frozen=True)
class FoundLine:
    """One thing the answers point to: how sure, in one sentence, and who said so."""

    words: str
    score: str
    evidence: str


@dataclass(frozen=True)
class FirstPlanCard:
    """What the draft rests on. `ask`: why there is no draft."""

    ask: str
    groups: tuple[str, ...]
    found: tuple[FoundLine, ...]
    flags: tuple[str, ...]
    why: tuple[WhyLine, ...]
    sources: str
    rules: str
    refuse_url: str


@dataclass(frozen=True)
class ToldCard:
    """What the person told, as they read it, and what the questionnaires came to."""

    sent_at: datetime
    version: str
    questions: list[dict[str, Any]]
    scores: tuple[str, ...]


def row_of_first_plan(plan: FirstPlan, now: datetime) -> WorklistRow:
    """Opened in the builder, where everything it rests on is in view; refused here with a reason."""
    groups = " and ".join(group_words(group["name"]) for group in plan.groups)
    codes = ", ".join(group["name"] for group in plan.groups)
    drafted = f"{len(plan.lines)} exercises drafted for: {groups}." if plan.lines else f"No draft: {plan.ask}"
    return WorklistRow(
        name=plan.patient.name,
        patient_url=reverse("therapist:patient", args=[plan.patient_id]),
        why=f"{LOOK}. {drafted}",
        since=since_words(plan.made_at, now),
        kind="New person",
        look="tag-sun",
        rule=f"Group: {codes}. Rules: {plan.rules_version}." if codes else f"Rules: {plan.rules_version}.",
        source="; ".join(plan.sources),
        key=f"first-plan-{plan.pk}",
        change_url=reverse("therapist:programme", args=[plan.patient_id]),
        change_label="Open the draft" if plan.lines else "Write it",
        change_what="Open the draft for" if plan.lines else "Write a programme for",
        refuse_url=reverse("therapist:refuse_first_plan", args=[plan.pk]),
    )


def first_plan_card(plan: FirstPlan) -> FirstPlanCard:
    return FirstPlanCard(
        ask=plan.ask,
        groups=tuple(_group(group) for group in plan.groups),
        found=tuple(
            FoundLine(one["reason"], SCORE_WORDS.get(one["score"], ""), "; ".join(one["evidence"]))
            for one in plan.found
        ),
        flags=tuple(flag.replace("_", " ") for flag in plan.flags),
        why=tuple(
            WhyLine(title_of(line["exercise"]), _because(line["because"]), tuple(line["changes"]))
            for line in plan.lines
        ),
        sources="; ".join(plan.sources),
        rules=plan.rules_version,
        refuse_url=reverse("therapist:refuse_first_plan", args=[plan.pk]),
    )


def told_card(intake: Intake | None) -> ToldCard | None:
    """None while nothing was sent."""
    if intake is None or intake.sent_at is None:
        return None
    return ToldCard(
        sent_at=intake.sent_at,
        version=intake.questions_version,
        questions=intake.told,
        scores=tuple(_score_words(one) for one in intake.scores),
    )


def _group(group: dict[str, Any]) -> str:
    words = group_words(group["name"])
    return f"{words[:1].upper()}{words[1:]}. {group['reason']} (group {group['name']})"


def _because(because: str) -> str:
    """The reason without the word before it, names of impairments as words."""
    return " ".join(word.replace("_", " ") for word in because.removeprefix("because: ").split(" "))


def _score_words(score: dict[str, Any]) -> str:
    _, _, variant = score["measure"].partition(":")
    name = f"{score['title']}, {variant}" if variant else score["title"]
    band = f", {score['band']}" if score["band"] else ""
    own = " (our own words, not a validated scale)" if score["not_validated"] else ""
    return f"{name}: {score['value']:g}{band}{own}"
