from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from unbrace.clinic.assessments.models import Attempt, Outcome
from unbrace.clinic.assessments.queries import Compared, attempts_of, compared, flags_of, tests_of_function
from unbrace.clinic.check_ins.gate import Gate, gate_of
from unbrace.clinic.lifts.models import LadderStep, OwnTask, TaskTry
from unbrace.clinic.lifts.texts import lifting_texts, lifting_words
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import today_of
from unbrace.clinic.programmes.approvals import told_of_themselves
from unbrace.clinic.questionnaires.queries import Allowed, known_of
from unbrace.clinic.refused import NotYours
from unbrace.rehab.approvals import Approval, Intended, approvals_for
from unbrace.rehab.coming_back import returns_after
from unbrace.rehab.lifting import LONGEST_HOURS, Grip, Lift, LiftingIndex, lifting_index, lower_of
from unbrace.rehab.lifting_ladder import (
    BOUNDS,
    COMFORTABLE_CM,
    Proposed,
    Step,
    Try,
    Way,
    easier,
    first_step,
    share_of_the_way,
    stepped_back,
    what_next,
)
from unbrace.rehab.lifting_seen import LiftCue, LiftSeen, Style, cues_of, style_of

__all__ = [
    "BOUNDS",
    "Ladder",
    "Proposed",
    "Step",
    "WaitingStep",
    "Way",
    "day_after_asked",
    "has_own_task",
    "index_of",
    "ladder_of",
    "lift_tests_of",
    "lifting_texts",
    "lifting_words",
    "needs_a_yes",
    "step_of",
    "task_of",
    "tasks_of",
    "waiting_steps_of",
]

LIFT_TEST, HINGE_TEST = "box-lift", "hip-hinge"
#: Afterwards nobody remembers how that day was.
ASKED_FOR = timedelta(days=3)
READINGS = {
    "hip bend": "hip_deg",
    "knee bend": "knee_deg",
    "reach of the hands": "reach_percent",
    "height of the hands": "hands_percent",
    "turn": "turn_deg",
    "speed": "speed_deg_per_s",
}


def tasks_of(patient: Patient) -> QuerySet[OwnTask]:
    """Newest first, with their ratings."""
    return OwnTask.objects.filter(patient=patient).select_related("patient__user").prefetch_related("ratings")


def task_of(patient: Patient) -> OwnTask | None:
    """The one they want to do again now."""
    return tasks_of(patient).filter(ended_at=None).first()


def step_of(patient: Patient, step_id: Any) -> LadderStep:
    """One of this person's; anybody else's is like an unknown one."""
    found = LadderStep.objects.filter(task__patient=patient, pk=step_id)
    step = found.select_related("task__patient__user").first()
    if step is None:
        raise NotYours
    return step


def try_of(patient: Patient, try_id: Any) -> TaskTry:
    found = TaskTry.objects.filter(step__task__patient=patient, pk=try_id)
    tried = found.select_related("step__task__patient__user", "day_after").first()
    if tried is None:
        raise NotYours
    return tried


@dataclass(frozen=True)
class Ladder:
    """`now` is the step that was signed last, None before the first; `today` what may be done at most until a therapist
    has looked; `may` whether safety leaves it open."""

    task: OwnTask
    goal: Step
    steps: tuple[LadderStep, ...]
    tries: tuple[TaskTry, ...]
    proposed: Proposed | None
    today: Step | None
    share: float
    may: bool

    @property
    def now(self) -> LadderStep | None:
        return self.steps[-1] if self.steps else None

    @property
    def waits(self) -> bool:
        """Whether a therapist has something to sign: a first step, one on, or one back."""
        return self.proposed is None or self.proposed.way is not Way.STAY


def ladder_of(task: OwnTask, gate: Gate | None = None) -> Ladder:
    """Where somebody stands. A step back holds at once and until a step is signed, one on only when it is signed."""
    gate = gate or gate_of(task.patient)
    found = task.steps.select_related("signed_by").prefetch_related("tries__day_after")
    steps, goal = tuple(found), _goal(task)
    may, flare = gate.allowed is Allowed.ALL, gate.flare is not None
    if not steps:
        return Ladder(task, goal, (), (), None, None, 0.0, may)
    now = _step(steps[-1])
    tries = tuple(steps[-1].tries.all())
    # A step back is undone by a signature alone, so it is asked of all tries and before safety and flare-ups.
    proposed = _missed(steps, goal) or what_next(_tries(tries), now, goal, may=may, flare=flare)
    today = proposed.step if proposed.way is Way.BACK and proposed.step else now
    return Ladder(task, goal, steps, tries, proposed, today, share_of_the_way(now, goal), may)


