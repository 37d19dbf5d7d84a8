from unbrace.clinic.worklist.actions.accept_holds import MOST_AT_ONCE, accept_holds
from unbrace.clinic.worklist.actions.bring_back import bring_back
from unbrace.clinic.worklist.actions.first_plan import (
    draft_first_plan,
    propose_first_plan,
    refuse_first_plan,
    sign_first_plan,
)
from unbrace.clinic.worklist.actions.hand_over import hand_over
from unbrace.clinic.worklist.actions.judge import (
    accept_proposal,
    change_proposal,
    proposed_draft,
    refuse_proposal,
    still_fits,
    what_needs_a_yes_to,
)
from unbrace.clinic.worklist.actions.mark_done import mark_done
from unbrace.clinic.worklist.actions.review_session import review_session
from unbrace.clinic.worklist.actions.review_time_away import review_time_away
from unbrace.clinic.worklist.actions.set_list_rules import set_list_rules
from unbrace.clinic.worklist.actions.sign_programme import sign_programme, what_needs_a_yes
from unbrace.clinic.worklist.actions.snooze import snooze
from unbrace.clinic.worklist.actions.sweep import sweep
from unbrace.clinic.worklist.actions.undo_decision import UNDO_FOR as UNDO_DECISION_FOR
from unbrace.clinic.worklist.actions.undo_decision import undo_decision
from unbrace.clinic.worklist.tasks import ask_for_review, review_session_task

__all__ = [
    "MOST_AT_ONCE",
    "UNDO_DECISION_FOR",
    "accept_holds",
    "accept_proposal",
    "ask_for_review",
    "bring_back",
    "change_proposal",
    "draft_first_plan",
    "hand_over",
    "mark_done",
    "propose_first_plan",
    "proposed_draft",
    "refuse_first_plan",
    "refuse_proposal",
    "review_session",
    "review_session_task",
    "review_time_away",
    "set_list_rules",
    "sign_first_plan",
    "sign_programme",
    "snooze",
    "still_fits",
    "sweep",
    "undo_decision",
    "what_needs_a_yes",
    "what_needs_a_yes_to",
]
