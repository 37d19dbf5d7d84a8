from unbrace.clinic.desks.actions.photo import delete_photo, keep_photo, see_photo
from unbrace.clinic.desks.actions.record_desk import record_desk
from unbrace.clinic.desks.actions.try_change import (
    decide_change,
    did_change,
    look_at_change,
    next_change,
    propose_change,
)

__all__ = [
    "decide_change",
    "delete_photo",
    "did_change",
    "keep_photo",
    "look_at_change",
    "next_change",
    "propose_change",
    "record_desk",
    "see_photo",
]
