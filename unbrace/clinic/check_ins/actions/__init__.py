from unbrace.clinic.check_ins.actions.flare_up import end_flare_up, rate_flare_up
from unbrace.clinic.check_ins.actions.own_goals import rate_goals, reach_goal, set_goal
from unbrace.clinic.check_ins.actions.record_check_in import record_check_in
from unbrace.clinic.check_ins.actions.record_next_morning import record_next_morning
from unbrace.clinic.check_ins.actions.write_diary import undo_diary, write_diary

__all__ = [
    "end_flare_up",
    "rate_flare_up",
    "rate_goals",
    "reach_goal",
    "record_check_in",
    "record_next_morning",
    "set_goal",
    "undo_diary",
    "write_diary",
]
