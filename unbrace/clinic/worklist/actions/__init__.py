from unbrace.clinic.worklist.actions.first_plan import (
    propose_first_plan,
    refuse_first_plan,
    sign_first_plan,
)
from unbrace.clinic.worklist.actions.judge import (
    accept_proposal,
    change_proposal,
    proposed_draft,
    refuse_proposal,
    still_fits,
    what_needs_a_yes_to,
)
from unbrace.clinic.worklist.actions.review_session import review_session
from unbrace.clinic.worklist.actions.review_time_away import review_time_away
from unbrace.clinic.worklist.actions.sign_programme import sign_programme, what_needs_a_yes
from unbrace.clinic.worklist.actions.sweep import sweep
from unbrace.clinic.worklist.tasks import ask_for_review, review_session_task

__all__ = [
    "accept_proposal",
    "ask_for_review",
    "change_proposal",
    "propose_first_plan",
    "proposed_draft",
    "refuse_first_plan",
    "refuse_proposal",
    "review_session",
    "review_session_task",
    "review_time_away",
    "sign_first_plan",
    "sign_programme",
    "still_fits",
    "sweep",
    "what_needs_a_yes",
    "what_needs_a_yes_to",
]
