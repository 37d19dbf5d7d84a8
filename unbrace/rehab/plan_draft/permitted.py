"""Which exercises a draft may use at all for this person. A flag only ever takes exercises away, it never adds one."""

from collections.abc import Collection, Iterable

from unbrace.rehab.plan_draft.candidate import Candidate, can_be_done_with, is_in_position
from unbrace.rehab.plan_draft.groups import ONLY_BY_A_THERAPIST

#: Families that a context flag closes until a therapist has cleared it (safety, section 6).
CLOSED_BY = {"upper_neck": frozenset({"NK"})}


def permitted(
    shelf: Iterable[Candidate],
    flags: Collection[str],
    *,
    at_hand: Collection[str] = (),
    positions: Collection[str] = (),
) -> tuple[Candidate, ...]:
    """Those that no flag rules out or holds for a therapist, and that this home and this person allow.

    `flags` are the context flags and plain conditions that are set, such as osteoporosis or knee pain.
    """
    return tuple(
        one
        for one in shelf
        if no_flag_speaks_against(one, flags)
        and one.code not in ONLY_BY_A_THERAPIST
        and can_be_done_with(one, at_hand)
        and is_in_position(one, positions)
    )


def no_flag_speaks_against(candidate: Candidate, flags: Collection[str]) -> bool:
    """No set flag rules it out, asks for a therapist's yes, or closes its family. With a written change it stays."""
    held = candidate.never_with | candidate.ask_first
    closed = any(candidate.family in CLOSED_BY.get(flag, ()) for flag in flags)
    return not closed and held.isdisjoint(flags)


def changes_for(candidate: Candidate, flags: Collection[str]) -> tuple[str, ...]:
    """What has to be done differently because of the flags that are set."""
    return tuple(change for flag, change in sorted(candidate.changes.items()) if flag in flags)
