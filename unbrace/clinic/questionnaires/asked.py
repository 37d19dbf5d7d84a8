"""One screen as far as it has got: what was answered, what comes next, and what it means so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from unbrace.clinic.questionnaires.models import GivenAnswer, SafetyScreen
from unbrace.rehab.asking import Step, answer_of, next_step, steps_of, with_unasked
from unbrace.rehab.red_flags import AskedIn, RedFlagItem, Screen

AGE = "age"  # whole years, or UNTOLD; asked once, at onboarding
UNTOLD = "untold"
TICKED = "ticked"  # the list of a check-in: which lines were ticked; the others were answered with no
OLDEST = 120
AS_A_LIST = frozenset({AskedIn.CHECK_IN, AskedIn.BEFORE_SESSION, AskedIn.AFTER_SESSION})


@dataclass(frozen=True)
class Asked:
    """`rows` oldest first; `known_age` comes from an earlier screen."""

    screen: SafetyScreen
    rows: tuple[GivenAnswer, ...]
    red_flags: Screen
    known_age: int | None = None

    @cached_property
    def newest(self) -> Mapping[tuple[str, int], GivenAnswer]:
        """The newest row for each (question, step)."""
        return {(row.item, row.step): row for row in self.rows}

    @property
    def age(self) -> int | None:
        row = self.newest.get((AGE, 0))
        if row is None:
            return self.known_age
        return int(row.answer) if row.answer.isdigit() and 0 < int(row.answer) <= OLDEST else None

    @property
    def asks_age(self) -> bool:
        return self.screen.occasion is AskedIn.ONBOARDING and (AGE, 0) not in self.newest

    @cached_property
    def items(self) -> tuple[str, ...]:
        """All questions of this occasion, in order. After a session the ones of before a session come along."""
        wanted = [self.screen.occasion]
        if self.screen.occasion is AskedIn.AFTER_SESSION:
            wanted.append(AskedIn.BEFORE_SESSION)
        ids = [
            item
            for occasion in wanted
            for item in self.red_flags.required(
                occasion, self.screen.where, crisis_pathway=self.screen.crisis_pathway
            )
        ]
        return tuple(item for item in dict.fromkeys(ids) if item != "GEN-5" or self.age is None)

    @cached_property
    def answers(self) -> dict[str, str]:
        """Item id → answer code, for every question that is answered; what nobody knows is in it as it came."""
        found: dict[str, str] = {}
        for item_id in dict.fromkeys(row.item for row in self.rows if row.item not in (AGE, TICKED)):
            item = self.red_flags.items.get(item_id)
            said = answer_of(item, self.given(item_id)) if item else next(iter(self.given(item_id).values()))
            if said is not None:
                found[item_id] = said
        return with_unasked(self.red_flags, self.items, found)

    def given(self, item_id: str) -> dict[int, str]:
        """What was answered at each step of one question."""
        return {step: row.answer for (item, step), row in self.newest.items() if item == item_id}

    @property
    def list_open(self) -> tuple[RedFlagItem, ...]:
        """The lines of the list, while it has not been shown; nothing where questions come one by one."""
        if self.screen.occasion not in AS_A_LIST or (TICKED, 0) in self.newest:
            return ()
        if self.screen.occasion is AskedIn.AFTER_SESSION and "GEN-4" not in self.answers:
            return ()
        lines = [self.red_flags.items[item] for item in self.items]
        return tuple(
            item for item in lines if item.short and item.id not in self.answers and not item.follows
        )

    @property
    def next(self) -> Step | None:
        """The next question to show on a screen of its own; None when all are answered."""
        for item_id in self.items:
            if item_id not in self.answers:
                return next_step(self.red_flags.items[item_id], self.given(item_id))
        return None

    def step(self, item_id: str, number: int) -> Step | None:
        """One question again, to look at or change what was answered."""
        item = self.red_flags.items.get(item_id) if item_id in self.items else None
        return next((s for s in steps_of(item) if s.number == number), None) if item else None

    def before(self, step: Step | None) -> Step | None:
        """The screen shown before this one: the last answered step of the question before."""
        listed = self.newest.get((TICKED, 0))
        shown = [
            found
            for item_id in self.items
            for found in steps_of(self.red_flags.items[item_id])
            if (row := self.newest.get((item_id, found.number))) and not (listed and row.post == listed.post)
        ]
        if step is None:
            return shown[-1] if shown else None
        place = self._place(step)
        return next((found for found in reversed(shown) if self._place(found) < place), None)

    def _place(self, step: Step) -> tuple[int, int]:
        return self.items.index(step.item.id), step.number

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(item for item in self.items if item not in self.answers)

    @property
    def done(self) -> int:
        """How many questions are behind the person."""
        return len(self.items) - len(self.missing)