@dataclass(frozen=True)
class WaitingStep:
    """A step that waits for a signature: `way` None for the first; `number` of the newest step that was signed."""

    task: OwnTask
    number: int
    way: Way | None
    since: datetime


def has_own_task() -> Exists:
    """For a question about patients: whether they want to do a lift of their own again now."""
    return Exists(OwnTask.objects.filter(patient=OuterRef("pk"), ended_at=None).order_by())


def waiting_steps_of(patients: Collection[Any]) -> list[WaitingStep]:
    """For the work-list: of these people, by id, without a look at their safety. Four questions to the database for any
    number of them, none for nobody."""
    if not patients:
        return []
    open_tasks = OwnTask.objects.filter(patient__in=patients, ended_at=None)
    found = (_waiting(one) for one in open_tasks.prefetch_related("steps__tries__day_after"))
    return [one for one in found if one is not None]


def _waiting(task: OwnTask) -> WaitingStep | None:
    steps = list(task.steps.all())
    if not steps:
        return WaitingStep(task, 0, None, task.told_at)
    tries = list(steps[-1].tries.all())
    now, goal = _step(steps[-1]), _goal(task)
    missed = _missed(steps, goal)
    proposed = missed or what_next(_tries(tries), now, goal)
    if proposed.way is Way.STAY:
        return None
    if missed or not tries:
        return WaitingStep(task, steps[-1].number, proposed.way, steps[-1].signed_at)
    after = getattr(tries[-1], "day_after", None)
    return WaitingStep(task, steps[-1].number, proposed.way, after.at if after else tries[-1].at)


def _missed(steps: Sequence[LadderStep], goal: Step) -> Proposed | None:
    """A step back that a try of an earlier step calls for, which came in after the newest signature: whoever signed did
    not know of it. Asked of the prefetched tries."""
    now = steps[-1]
    for earlier in steps[:-1]:
        tries, then = list(earlier.tries.all()), _step(earlier)
        known = [one for one in tries if one.arrived_at <= now.signed_at]
        if len(known) == len(tries) or stepped_back(_tries(known), then, goal) is not None:
            continue  # nothing came after it, or what it would say was known
        if (found := stepped_back(_tries(tries), then, goal)) is not None:
            return Proposed(Way.BACK, found.because, easier(_step(now)))
    return None


def proposed_step(ladder: Ladder) -> Step:
    """What stands in a therapist's form: the first step, what the rule proposes, or the same again."""
    if ladder.now is None:
        return first_step(ladder.goal)
    return (ladder.proposed.step if ladder.proposed else None) or _step(ladder.now)


def _goal(task: OwnTask) -> Step:
    return Step(task.load_kg, task.from_cm, task.times)


def _step(signed: LadderStep) -> Step:
    return Step(signed.load_kg, signed.from_cm, signed.times)


def _tries(found: Sequence[TaskTry]) -> list[Try]:
    """Oldest first, each with its place in the order in which they came in."""
    order = {one.pk: place for place, one in enumerate(sorted(found, key=lambda one: one.arrived_at))}
    return [_try(one, order[one.pk]) for one in found]


def _try(one: TaskTry, arrived: int) -> Try:
    after = getattr(one, "day_after", None)
    return Try(
        done=one.done,
        pain_before=one.pain_before,
        worst_pain=one.worst_pain,
        next_day=after.pain if after else None,
        usual=one.usual,
        spread=one.spread,
        arrived=arrived,
    )


def day_after_asked(patient: Patient) -> TaskTry | None:
    """For Today: the newest try of an earlier day that was not spoken about yet, of the last days. One query."""
    found = _not_spoken_about(today_of(patient)).filter(step__task__patient=patient)
    return found.select_related("step__task").order_by("-at").first()


