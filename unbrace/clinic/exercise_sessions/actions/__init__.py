from unbrace.clinic.exercise_sessions.actions.allow_traces import allow_traces, forbid_traces
from unbrace.clinic.exercise_sessions.actions.correct_session import UNSAID, correct_session
from unbrace.clinic.exercise_sessions.actions.keep_traces import keep_traces
from unbrace.clinic.exercise_sessions.actions.record_session import record_session
from unbrace.clinic.exercise_sessions.actions.withdraw_session import restore_session, withdraw_session

__all__ = [
    "UNSAID",
    "allow_traces",
    "correct_session",
    "forbid_traces",
    "keep_traces",
    "record_session",
    "restore_session",
    "withdraw_session",
]
