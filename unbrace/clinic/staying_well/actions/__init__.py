from unbrace.clinic.staying_well.actions.check_in import answer_booster, answer_staying_well
from unbrace.clinic.staying_well.actions.come_back import come_back
from unbrace.clinic.staying_well.actions.maintenance import (
    begin_maintenance,
    end_maintenance,
    maintenance_drafts,
)
from unbrace.clinic.staying_well.actions.write_own_plan import write_own_plan

__all__ = [
    "answer_booster",
    "answer_staying_well",
    "begin_maintenance",
    "come_back",
    "end_maintenance",
    "maintenance_drafts",
    "write_own_plan",
]
