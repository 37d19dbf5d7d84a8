"""Several proposals that keep the dose, accepted at once. A change is always looked at one by one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.refused import NotYours, Refused
from unbrace.clinic.worklist.actions.judge import accept_proposal
from unbrace.clinic.worklist.models import Proposal

MOST_AT_ONCE: Final = 50
ONLY_HOLDS: Final = (
    "Only proposals that keep the dose as it is can be accepted together. Look at each change by itself. "
    "Nothing was accepted."
)


@transaction.atomic
def accept_holds(*, by: User, proposals: Sequence[Proposal]) -> list[Proposal]:
    """All of them or, where one is no hold, none. What was decided or became old meanwhile is left as it is; gives
    those that were accepted."""
    if len(proposals) > MOST_AT_ONCE:
        raise Refused(f"Accept at most {MOST_AT_ONCE} at once.")
    if not all(proposal.is_hold for proposal in proposals):
        raise Refused(ONLY_HOLDS)
    done = []
    for proposal in proposals:
        try:
            accept_proposal(by=by, proposal=proposal)
        except NotYours:
            raise
        except Refused:  # decided by somebody else, or something new came in: it goes on by itself
            continue
        done.append(proposal)
    return done
