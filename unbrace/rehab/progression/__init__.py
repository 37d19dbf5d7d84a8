"""Stop 9, decide: from the recent sessions of one exercise to one proposal with its reason. Never writes anything.

The rules stand in one table, most cautious first; the first that speaks wins, so no good number can outvote a sign of
trouble. Raising a pain rating or an urgency can therefore only move a decision up the table (property tests; the one
exception is `pain_before`, the mark the others are measured from). The thresholds are conservative programme rules of
the clinical specification and a draft until a clinician has signed them; each row names what it leans on.

    zones.py ............ one session: red, amber, green, unknown
    signals.py .......... what goes in;  proposal.py, reasons.py ... what comes out
    RULES below ......... the order;     one file per rule or pair of rules
    effects.py .......... what a decision changes: one variable of one exercise
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from unbrace.rehab.progression.effects import changes_of
from unbrace.rehab.progression.flare import start_the_flare_plan
from unbrace.rehab.progression.last_session import hold_after_amber_or_unknown, hold_while_usual_pain_rises
from unbrace.rehab.progression.lighter_weeks import lighten_this_week
from unbrace.rehab.progression.next_step import ask_the_therapist, hold_at_the_top, progress
from unbrace.rehab.progression.no_sessions import hold_without_sessions
from unbrace.rehab.progression.per_day import at_most_two_steps
from unbrace.rehab.progression.proposal import Change, Decision, Proposal, Verdict
from unbrace.rehab.progression.readiness import hold_until_two_good_sessions
from unbrace.rehab.progression.reasons import SENTENCES, Because
from unbrace.rehab.progression.rhythm import hold_until_the_rhythm_is_back, simplify_when_little_fits_in
from unbrace.rehab.progression.safety_screen import lock_after_a_red_flag, safe_floor_until_reviewed
from unbrace.rehab.progression.signals import (
    BeforeBreak,
    Context,
    OtherExercise,
    PastDecision,
    Prescribed,
    Sessions,
    SessionSignals,
)
from unbrace.rehab.progression.step_back import step_back_after_too_much
from unbrace.rehab.progression.therapist_notes import notes_for
from unbrace.rehab.progression.this_week import hold_in_a_full_week
from unbrace.rehab.progression.time_away import restart_after_time_away

__all__ = [
    "RULES",
    "VERSION",
    "Because",
    "BeforeBreak",
    "Change",
    "Context",
    "Decision",
    "OtherExercise",
    "PastDecision",
    "Prescribed",
    "Proposal",
    "SessionSignals",
    "at_most_two_steps",
    "decide",
]

VERSION = "progression/2026-11-draft-2"
FORGOTTEN_AFTER_DAYS = 56

_SCREEN = "Finucane 2020, IFOMPT red flag framework, JOSPT 50:350"
_MONITORING = "Silbernagel 2007, pain-monitoring model, carried over from tendons to the spine by analogy"
_PROGRAMME = "Programme rule, clinical convention without a direct trial"
_FLARE = "Costa 2019, meaning of a flare; thresholds are programme rules"


@dataclass(frozen=True)
class Rule:
    """One row: a name, the function that speaks or stays silent, and what it leans on."""

    name: str
    asks: Callable[[Sessions, Context], Verdict | None]
    source: str


RULES: tuple[Rule, ...] = (
    Rule("lock_after_a_red_flag", lock_after_a_red_flag, _SCREEN),
    Rule("safe_floor_until_reviewed", safe_floor_until_reviewed, _SCREEN),
    Rule("restart_after_time_away", restart_after_time_away, _PROGRAMME),
    Rule("start_the_flare_plan", start_the_flare_plan, _FLARE),
    Rule("hold_without_sessions", hold_without_sessions, _PROGRAMME),
    Rule("step_back_after_too_much", step_back_after_too_much, _MONITORING),
    Rule("hold_while_usual_pain_rises", hold_while_usual_pain_rises, _MONITORING),
    Rule("hold_after_amber_or_unknown", hold_after_amber_or_unknown, _MONITORING),
    Rule("simplify_when_little_fits_in", simplify_when_little_fits_in, _PROGRAMME),
    Rule("hold_until_the_rhythm_is_back", hold_until_the_rhythm_is_back, _PROGRAMME),
    Rule("lighten_this_week", lighten_this_week, _PROGRAMME),
    Rule("hold_in_a_full_week", hold_in_a_full_week, _PROGRAMME),
    Rule("hold_until_two_good_sessions", hold_until_two_good_sessions, _MONITORING),
    Rule("hold_at_the_top", hold_at_the_top, _PROGRAMME),
    Rule("ask_the_therapist", ask_the_therapist, _PROGRAMME),
    Rule("progress", progress, _MONITORING),
)


def decide(history: Sequence[SessionSignals], context: Context) -> Proposal:
    """The proposal for one exercise. `history` is oldest first; sessions older than 8 weeks are not looked at."""
    sessions = tuple(session for session in history if session.days_ago <= FORGOTTEN_AFTER_DAYS)
    rule, verdict = _first_answer(sessions, context)
    return Proposal(
        kind=verdict.kind,
        reason=SENTENCES[verdict.because],
        because=verdict.because,
        rule=rule.name,
        source=rule.source,
        rules_version=VERSION,
        changes=changes_of(verdict.kind, context.prescribed),
        therapist_notes=notes_for(verdict, context),
    )


def _first_answer(sessions: Sessions, context: Context) -> tuple[Rule, Verdict]:
    for rule in RULES:
        if verdict := rule.asks(sessions, context):
            return rule, verdict
    raise AssertionError("the last rule always answers")
