from unbrace.clinic.exercise_sessions.actions.allow_traces import allow_traces, forbid_traces
from unbrace.clinic.exercise_sessions.actions.comment_on_moment import (
    change_comment,
    comment_on_moment,
    drop_comment,
)
from unbrace.clinic.exercise_sessions.actions.correct_session import UNSAID, correct_session
from unbrace.clinic.exercise_sessions.actions.keep_traces import keep_traces
from unbrace.clinic.exercise_sessions.actions.measure_trace import MOST_AT_ONCE, ask_to_measure, measure_trace
from unbrace.clinic.exercise_sessions.actions.read_comments import read_comments
from unbrace.clinic.exercise_sessions.actions.record_session import record_session
from unbrace.clinic.exercise_sessions.actions.replay_session import replay_session
from unbrace.clinic.exercise_sessions.actions.withdraw_session import restore_session, withdraw_session

__all__ = [
    "MOST_AT_ONCE",
    "UNSAID",
    "allow_traces",
    "ask_to_measure",
    "change_comment",
    "comment_on_moment",
    "correct_session",
    "drop_comment",
    "forbid_traces",
    "keep_traces",
    "measure_trace",
    "read_comments",
    "record_session",
    "replay_session",
    "restore_session",
    "withdraw_session",
]