def has_a_day_after_to_ask(today: date) -> Exists:
    """For a question about patients: whether `day_after_asked` finds anything of this one, on their own today."""
    return Exists(_not_spoken_about(today).filter(step__task__patient=OuterRef("pk")).order_by())


def _not_spoken_about(today: date) -> QuerySet[TaskTry]:
    return TaskTry.objects.filter(day__lt=today, day__gte=today - ASKED_FOR, day_after=None)


def needs_a_yes(ladder: Ladder, step: Step) -> tuple[Approval, ...]:
    """What signing this step asks a therapist's yes by name for (progression rules, section 8)."""
    patient, test = ladder.task.patient, tests_of_function()[LIFT_TEST]
    known, told = known_of(patient), told_of_themselves(patient)
    before = LadderStep.objects.filter(task__patient=patient).order_by("-signed_at")
    last = before.first()
    goes_back = ladder.proposed is not None and ladder.proposed.way is Way.BACK
    opened = known.lock_cleared_at
    intended = Intended(
        age=known.age,
        codes=frozenset({test.id}),
        ask_first={test.id: frozenset(test.not_with)},
        flags=flags_of(patient),
        load_kg=step.load_kg,
        highest_load_kg_before=max((one.load_kg for one in before), default=None),
        returns_after=returns_after(known.answers) if last is None else None,
        distress=told.distress,
        overrides_step_back=goes_back and not _is_easier(step, ladder.now),
        ends_a_lock=opened is not None and (last is None or opened > last.signed_at),
    )
    return approvals_for(intended)


def _is_easier(step: Step, now: LadderStep | None) -> bool:
    if now is None or abs(step.from_cm - COMFORTABLE_CM) > abs(now.from_cm - COMFORTABLE_CM):
        return False
    return (step.load_kg < now.load_kg and step.times <= now.times) or (
        step.load_kg <= now.load_kg and step.times < now.times
    )


def index_of(task: OwnTask) -> LiftingIndex | None:
    """The lifting equation at both ends of the lift, the lower limit of the two; None where something was left open.

    Ergonomic information, made for healthy workers: see `rehab.lifting`.
    """
    if None in (task.reach_cm, task.twist_degrees, task.per_minute, task.hours) or not task.grip:
        return None
    if task.hours is None or task.hours > LONGEST_HOURS:
        return None
    ends = [lifting_index(_lift(task, height)) for height in (task.from_cm, task.to_cm)]
    return lower_of(ends[0], ends[1])


def _lift(task: OwnTask, height_cm: float) -> Lift:
    return Lift(
        load_kg=task.load_kg,
        reach_cm=task.reach_cm or 0.0,
        height_cm=height_cm,
        way_cm=abs(task.to_cm - task.from_cm),
        twist_degrees=task.twist_degrees or 0.0,
        per_minute=task.per_minute or 0.0,
        hours=task.hours or 0.0,
        grip=Grip(task.grip),
    )


@dataclass(frozen=True)
class LiftTested:
    """One attempt at lifting a box or bending from the hips, in words and numbers; `style` None where not seen."""

    attempt: Attempt
    numbers: Sequence[Compared]
    style: Style | None
    cues: tuple[LiftCue, ...]


def lift_tests_of(patient: Patient) -> list[LiftTested]:
    """All attempts with a number, newest first, each beside the newest of an earlier day."""
    everything = attempts_of(patient)
    tried = [one for one in everything if one.test in (LIFT_TEST, HINGE_TEST)]
    return [
        LiftTested(one, compared(one, everything), _style(one), _cues(one))
        for one in reversed(tried)
        if one.outcome == Outcome.MEASURED
    ]


def _style(attempt: Attempt) -> Style | None:
    return style_of(_seen(attempt)) if attempt.test == LIFT_TEST else None


def _cues(attempt: Attempt) -> tuple[LiftCue, ...]:
    return cues_of(_seen(attempt)) if attempt.test == LIFT_TEST else ()


def _seen(attempt: Attempt) -> LiftSeen:
    known = {READINGS[one["name"]]: one["value"] for one in attempt.numbers if one["name"] in READINGS}
    return LiftSeen(**known)
