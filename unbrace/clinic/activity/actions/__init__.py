from unbrace.clinic.activity.actions.walking import (
    answer_walk_morning,
    log_walk,
    restore_walk,
    start_walking,
    take_walking_step,
    withdraw_walk,
)

__all__ = [
    "answer_walk_morning",
    "log_walk",
    "restore_walk",
    "start_walking",
    "take_walking_step",
    "withdraw_walk",
]
