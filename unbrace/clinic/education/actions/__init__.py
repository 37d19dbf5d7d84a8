from unbrace.clinic.education.actions.begin_stage import begin_stage
from unbrace.clinic.education.actions.check_breath import Checked, check_breath
from unbrace.clinic.education.actions.count_breaths import count_breaths, withdraw_count
from unbrace.clinic.education.actions.practise import practise, stop_practice, withdraw_practice

__all__ = [
    "Checked",
    "begin_stage",
    "check_breath",
    "count_breaths",
    "practise",
    "stop_practice",
    "withdraw_count",
    "withdraw_practice",
]
