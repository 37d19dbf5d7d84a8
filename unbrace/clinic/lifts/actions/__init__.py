from unbrace.clinic.lifts.actions.sign_step import sign_step
from unbrace.clinic.lifts.actions.tell_task import describe_task, end_task, rate_task
from unbrace.clinic.lifts.actions.try_step import answer_day_after, note_try

__all__ = ["answer_day_after", "describe_task", "end_task", "note_try", "rate_task", "sign_step"]
