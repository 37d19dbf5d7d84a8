"""Habits of holding, sitting and lifting. Described, not judged: none of them is a fault."""

from unbrace.rehab.impairments.assessment import Assessment
from unbrace.rehab.impairments.evidence import Found, hint_plus, measured, told

HABIT_SUM = 12
CHEST_SHARE = 0.7
RELEASE_PERCENT = 8
ACHE = 3
LIFTING_HIGH = 3
LONG_SITTING_MINUTES = 60
WORKSTATION_OUTSIDE = 3


def _at_least(value: float | None, limit: float) -> bool:
    return value is not None and value >= limit


def _over(value: float | None, limit: float) -> bool:
    return value is not None and value > limit


def bracing(a: Assessment) -> Found:
    """Six own questions sum to 12 or more of 24; likely with chest breathing under load, talk test or belly release."""
    return hint_plus(
        told(_at_least(a.abdominal_habit_sum, HABIT_SUM), "Answers suggest a habit of holding the tummy"),
        [
            *measured(
                _over(a.chest_share_with_load, CHEST_SHARE), "Breathes mostly with the chest under load"
            ),
            *measured(a.talk_test_failed, "Holds the breath in effort (talk test)"),
            *measured(
                _at_least(a.belly_release_percent, RELEASE_PERCENT), "The belly lets go by 8 % or more"
            ),
        ],
    )


def one_neck_position(a: Assessment) -> Found:
    """Symptoms only in long sitting; likely with few changes of posture. The advice is to vary, not to straighten."""
    return hint_plus(
        told(a.neck_only_in_long_sitting, "Symptoms only in long sitting"),
        measured(a.changes_posture_seldom, "Changes posture seldom"),
    )


def shoulder_blades(a: Assessment) -> Found:
    """Desk-related ache of 3 or more; likely when arms held forward tire."""
    return hint_plus(
        told(_at_least(a.desk_neck_shoulder_ache, ACHE), "Neck and shoulders ache at the desk, 3 or more"),
        told(a.tires_with_arms_forward, "Tires with the arms forward"),
    )


def lifting(a: Assessment) -> Found:
    """A lifting task among goals or at work; likely with a lifting index over 3 or fear of that task."""
    return hint_plus(
        told(a.has_a_lifting_task, "A lifting task among the goals or at work"),
        [
            *measured(_over(a.lifting_index, LIFTING_HIGH), "Lifting index over 3"),
            *told(a.fears_the_lifting_task, "The lifting task is feared"),
        ],
    )


def long_sitting(a: Assessment) -> Found:
    """Sitting for over 60 minutes with symptoms; likely with three workstation items outside their range."""
    return hint_plus(
        told(
            _over(a.longest_sitting_minutes, LONG_SITTING_MINUTES) and a.symptoms_on_sitting,
            "Sits for more than an hour at a time, with symptoms",
        ),
        told(
            a.workstation_items_outside >= WORKSTATION_OUTSIDE, "Three or more things at the desk do not fit"
        ),
    )
