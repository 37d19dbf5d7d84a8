from unbrace.clinic.exercise_sessions.actions.correct_session import UNSAID, correct_session
from unbrace.clinic.exercise_sessions.actions.record_session import record_session
from unbrace.clinic.exercise_sessions.actions.withdraw_session import restore_session, withdraw_session

__all__ = ["UNSAID", "correct_session", "record_session", "restore_session", "withdraw_session"]
