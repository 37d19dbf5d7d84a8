from unbrace.clinic.visits.actions.answer_offer import decline_offer, take_offer
from unbrace.clinic.visits.actions.book_for import book_for
from unbrace.clinic.visits.actions.book_visit import book_visit
from unbrace.clinic.visits.actions.cancel_visit import cancel_visit, put_back_visit
from unbrace.clinic.visits.actions.change_hours import change_hours, drop_change
from unbrace.clinic.visits.actions.leaving import (
    Passed,
    cancel_unheld,
    end_visits_of,
    give_role_with_visits,
    hand_over_visits_of,
    hand_over_with_visits,
    let_go_with_visits,
    suspend_with_visits,
    take_over_visit,
)
from unbrace.clinic.visits.actions.mark_visit import mark_visit
from unbrace.clinic.visits.actions.move_visit import move_visit
from unbrace.clinic.visits.actions.pass_on import let_offers_lapse
from unbrace.clinic.visits.actions.plan_visit import plan_visit
from unbrace.clinic.visits.actions.set_office_hours import WantedHours, set_office_hours
from unbrace.clinic.visits.actions.summarise import read_summary, tell_summary
from unbrace.clinic.visits.actions.wait import join_waiting_list, leave_waiting_list

__all__ = [
    "Passed",
    "WantedHours",
    "book_for",
    "book_visit",
    "cancel_unheld",
    "cancel_visit",
    "change_hours",
    "decline_offer",
    "drop_change",
    "end_visits_of",
    "give_role_with_visits",
    "hand_over_visits_of",
    "hand_over_with_visits",
    "join_waiting_list",
    "leave_waiting_list",
    "let_go_with_visits",
    "let_offers_lapse",
    "mark_visit",
    "move_visit",
    "plan_visit",
    "put_back_visit",
    "read_summary",
    "set_office_hours",
    "suspend_with_visits",
    "take_offer",
    "take_over_visit",
    "tell_summary",
]
