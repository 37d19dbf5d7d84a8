from unbrace.clinic.personal_data.actions.erase import erase
from unbrace.clinic.personal_data.actions.erasure import ask_for_erasure, take_back_erasure
from unbrace.clinic.personal_data.actions.own_copy import ask_for_copy, forget_old_copies, make_copy
from unbrace.clinic.personal_data.actions.sweep import sweep_personal_data

__all__ = [
    "ask_for_copy",
    "ask_for_erasure",
    "erase",
    "forget_old_copies",
    "make_copy",
    "sweep_personal_data",
    "take_back_erasure",
]
