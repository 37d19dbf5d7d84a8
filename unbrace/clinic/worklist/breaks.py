"""The way back after a break: which dose was lowered for it, from what, and how much of that has come back since.

Only while nobody did anything else about that exercise: a therapist's own dose, or a step back, is the new beginning.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from unbrace.clinic.programmes.models import Prescription
from unbrace.clinic.worklist.models import Proposal
from unbrace.rehab.dosage import Dosage, Sides
from unbrace.rehab.progression import Because, BeforeBreak, Decision
from unbrace.rehab.progression.time_away import SHARE_BACK_A_STEP, SHARES

RESTARTS = frozenset(kind.value for kind in SHARES)


@dataclass(frozen=True)
class WayBack:
    """`dose` as it was signed last on this way, and what was done before the break."""

    dose: tuple[object, ...]
    before: BeforeBreak


def ways_back(signed: Iterable[Proposal]) -> tuple[WayBack, ...]:
    """`signed`: what a therapist accepted or changed, oldest first, with session and resulting version."""
    found: dict[tuple[str, str], WayBack] = {}
    for proposal in signed:
        key = (proposal.exercise, proposal.side)
        way = _begun(proposal) if proposal.kind in RESTARTS else _gone_on(proposal, found.get(key))
        found.pop(key, None)
        if way is not None:
            found[key] = way
    return tuple(found.values())


def before_break(ways: Iterable[WayBack], prescription: Prescription) -> BeforeBreak | None:
    """What is still to come back of this prescription, if it stands exactly as it was signed last."""
    return next((way.before for way in ways if way.dose == prescription.dose), None)


def dosage_of(prescription: Prescription) -> Dosage:
    return Dosage(
        sets=prescription.sets,
        reps=prescription.reps,
        hold_s=prescription.hold_s,
        side=Sides(prescription.side),
        rest_s=prescription.rest_s,
    )


def _begun(proposal: Proposal) -> WayBack | None:
    now, done = _prescribed(proposal), _done_before(proposal)
    if now is None or done is None:
        return None
    return WayBack(now.dose, BeforeBreak(dosage_of(done), SHARES[Decision(proposal.kind)]))


def _gone_on(proposal: Proposal, way: WayBack | None) -> WayBack | None:
    now = _prescribed(proposal)
    if way is None or now is None or proposal.because != Because.BACK_AFTER_A_BREAK:
        return None
    share = round(way.before.share + SHARE_BACK_A_STEP, 2)
    return WayBack(now.dose, replace(way.before, share=share))


def _prescribed(proposal: Proposal) -> Prescription | None:
    version = proposal.resulting_version
    return _one(proposal, version.prescriptions.all() if version else ())


def _done_before(proposal: Proposal) -> Prescription | None:
    """What the last session before the break asked for."""
    return _one(proposal, proposal.session.programme_version.prescriptions.all())


def _one(proposal: Proposal, prescriptions: Iterable[Prescription]) -> Prescription | None:
    same = (p for p in prescriptions if (p.exercise, p.side) == (proposal.exercise, proposal.side))
    return next(same, None)
