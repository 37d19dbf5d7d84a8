from unbrace.clinic.group_classes.actions.answer_invitation import answer_invitation
from unbrace.clinic.group_classes.actions.ask_to_class import ask_to_class, call_off_place
from unbrace.clinic.group_classes.actions.enter import come_to_the_door, enter_class, lead_class, still_there
from unbrace.clinic.group_classes.actions.in_class import (
    ask_for_silence,
    end_class,
    let_in,
    open_class,
    put_out,
)
from unbrace.clinic.group_classes.actions.leave_care import free_places_of, free_places_out_of_care
from unbrace.clinic.group_classes.actions.make_class import cancel_class, make_class
from unbrace.clinic.group_classes.actions.remind import cancel_unled, end_left_open, remind_of_classes
from unbrace.clinic.group_classes.actions.settle import settle
from unbrace.clinic.group_classes.actions.stop import stop_whom_safety_stops

__all__ = [
    "answer_invitation",
    "ask_for_silence",
    "ask_to_class",
    "call_off_place",
    "cancel_class",
    "cancel_unled",
    "come_to_the_door",
    "end_class",
    "end_left_open",
    "enter_class",
    "free_places_of",
    "free_places_out_of_care",
    "lead_class",
    "let_in",
    "make_class",
    "open_class",
    "put_out",
    "remind_of_classes",
    "settle",
    "still_there",
    "stop_whom_safety_stops",
]
