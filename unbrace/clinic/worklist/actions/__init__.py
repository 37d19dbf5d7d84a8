from unbrace.clinic.worklist.actions.judge import (
    accept_proposal,
    change_proposal,
    proposed_draft,
    refuse_proposal,
    still_fits,
)

__all__ = ["accept_proposal", "change_proposal", "proposed_draft", "refuse_proposal", "still_fits"]
