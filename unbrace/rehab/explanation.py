"""One kind of explanation for every rule set: what came out, which rules spoke and why, on what, under which version.

The command (`unbrace explain`) prints it, the therapist's page shows it. Both are made here, from what the rules gave,
so that neither can say more or less than the other. `inputs` are written as the command reads them: a decision on a
page can be made again from what stands under it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from unbrace.rehab import classification
from unbrace.rehab.classification import Group
from unbrace.rehab.progression import Change, Proposal, SessionSignals
from unbrace.rehab.progression.zones import zone_of
from unbrace.rehab.remote_monitoring import VERSION as MONITORING_VERSION
from unbrace.rehab.remote_monitoring import ManagementHint, Period
from unbrace.rehab.scoring import (
    ARITHMETIC,
    Incomplete,
    Instrument,
    Score,
    change_label,
)
from unbrace.rehab.scoring import (
    VERSION as SCORING_VERSION,
)
from unbrace.rehab.triage import Triage

SUPPLY = "CMS CY 2026, read on secondary pages (AAPC, FairPath, Limber Health); 30-day periods"
MANAGEMENT = "CMS CY 2026, read on secondary pages (FairPath, Limber Health); calendar months"
NO_GROUP = "Nothing is classified while a doctor is asked for."
HINT_ONLY = "an eligibility hint from the work log, never a bill and never a reason for care"


@dataclass(frozen=True)
class Spoke:
    """One rule that spoke."""

    rule: str
    reason: str
    source: str


@dataclass(frozen=True)
class Explanation:
    """`details` are further lines beside the outcome; `inputs` are the case as it was read."""

    kind: str
    outcome: str
    rules: tuple[Spoke, ...]
    inputs: Mapping[str, Any]
    rules_version: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asked:
    """A questionnaire as far as an explanation needs to know it."""

    id: str
    version: str
    instrument: Instrument
    sources: tuple[str, ...]
    not_validated: bool = False


@dataclass(frozen=True)
class Counted:
    """What the monitoring counters came to for one month, and the supply periods so far."""

    year: int
    month: int
    hint: ManagementHint
    periods: Sequence[Period] = field(default_factory=tuple)


def of_triage(outcome: Triage, inputs: Mapping[str, Any]) -> Explanation:
    """Every reason, the highest urgency, and what was left unanswered."""
    details = [f"may exercise: {'yes' if outcome.may_exercise else 'no'}"]
    if outcome.missing:
        details.append(f"not answered, so nobody exercises yet: {', '.join(outcome.missing)}")
    if outcome.not_understood:
        details.append(f"not understood, so a therapist looks: {', '.join(outcome.not_understood)}")
    return Explanation(
        "triage",
        f"{outcome.urgency.code} ({outcome.urgency.name.lower().replace('_', ' ')})",
        tuple(Spoke(str(reason), reason.sentence, reason.source) for reason in outcome.reasons),
        inputs,
        f"{outcome.rules_version}, screen {outcome.screen_version}",
        tuple(details),
    )


def of_score(
    asked: Asked, outcome: Score | Incomplete, inputs: Mapping[str, Any], first: float | None = None
) -> Explanation:
    """The arithmetic by name, what came out, and what the change means where a first score is known."""
    rule = ARITHMETIC[asked.instrument.arithmetic]
    said = " ".join((rule.__doc__ or "").split("\n\n")[0].split())
    sources = "; ".join(asked.sources)
    parts = [f"{name}: {value}" for name, value in getattr(outcome, "subscales", ())]
    flags = [f"flag: {flag}" for flag in outcome.flags]
    return Explanation(
        "score",
        _score_words(outcome),
        (Spoke(rule.__name__, said, sources), *_change_of(asked, outcome, first, sources)),
        inputs,
        f"{SCORING_VERSION}, {asked.id} {asked.version}",
        (*parts, *flags, *(["not a validated scale"] if asked.not_validated else [])),
    )


def of_group(group: Group | None, inputs: Mapping[str, Any]) -> Explanation:
    """The group and the line of the decision that gave it; none while a doctor is asked for."""
    if group is None:
        spoke = Spoke("safety first", NO_GROUP, "safety screen")
        return Explanation("classify", "no group", (spoke,), inputs, classification.VERSION)
    spoke = Spoke(group.code, group.reason, group.source)
    return Explanation("classify", str(group), (spoke,), inputs, group.rules_version)


def of_proposal(
    proposal: Proposal, sessions: Sequence[SessionSignals], inputs: Mapping[str, Any]
) -> Explanation:
    """The rule that spoke, the zone of each session, and what would change."""
    return Explanation(
        "propose",
        proposal.kind,
        (Spoke(proposal.rule, proposal.reason, proposal.source),),
        inputs,
        proposal.rules_version,
        (
            *map(_zone_words, sessions),
            *map(_change_words, proposal.changes),
            *(f"for the therapist: {note}" for note in proposal.therapist_notes),
        ),
    )


def of_counters(counted: Counted, inputs: Mapping[str, Any]) -> Explanation:
    """Each supply period with its data days, and the month's management with its reason."""
    hint, month = counted.hint, f"{counted.year}-{counted.month:02d}"
    codes = " + ".join(code if times == 1 else f"{code} x{times}" for code, times in hint.codes) or "none"
    supply = tuple(
        Spoke(
            f"supply period {one.number}",
            f"{one.start} to {one.to}: {one.data_days} data days, {one.code or 'none'}",
            SUPPLY,
        )
        for one in counted.periods
    )
    management = Spoke(f"management {month}", hint.reason, MANAGEMENT)
    return Explanation(
        "rtm",
        f"management {month}: {codes}",
        (management, *supply),
        inputs,
        MONITORING_VERSION,
        (HINT_ONLY,),
    )


def _zone_words(session: SessionSignals) -> str:
    rated = zone_of(session)
    because = f" ({rated.because})" if rated.because else ""
    return f"session {session.days_ago} days ago: {rated.zone}{because}"


def _change_words(change: Change) -> str:
    return f"{change.exercise}: {change.variable} {change.before} → {change.after}"


def _score_words(outcome: Score | Incomplete) -> str:
    if isinstance(outcome, Incomplete):
        items = ", ".join(map(str, outcome.missing))
        return (
            f"no score, item {items} is blank"
            if len(outcome.missing) == 1
            else f"no score, items {items} are blank"
        )
    percent = f", {outcome.percent:g} %" if outcome.percent is not None else ""
    return f"{outcome.value:g}{percent}{f' ({outcome.band})' if outcome.band else ''}"


def _change_of(
    asked: Asked, outcome: Score | Incomplete, first: float | None, sources: str
) -> tuple[Spoke, ...]:
    change = asked.instrument.change
    if first is None or change is None or isinstance(outcome, Incomplete):
        return ()
    label = change_label(first, outcome.value, change)
    needed = f"needs {change.points:g} points and {change.percent:g} % of the first score"
    return (Spoke("change_label", f"{first:g} → {outcome.value:g}: {label}; {needed}", sources),)
