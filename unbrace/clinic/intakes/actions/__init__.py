from unbrace.clinic.intakes.actions.answer_intake import answer_intake
from unbrace.clinic.intakes.actions.send_intake import send_intake
from unbrace.clinic.intakes.actions.write_own_day import write_own_day

__all__ = ["answer_intake", "send_intake", "write_own_day"]
