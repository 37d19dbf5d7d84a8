"""At most two exercises take a step on one session day; the rest wait their turn."""

from collections.abc import Sequence
from dataclasses import replace

from unbrace.rehab.progression.proposal import Decision, Proposal
from unbrace.rehab.progression.reasons import SENTENCES, Because

MOST_STEPS_A_DAY = 2


def at_most_two_steps(proposals: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """The proposals of one day, in the programme's order; every PROGRESS after the second becomes HOLD."""
    kept: list[Proposal] = []
    steps = 0
    for proposal in proposals:
        steps += proposal.kind is Decision.PROGRESS
        waits = proposal.kind is Decision.PROGRESS and steps > MOST_STEPS_A_DAY
        kept.append(_waiting(proposal) if waits else proposal)
    return tuple(kept)


def _waiting(proposal: Proposal) -> Proposal:
    because = Because.TWO_STEPS_TODAY
    return replace(
        proposal,
        kind=Decision.HOLD,
        because=because,
        reason=SENTENCES[because],
        rule="at_most_two_steps",
        changes=(),
    )
