from unbrace.clinic.intakes.actions.answer_intake import answer_intake
from unbrace.clinic.intakes.actions.import_questionnaire import (
    activate_questionnaire,
    deactivate_questionnaire,
    import_questionnaire,
)
from unbrace.clinic.intakes.actions.send_intake import send_intake
from unbrace.clinic.intakes.actions.write_own_day import write_own_day

__all__ = [
    "activate_questionnaire",
    "answer_intake",
    "deactivate_questionnaire",
    "import_questionnaire",
    "send_intake",
    "write_own_day",
]
