from unbrace.clinic.reminders.actions.calendar import close_calendar, open_calendar
from unbrace.clinic.reminders.actions.choose_reminders import Chosen, choose_reminders
from unbrace.clinic.reminders.actions.devices import allow_device, forget_device
from unbrace.clinic.reminders.actions.not_today import not_today, stop_by_answer, stop_by_word
from unbrace.clinic.reminders.actions.pause_reminders import pause_reminders
from unbrace.clinic.reminders.actions.send_reminding import send_reminding, send_reminding_task
from unbrace.clinic.reminders.actions.tick import tick
from unbrace.clinic.reminders.actions.visit_remindings import (
    claim_visit_remindings,
    send_visit_reminding,
    send_visit_reminding_task,
)

__all__ = [
    "Chosen",
    "allow_device",
    "choose_reminders",
    "claim_visit_remindings",
    "close_calendar",
    "forget_device",
    "not_today",
    "open_calendar",
    "pause_reminders",
    "send_reminding",
    "send_reminding_task",
    "send_visit_reminding",
    "send_visit_reminding_task",
    "stop_by_answer",
    "stop_by_word",
    "tick",
]
