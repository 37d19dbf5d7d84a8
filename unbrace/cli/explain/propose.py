"""Propose: the sessions of one exercise → one proposal. Everything a decision needs has to be written, or be null."""

from typing import Annotated

from pydantic import Field

from unbrace.cli.explain.classify import Code
from unbrace.library.exercise_file import Text, Written
from unbrace.rehab.dosage import Dosage, Kind, Ladder
from unbrace.rehab.explanation import Explanation, of_proposal
from unbrace.rehab.progression import (
    Because,
    BeforeBreak,
    Context,
    Decision,
    OtherExercise,
    PastDecision,
    Prescribed,
    SessionSignals,
    decide,
)
from unbrace.rehab.red_flags import Urgency

Rating = Annotated[float, Field(ge=0, le=10)]
Share = Annotated[float, Field(ge=0, le=1)]
Count = Annotated[int, Field(ge=0)]


class Session(Written):
    """Ratings 0-10, completion 0-1, form 0-100. null = not asked or not answered."""

    days_ago: Count = Field(description="days before the last session or answer")
    baseline: Rating | None = Field(description="the usual pain when the session began, or null")
    pain_before: Rating | None = Field(description="pain before, or null")
    worst_pain: Rating | None = Field(description="worst pain during the exercise, or null")
    next_morning: Rating | None = Field(description="pain the next morning, or null")
    effort: Rating | None = Field(description="effort, or null")
    completion: Share | None = Field(description="share done of what was prescribed, or null")
    form: Annotated[float, Field(ge=0, le=100)] | None = None
    pain_after: Rating | None = None
    kind: Kind = Kind.STRENGTH
    spread: bool = False
    unsettled_24h: bool = False


class OtherText(Written):
    """An exercise to move on or back to, with the dose it begins at."""

    id: Text = Field(description="the exercise's id")
    dosage: Dosage = Field(description="the dose it begins at")

    def other(self) -> OtherExercise:
        """As `rehab` reads it."""
        return OtherExercise(self.id, self.dosage)


class PastText(Written):
    """An earlier decision about this exercise."""

    kind: Decision = Field(description="what was proposed, such as HOLD")
    because: Because = Field(description="the code of its reason, such as needs_two_green")
    days_ago: Count = Field(description="days before the last session or answer")

    def decision(self) -> PastDecision:
        """As `rehab` reads it."""
        return PastDecision(self.kind, self.because, self.days_ago)


class BeforeBreakText(Written):
    """What was done before a break that the dose was lowered for."""

    dosage: Dosage = Field(description="the dose before the break")
    share: Share = Field(description="which share of it the dose now stands for, such as 0.6")


class PrescribedText(Written):
    """What is prescribed now, so that the change can be named."""

    exercise: Text = Field(description="the exercise's id")
    dosage: Dosage = Field(description="the dose now")
    ladder: Ladder = Field(description="how far each part of the dose may go")
    harder: tuple[OtherText, ...] = ()
    easier: tuple[OtherText, ...] = ()
    before_break: BeforeBreakText | None = None

    def prescribed(self) -> Prescribed:
        """As `rehab` reads it."""
        harder, easier = (tuple(one.other() for one in others) for others in (self.harder, self.easier))
        before = BeforeBreak(**dict(self.before_break)) if self.before_break else None
        return Prescribed(self.exercise, self.dosage, self.ladder, harder, easier, before)


class Around(Written):
    """What is known around the sessions."""

    urgency: Code | None = Field(description="OK, P, D, S, E, or null while the safety questions are open")
    adherence: Annotated[float, Field(ge=0)] | None = Field(
        description="done / planned over 14 days, or null"
    )
    gap_days: Count = Field(description="days between the last two sessions, 0 below a week")
    week: Annotated[int, Field(ge=1)] = Field(description="week since the last lighter one, from 1")
    baseline: Rating | None = Field(description="the usual pain today, or null")
    load_change: float | None = Field(
        description="this week against the weeks before, 0.2 = 20 % more, or null"
    )
    pain_today: Rating | None = None
    days_high: Count = 0
    flare: bool = False
    extra_sessions: Count = 0
    low_sleep_nights: Annotated[int, Field(ge=0, le=7)] = 0
    hard_weeks: Count = 0
    usual_pain: Rating | None = None
    usual_pain_4_weeks_ago: Rating | None = None
    effort_allowed: Rating | None = None
    needs_approval: bool = False
    approved: bool = False
    past: tuple[PastText, ...] = ()


class Case(Written):
    """`sessions` oldest first."""

    sessions: tuple[Session, ...] = Field(description="the sessions of one exercise, oldest first")
    context: Around = Field(description="what is known around them")
    prescribed: PrescribedText | None = None


def explain(case: Case) -> Explanation:
    """The rule that spoke, the zone of each session, and what would change."""
    history = tuple(SessionSignals(**dict(session)) for session in case.sessions)
    proposal = decide(history, _context(case))
    return of_proposal(proposal, history, case.model_dump(mode="json", exclude_defaults=True))


def _context(case: Case) -> Context:
    given = dict(case.context)
    given["urgency"] = Urgency.from_code(case.context.urgency) if case.context.urgency else None
    given["past"] = tuple(one.decision() for one in case.context.past)
    prescribed = case.prescribed.prescribed() if case.prescribed else None
    return Context(**given, prescribed=prescribed)
