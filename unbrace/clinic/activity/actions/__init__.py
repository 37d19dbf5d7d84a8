from unbrace.clinic.activity.actions.imports import (
    begin_import,
    keep_import,
    read_import,
    read_import_task,
    take_up_left_alone,
    undo_import,
)
from unbrace.clinic.activity.actions.walking import (
    answer_walk_morning,
    log_walk,
    restore_walk,
    start_walking,
    take_walking_step,
    withdraw_walk,
)
from unbrace.clinic.activity.actions.write_own_day import write_own_day

__all__ = [
    "answer_walk_morning",
    "begin_import",
    "keep_import",
    "log_walk",
    "read_import",
    "read_import_task",
    "restore_walk",
    "start_walking",
    "take_up_left_alone",
    "take_walking_step",
    "undo_import",
    "withdraw_walk",
    "write_own_day",
]
