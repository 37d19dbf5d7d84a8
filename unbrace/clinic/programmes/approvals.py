"""What a change of one person's programme needs a named yes for, before it becomes a signed version.

The conditions are `rehab.approvals` (progression rules, section 8); here they are told what is about to change and what
is known. Nobody is asked again for what they have said yes to: an exercise that stands in the current version, and was
signed knowing today's flags, is not new.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from unbrace.clinic.intakes.queries import asked_of as intake_asked_of
from unbrace.clinic.intakes.queries import sent_intake_of
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.programmes.content import content_of
from unbrace.clinic.programmes.draft import PrescriptionDraft, draft_of, tempo_of
from unbrace.clinic.programmes.exercises import catalogue
from unbrace.clinic.programmes.models import ProgrammeVersion
from unbrace.clinic.questionnaires.queries import Known, known_of
from unbrace.clinic.refused import Refused
from unbrace.library.exercise_file import CautionRule
from unbrace.rehab.approvals import Approval, Intended, approvals_for
from unbrace.rehab.coming_back import returns_after
from unbrace.rehab.dosage import Dosage, Sides
from unbrace.rehab.plan_draft.first_dose import minutes
from unbrace.rehab.way_in.meaning import flags_told
from unbrace.rehab.way_in.safety_flags import safety_flags

if TYPE_CHECKING:
    from unbrace.library.exercise import Exercise

#: Reading the first line and finding the place, for each exercise.
MINUTES_TO_GET_READY = 0.5
TELLS_OF_DISTRESS = frozenset({"phq-8", "phq-9", "gad-7"})
#: Taken where the content aims at no effort: the middle of the strength range.
USUAL_EFFORT = 5.0

NEEDED = "This needs your yes by name: {reasons} Tick each, say in a few words why, and sign again."


class NeedsApproval(Refused):
    """Something in here is signed only by somebody who says yes to it by name. `needed`: what that is."""

    def __init__(self, needed: Sequence[Approval]) -> None:
        super().__init__(NEEDED.format(reasons=" ".join(one.reason for one in needed)), field="approved")
        self.needed = tuple(needed)


@dataclass(frozen=True)
class ToldOfThemselves:
    """What the way in says beside the safety answers. `distress` is the highest of PHQ-8, PHQ-9 and GAD-7, None while
    none was answered: mood questions are optional and come in only where a clinic has imported them."""

    flags: frozenset[str] = frozenset()
    distress: int | None = None
    at: datetime | None = None


def told_of_themselves(patient: Patient) -> ToldOfThemselves:
    intake = sent_intake_of(patient)
    if intake is None:
        return ToldOfThemselves()
    asked = intake_asked_of(patient, intake)
    here = {one.id: asked.said[one.id] for one in asked.questions if asked.is_answered(one)}
    scores = [one["value"] for one in intake.scores if one["measure"] in TELLS_OF_DISTRESS]
    distress = int(max(scores)) if scores else None
    return ToldOfThemselves(frozenset(flags_told(here)), distress, intake.sent_at)


@dataclass(frozen=True)
class Change:
    """What is about to be signed for one person, against what is signed. `versions` newest first."""

    drafts: Sequence[PrescriptionDraft]
    versions: Sequence[ProgrammeVersion]
    known: Known
    told: ToldOfThemselves
    overrides_step_back: bool = False
    news_at: datetime | None = None

    @property
    def last(self) -> ProgrammeVersion | None:
        return self.versions[0] if self.versions else None

    @property
    def signed(self) -> list[PrescriptionDraft]:
        return [draft_of(p) for p in self.last.prescriptions.all()] if self.last else []

    @property
    def is_news(self) -> bool:
        """Whether something came in after the last signature, so that nobody has signed knowing it: a safety finding,
        a way in, or what `worklist.news` counts (flare-ups, warnings of the rules, messages, jumps in pain)."""
        moments = (self.known.told_at, self.told.at, self.news_at)
        told = [moment for moment in moments if moment is not None]
        return self.last is None or any(moment > self.last.signed_at for moment in told)

    def intended(self) -> Intended:
        before = {draft.exercise for draft in self.signed}
        exercises = _exercises(self.drafts)
        new = [one for one in exercises if self.is_news or one.id not in before]
        own = [
            content
            for draft in self.drafts
            if (self.is_news or draft.exercise not in before) and (content := content_of(draft.exercise))
            if content.clinic_id is not None
        ]
        codes = frozenset(one.code for one in new) | {one.id for one in own}
        efforts = [one.dosage.default.effort.highest for one in new if one.dosage.default.effort]
        return Intended(
            age=self.known.age,
            codes=codes,
            ask_first={one.code: _asks_first(one) for one in new} | {one.id: one.ask_first for one in own},
            flags=safety_flags(self.known.answers) | self.told.flags,
            first_plan=self.last is None,
            had_a_therapist_flag=self.known.had_a_flag,
            load_kg=_heaviest(self.drafts),
            highest_load_kg_before=_heaviest(self._ever()),
            effort_target=max(efforts, default=None),
            exercises=max((len(day) for day in _days(self.drafts)), default=0),
            minutes_a_day=max((sum(map(_minutes, day)) for day in _days(self.drafts)), default=0.0),
            returns_after=returns_after(self.known.answers) if self.is_news else None,
            load_rise=_rise(self.signed, self.drafts),
            distress=self.told.distress,
            overrides_step_back=self.overrides_step_back,
            ends_a_lock=self._ends_a_lock(),
        )

    def _ever(self) -> list[PrescriptionDraft]:
        return [draft_of(p) for version in self.versions for p in version.prescriptions.all()]

    def _ends_a_lock(self) -> bool:
        """The first version after a clinician has cleared what had stopped the programme."""
        opened = self.known.lock_cleared_at
        return opened is not None and (self.last is None or opened > self.last.signed_at)


def approvals_needed(
    patient: Patient,
    drafts: Sequence[PrescriptionDraft],
    versions: Sequence[ProgrammeVersion],
    *,
    overrides_step_back: bool = False,
    news_at: datetime | None = None,
) -> tuple[Approval, ...]:
    """Every condition that asks for a named yes before these drafts are signed. `news_at`: when the newest came in of
    what the rooms above know."""
    known, told = known_of(patient), told_of_themselves(patient)
    change = Change(drafts, versions, known, told, overrides_step_back, news_at)
    return approvals_for(change.intended())


def _exercises(drafts: Iterable[PrescriptionDraft]) -> list[Exercise]:
    known = catalogue()
    return [known[draft.exercise] for draft in drafts if draft.exercise in known]


def _asks_first(exercise: Exercise) -> frozenset[str]:
    """Flags whose caution asks for a therapist, and those that rule the exercise out: past them it needs a name."""
    asks = (caution.when for caution in exercise.cautions if caution.rule is CautionRule.THERAPIST_APPROVES)
    return frozenset(asks) | frozenset(exercise.contraindications)


def _heaviest(drafts: Iterable[PrescriptionDraft]) -> float | None:
    """What was written, else what the content begins with: a load that nobody wrote down is one all the same."""
    return max((load for draft in drafts if (load := _load(draft)) is not None), default=None)


def _load(draft: PrescriptionDraft) -> float | None:
    known = catalogue()
    if draft.load_kg is not None or draft.exercise not in known:
        return draft.load_kg
    return known[draft.exercise].dosage.default.load_kg


def _days(drafts: Sequence[PrescriptionDraft]) -> list[list[PrescriptionDraft]]:
    """What each day of the week asks for."""
    return [[draft for draft in drafts if not draft.days or day in draft.days] for day in range(7)]


def _minutes(draft: PrescriptionDraft) -> float:
    known = catalogue()
    usual = known[draft.exercise].dosage.default if draft.exercise in known else Dosage(sets=draft.sets)
    dosage = replace(
        usual,
        sets=draft.sets,
        reps=draft.reps,
        hold_s=draft.hold_s,
        side=Sides(draft.side),
        rest_s=draft.rest_s,
        tempo=tempo_of(draft.tempo) or usual.tempo,
    )
    return minutes(dosage) + MINUTES_TO_GET_READY


def _weekly_load(drafts: Iterable[PrescriptionDraft]) -> float:
    """Minutes times the effort aimed at, over a week."""
    known, load = catalogue(), 0.0
    for draft in drafts:
        aimed = known[draft.exercise].dosage.default.effort if draft.exercise in known else None
        load += (len(set(draft.days)) or 7) * _minutes(draft) * (aimed.highest if aimed else USUAL_EFFORT)
    return load


def _rise(before: Sequence[PrescriptionDraft], after: Sequence[PrescriptionDraft]) -> float | None:
    """How much more a week holds; None for a first plan."""
    load = _weekly_load(before)
    return _weekly_load(after) / load - 1 if load else None
