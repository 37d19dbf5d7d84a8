from unbrace.clinic.programmes.actions.keep_template import (
    bring_back_template,
    change_template,
    keep_template,
    retire_template,
    share_template,
)
from unbrace.clinic.programmes.actions.pause import pause, resume
from unbrace.clinic.programmes.actions.prescribe import prescribe
from unbrace.clinic.programmes.actions.set_self_guided import pause_where_nobody_plans, set_self_guided
from unbrace.clinic.programmes.actions.write_own_exercise import (
    Written,
    change_own_exercise,
    retire_own_exercise,
    write_own_exercise,
)
from unbrace.clinic.programmes.draft import PrescriptionDraft

__all__ = [
    "PrescriptionDraft",
    "Written",
    "bring_back_template",
    "change_own_exercise",
    "change_template",
    "keep_template",
    "pause",
    "pause_where_nobody_plans",
    "prescribe",
    "resume",
    "retire_own_exercise",
    "retire_template",
    "set_self_guided",
    "share_template",
    "write_own_exercise",
]
