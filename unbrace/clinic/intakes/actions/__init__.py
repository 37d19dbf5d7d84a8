from unbrace.clinic.intakes.actions.answer_intake import answer_intake
from unbrace.clinic.intakes.actions.send_intake import send_intake

__all__ = [
    "answer_intake",
    "send_intake",
]
