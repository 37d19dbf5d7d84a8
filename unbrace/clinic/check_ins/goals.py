"""Own goals: up to three things a person wants to do again, in their own words, and how well each goes over time.

The first words and numbers are those of the way in; they stay there. What is said later is kept here, word by word: a
new rating, other words, "reached", "not yet after all". What a goal is now follows from reading them in order.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.db import models
from django.db.models import Exists, ExpressionWrapper, OuterRef, Q
from django.db.models.expressions import Combinable

from unbrace.clinic import clock
from unbrace.clinic.audit.append_only import AppendOnly
from unbrace.clinic.intakes.queries import goals_of_the_way_in, has_told_the_way_in
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.reading_along import read_with

if TYPE_CHECKING:
    from unbrace.clinic.intakes.models import Intake

SLOTS: Final = (1, 2, 3)
MOST_LETTERS: Final = 200


class GoalWord(AppendOnly):
    """One thing said about one of the three goals. `words` are new with `set`, and only then."""

    class Kind(models.TextChoices):
        SET = "set", "put in words"
        RATED = "rated", "rated"
        REACHED = "reached", "reached"
        REOPENED = "reopened", "not reached after all"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="goal_words")
    slot = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=Kind)
    words = models.CharField(max_length=MOST_LETTERS, blank=True)
    rating = models.PositiveSmallIntegerField(null=True, blank=True)
    day = models.DateField()
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at"]
        indexes = [models.Index(fields=["patient", "slot", "at"], name="goal_words_of_a_patient")]
        constraints = [
            models.CheckConstraint(condition=Q(slot__gte=1, slot__lte=3), name="three_goals_at_most"),
            models.CheckConstraint(
                condition=Q(rating=None) | Q(rating__lte=10), name="a_goal_is_rated_0_to_10"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["set", "rated"]) | Q(rating__isnull=False),
                name="a_rating_has_its_number",
            ),
            models.CheckConstraint(condition=~Q(kind="set") | ~Q(words=""), name="a_goal_has_words"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


@dataclass(frozen=True)
class OwnGoal:
    """`ratings` oldest first, at least one: (day, 0-10)."""

    slot: int
    words: str
    ratings: tuple[tuple[date, int], ...]
    reached_on: date | None = None

    @property
    def first(self) -> int:
        return self.ratings[0][1]

    @property
    def now(self) -> int | None:
        """The newest rating; None where there is only the first."""
        return self.ratings[-1][1] if len(self.ratings) > 1 else None

    @property
    def last_day(self) -> date:
        return self.ratings[-1][0]


def own_goals_of(patient: Patient) -> list[OwnGoal]:
    """This person's goals as they are now, in the order they were named: one question."""
    themselves = Patient.objects.filter(pk=patient.pk).annotate(**goals_of_the_way_in())
    found: Any = read_with(themselves, "goal_words")[0]
    return _heard(patient, found.told_goals, found.told_at, _in_order(found))


def goals_since(patient: Patient, told: Intake | None) -> list[OwnGoal]:
    """The same, where their way in (`sent_intake_of`) has been read already, and their words perhaps with them."""
    told_of, told_at = getattr(told, "goals", None), getattr(told, "sent_at", None)
    return _heard(patient, told_of, told_at, _in_order(patient))


def _in_order(patient: Patient) -> list[GoalWord]:
    return sorted(patient.goal_words.all(), key=lambda said: (said.at, said.pk))


def may_have_own_goals() -> Combinable:
    """For a question about patients: whether `own_goals_of` may find anything of this one."""
    said = GoalWord.objects.filter(patient=OuterRef("pk"))
    either = Q(Exists(said.order_by())) | Q(has_told_the_way_in())
    return ExpressionWrapper(either, output_field=models.BooleanField())


def _heard(patient: Patient, told: Any, told_at: datetime | None, said: Iterable[GoalWord]) -> list[OwnGoal]:
    """The goals of the way in, and what was said of them since, oldest first."""
    goals = {goal.slot: goal for goal in _from_the_way_in(patient, told, told_at)}
    for one in said:
        _hear(goals, one)
    return [goals[slot] for slot in sorted(goals)]


def _from_the_way_in(patient: Patient, told: Any, told_at: datetime | None) -> Iterable[OwnGoal]:
    if told_at is None or not isinstance(told, dict):
        return
    day = _day(told_at, patient)
    for slot in SLOTS:
        words, rating = told.get(f"goal_{slot}"), told.get(f"goal_{slot}_now")
        if words and _is_rating(rating):
            yield OwnGoal(slot, str(words), ((day, int(str(rating))),))


def _hear(goals: dict[int, OwnGoal], said: GoalWord) -> None:
    if said.kind == GoalWord.Kind.SET:
        goals[said.slot] = OwnGoal(said.slot, said.words, ((said.day, said.rating or 0),))
        return
    goal = goals.get(said.slot)
    if goal is None:
        return
    if said.kind == GoalWord.Kind.RATED:
        before = tuple(one for one in goal.ratings if one[0] != said.day or one is goal.ratings[0])
        goals[said.slot] = replace(goal, ratings=(*before, (said.day, said.rating or 0)))
    else:
        reached = said.day if said.kind == GoalWord.Kind.REACHED else None
        goals[said.slot] = replace(goal, reached_on=reached)


def _day(at: datetime, patient: Patient) -> date:
    return at.astimezone(patient.user.zone).date()


def _is_rating(value: Any) -> bool:
    return str(value).isdecimal() and int(str(value)) <= 10
