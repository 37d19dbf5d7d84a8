"""From a screen to its finding: the rules are asked, and what they say is kept with what the person is shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from unbrace.clinic.patients.models import Patient
from unbrace.clinic.questionnaires.asked import AGE, Asked
from unbrace.clinic.questionnaires.models import Finding, GivenAnswer, SafetyScreen
from unbrace.clinic.questionnaires.red_flags import red_flag_screen
from unbrace.clinic.questionnaires.words import (
    SHOWS_THE_CARD,
    about_hurting_oneself,
    crisis_words,
    told,
    warning_card,
)
from unbrace.rehab.asking import answer_of
from unbrace.rehab.red_flags import NO, STICKY, Urgency
from unbrace.rehab.sticky_facts import EarlierScreen, carried_over, joined
from unbrace.rehab.triage import Reason, Triage, triage

STALE = Reason(
    "stale_version",
    Urgency.TELL_THERAPIST,
    False,
    "The questions were renewed while they were being answered.",
    "Safety screen, section 1.2: fail closed",
)


def asked_of(screen: SafetyScreen) -> Asked:
    """The screen with all its rows, and the age as it was last told."""
    rows = tuple(screen.answers.all())
    told_here = any(row.item == AGE for row in rows)
    return Asked(screen, rows, red_flag_screen(), None if told_here else _known_age(screen))


def _known_age(screen: SafetyScreen) -> int | None:
    told = GivenAnswer.objects.filter(screen__patient_id=screen.patient_id, item=AGE).exclude(screen=screen)
    newest = told.order_by("-pk").values_list("answer", flat=True).first()
    return int(newest) if newest and newest.isdigit() else None


def facts_of(patient: Patient, besides: SafetyScreen | None = None) -> dict[str, str]:
    """The sticky facts of all screens of this patient, cleared where a clinician has looked at all of them.

    `besides` is left out: the one that is being answered.
    """
    screens = patient.safety_screens.filter(answers__item__in=STICKY).distinct()
    screens = screens.exclude(pk=besides.pk) if besides else screens
    return carried_over(
        EarlierScreen(_sticky(screen.answers.all()), _all_cleared(screen.findings.all()))
        for screen in screens.prefetch_related("answers", "findings__clearance")
    )


def facts_among(patient: Patient, items: Collection[str]) -> dict[str, str]:
    """What was ever said to these questions, in any screen; a later no takes nothing back."""
    wanted = GivenAnswer.objects.filter(screen__patient=patient, item__in=items)
    by_screen: dict[Any, list[GivenAnswer]] = {}
    for row in wanted.order_by("screen__started_at", "pk"):
        by_screen.setdefault(row.screen_id, []).append(row)
    found: dict[str, str] = {}
    for rows in by_screen.values():
        said = _sticky(rows, items)
        found |= {
            item: answer for item, answer in said.items() if answer not in (NO, "0") or item not in found
        }
    return found


def _sticky(rows: Iterable[GivenAnswer], wanted: Collection[str] = STICKY) -> dict[str, str]:
    given: dict[str, dict[int, str]] = {}
    for row in rows:
        if row.item in wanted:
            given.setdefault(row.item, {})[row.step] = row.answer
    items = red_flag_screen().items
    said = {item: answer_of(items[item], steps) for item, steps in given.items()}
    return {item: answer for item, answer in said.items() if answer is not None}


def _all_cleared(findings: Iterable[Finding]) -> bool:
    waited = [finding for finding in findings if finding.waits]
    return bool(waited) and all(hasattr(finding, "clearance") for finding in waited)


def assess(asked: Asked, facts: Mapping[str, str]) -> Triage:
    """What the rules say to the answers so far. Unanswered questions are in `missing`, never a no."""
    return triage(joined(asked.answers, facts), age=asked.age, screen=asked.red_flags, required=asked.items)


def write_finding(asked: Asked, outcome: Triage, *, stale: bool = False) -> Finding:
    """Keep what was found and what is shown. An incomplete screen is never "nothing found"."""
    urgency = outcome.urgency
    reasons: list[Reason] = list(outcome.reasons)
    complete = outcome.complete and not stale
    if stale:
        reasons.append(STALE)
    if not complete:
        urgency = max(urgency, Urgency.TELL_THERAPIST)
    clinic, language = asked.screen.patient.clinic, asked.screen.patient.user.language.split("-")[0].lower()
    words = [str(told(urgency, clinic, language))]
    if about_hurting_oneself(reasons) and (crisis := crisis_words(clinic, language)):
        words.append(str(crisis))
    card = str(warning_card(clinic, language)) if asked.screen.occasion in SHOWS_THE_CARD else ""
    return Finding.objects.create(
        screen=asked.screen,
        urgency=urgency,
        reasons=[_kept(reason) for reason in reasons],
        missing=list(outcome.missing),
        not_understood=list(outcome.not_understood),
        complete=complete,
        waits=urgency is not Urgency.NONE_FOUND or not complete,
        rules_version=outcome.rules_version,
        shown="\n\n".join(words),
        card_shown=card,
    )


def _kept(reason: Reason) -> dict[str, Any]:
    return {
        "rule": reason.rule,
        "urgency": reason.urgency.code,
        "cleared": reason.cleared,
        "sentence": reason.sentence,
        "source": reason.source,
    }
