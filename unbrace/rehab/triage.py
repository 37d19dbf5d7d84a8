"""From answers to urgency. Fails closed: doubt, gaps and surprises may only raise the result, never lower it.

The highest urgency of any item or combination wins, and all reasons are kept. A fact that a named clinician has
cleared (`CLEARED`) triggers nothing alone and still counts as a yes in combinations. Nothing here reads a camera, a
score or a preference.

Source of every threshold: the clinical specification's safety screen, draft until a clinician has signed it; each item
and combination names the publication behind it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from unbrace.rehab.red_flags import (
    CLEARED,
    OLD_CHECKED,
    OLD_UNCHECKED,
    UNSURE,
    YES,
    AnswerKind,
    RedFlagItem,
    Screen,
    Urgency,
)

VERSION = "triage/2026-11-draft"
ADULT_FROM_YEARS = 18


@dataclass(frozen=True)
class Reason:
    """Why: the item or combination that spoke, what it asks for, and in one sentence what it is about."""

    rule: str
    urgency: Urgency
    cleared: bool
    sentence: str
    source: str

    def __str__(self) -> str:
        return f"{self.rule}:{'cleared' if self.cleared else self.urgency.code}"


@dataclass(frozen=True)
class Triage:
    """The outcome. `missing` and `not_understood` block exercise even where nothing was answered with yes."""

    urgency: Urgency
    reasons: tuple[Reason, ...]
    missing: tuple[str, ...]
    not_understood: tuple[str, ...]
    rules_version: str
    screen_version: str

    @property
    def complete(self) -> bool:
        """True when every required answer is there and every answer given was understood."""
        return not self.missing and not self.not_understood

    @property
    def may_exercise(self) -> bool:
        """True only when nothing was found and nothing is missing. Anything else waits for a person."""
        return self.complete and self.urgency is Urgency.NONE_FOUND


class _Answers:
    """Answers as the combination rules read them."""

    def __init__(self, given: Mapping[str, str], age: int | None) -> None:
        self._given = given
        self.age = age

    def yes(self, *ids: str) -> bool:
        return any(self._given.get(item) in (YES, CLEARED) for item in ids)

    def yes_or_unsure(self, *ids: str) -> bool:
        return any(self._given.get(item) in (YES, UNSURE, CLEARED) for item in ids)

    def at_least(self, years: int) -> bool:
        """An unknown age is taken as old enough: a missing answer never counts as "no"."""
        return self.age is None or self.age >= years


_NEW_NEUROLOGY = ("NEU-1", "NEU-2", "CES-5", "MYE-1", "MYE-2", "ARM-1")


def cancer_with_neurology(a: _Answers) -> bool:
    """A history of cancer together with weakness, unsteadiness or a band of pain."""
    return a.yes("CAN-1") and a.yes(*_NEW_NEUROLOGY, "CAN-4")


def cancer_with_systemic_signs(a: _Answers) -> bool:
    """A history of cancer together with weight loss or pain that nothing changes."""
    return a.yes("CAN-1") and a.yes("CAN-2", "CAN-3") and not cancer_with_neurology(a)


def infection_with_neurology(a: _Answers) -> bool:
    """Fever or feeling ill together with new weakness or unsteadiness."""
    return a.yes("INF-1") and a.yes(*_NEW_NEUROLOGY)


def infection_triad(a: _Answers) -> bool:
    """Fever, a reason to catch infections easily, and pain that nothing changes."""
    return a.yes("INF-1") and a.yes("INF-2") and a.yes("CAN-3")


def unfamiliar_neck_pain_with_vascular_risk(a: _Answers) -> bool:
    """A sudden unfamiliar neck pain or headache after an injury or with a vascular risk."""
    return a.yes("CAD-1") and a.yes("CAD-3")


def rapid_myelopathy(a: _Answers) -> bool:
    """Signs from the spinal cord together with bladder or bowel change, injury or worsening."""
    return a.yes("MYE-1", "MYE-2", "MYE-3") and (
        a.yes_or_unsure("CES-2", "CES-3") or a.yes("CSP-1", "CSP-2", "NEU-2")
    )


def upper_neck_instability(a: _Answers) -> bool:
    """A condition that can loosen the upper neck together with cord signs or an unchecked injury."""
    return a.yes("UCI-1") and a.yes("MYE-1", "MYE-2", "CSP-2")


def aneurysm_in_older_age(a: _Answers) -> bool:
    """From 60 on: pain that nothing changes and a known or possible aneurysm."""
    return a.at_least(60) and a.yes("CAN-3") and a.yes_or_unsure("AAA-2")


def systemic_signs(a: _Answers) -> bool:
    """Weight loss together with pain that nothing changes."""
    return a.yes("CAN-2") and a.yes("CAN-3")


def fracture_with_neurology(a: _Answers) -> bool:
    """A fragile-bone injury together with new weakness or unsteadiness."""
    return a.yes("FRX-2") and a.yes(*_NEW_NEUROLOGY)


@dataclass(frozen=True)
class Combination:
    """Answers that mean more together than each alone."""

    id: str
    applies: Callable[[_Answers], bool]
    urgency: Urgency
    source: str

    @property
    def sentence(self) -> str:
        return (self.applies.__doc__ or "").strip()


_E, _S = Urgency.EMERGENCY, Urgency.DOCTOR_TODAY
COMBINATIONS: tuple[Combination, ...] = (
    Combination("C1", cancer_with_neurology, _E, "NICE NG234 (from memory, verify)"),
    Combination("C2", cancer_with_systemic_signs, _S, "IFOMPT 2020"),
    Combination("C3", infection_with_neurology, _E, "IFOMPT 2020"),
    Combination("C4", infection_triad, _E, "IFOMPT 2020"),
    Combination("C5", unfamiliar_neck_pain_with_vascular_risk, _E, "IFOMPT Cervical Framework 2023"),
    Combination("C6", rapid_myelopathy, _E, "NICE CKS neck pain; KCE 119"),
    Combination("C7", upper_neck_instability, _E, "IFOMPT Cervical Framework 2023"),
    Combination("C8", aneurysm_in_older_age, _E, "NICE NG156 (from memory, verify)"),
    Combination("C9", systemic_signs, _S, "IFOMPT 2020"),
    Combination("C10", fracture_with_neurology, _E, "IFOMPT 2020"),
)

#: Every question that a combination or a rule of its own looks at. The screen must hold them all.
RULED_ON = frozenset(_NEW_NEUROLOGY) | {
    "CAN-1", "CAN-2", "CAN-3", "CAN-4", "INF-1", "INF-2", "CAD-1", "CAD-3", "MYE-3", "CES-2", "CES-3",
    "CSP-1", "CSP-2", "UCI-1", "AAA-2", "FRX-2", "GEN-5",
}  # fmt: skip


def triage(
    answers: Mapping[str, str], *, age: int | None, screen: Screen, required: Iterable[str] = ()
) -> Triage:
    """Urgency and reasons for `answers` (item id → answer code), `age` in years or None when not known.

    `required` are the ids that must be answered (`Screen.required`). An id or answer this version does not know makes
    the result at least `TELL_THERAPIST` and incomplete; it is never dropped silently.
    """
    not_understood = tuple(
        sorted(
            item
            for item, answer in answers.items()
            if item not in screen.items or answer not in screen.items[item].allowed_answers()
        )
    )
    missing = tuple(item for item in required if item not in answers and not _known_from_age(item, age))
    reasons = (
        *_reasons_of_items(answers, age, screen, frozenset(not_understood)),
        *_reasons_of_combinations(_Answers(answers, age)),
    )
    raised = [reason.urgency for reason in reasons if not reason.cleared]
    if not_understood:
        raised.append(Urgency.TELL_THERAPIST)
    urgency = max(raised, default=Urgency.NONE_FOUND)
    return Triage(urgency, reasons, missing, not_understood, VERSION, screen.version)


def _known_from_age(item: str, age: int | None) -> bool:
    return item == "GEN-5" and age is not None


def _reasons_of_items(
    answers: Mapping[str, str], age: int | None, screen: Screen, skip: frozenset[str]
) -> list[Reason]:
    answers = dict(answers)
    if age is not None and age < ADULT_FROM_YEARS and "GEN-5" in screen.items:
        answers["GEN-5"] = YES
    found = []
    for item in screen.items.values():
        if item.id not in answers or item.id in skip:
            continue
        urgency = _urgency_of(item, answers[item.id])
        cleared = answers[item.id] == CLEARED
        if cleared or urgency is not Urgency.NONE_FOUND:
            found.append(Reason(item.id, urgency, cleared, item.concern, item.source))
    return found


def _urgency_of(item: RedFlagItem, answer: str) -> Urgency:
    if item.kind is AnswerKind.COUNT:
        reached = answer.isdigit() and item.count_from is not None and int(answer) >= item.count_from
        return item.if_count or Urgency.TELL_THERAPIST if reached else Urgency.NONE_FOUND
    by_answer = {
        YES: item.if_yes,
        UNSURE: item.if_unsure,
        OLD_CHECKED: Urgency.TELL_THERAPIST,
        OLD_UNCHECKED: Urgency.DOCTOR_TODAY,
    }
    return by_answer.get(answer) or Urgency.NONE_FOUND


def _reasons_of_combinations(answers: _Answers) -> list[Reason]:
    return [
        Reason(rule.id, rule.urgency, False, rule.sentence, rule.source)
        for rule in COMBINATIONS
        if rule.applies(answers)
    ]
