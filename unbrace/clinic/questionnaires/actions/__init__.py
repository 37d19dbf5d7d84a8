from unbrace.clinic.questionnaires.actions.answer_screen import Said, answer_screen
from unbrace.clinic.questionnaires.actions.begin_screen import begin_screen
from unbrace.clinic.questionnaires.actions.clear_flags import clear_flags
from unbrace.clinic.questionnaires.actions.finish_screen import close_left_alone, finish_screen
from unbrace.clinic.questionnaires.actions.follow_up import follow_up_same_day
from unbrace.clinic.questionnaires.actions.import_questionnaire import (
    activate_questionnaire,
    deactivate_questionnaire,
    import_questionnaire,
)

__all__ = [
    "Said",
    "activate_questionnaire",
    "answer_screen",
    "begin_screen",
    "clear_flags",
    "close_left_alone",
    "deactivate_questionnaire",
    "finish_screen",
    "follow_up_same_day",
    "import_questionnaire",
]
