"""What an assessment may hold: tests, and what the person says. Everything may be missing; missing is never fine.

Angles in degrees, distances in centimetres, times in seconds. None = not tested, not asked or not seen. A statement
(`bool`) is True only where somebody said yes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Literal

from unbrace.rehab.impairments.evidence import Measured

Test = Measured | None

#: What an answer or count can be at all; anything else is a slip of the pen and is refused, not scored.
BETWEEN: Mapping[str, tuple[float, float]] = {
    "age": (0, 120),
    "abdominal_habit_sum": (0, 24),
    "chest_share_with_load": (0, 1),
    "belly_release_percent": (0, 100),
    "desk_neck_shoulder_ache": (0, 10),
    "movement_could_harm": (0, 10),
    "phq8": (0, 24),
    "gad7": (0, 21),
    "low_sleep_nights_of_7": (0, 7),
    "painful_regions_of_5": (0, 5),
    "pain_grade": (0, 3),
    "active_minutes_a_week": (0, 7 * 24 * 60),
}


@dataclass(frozen=True)
class Assessment:
    """`…_twice` means: so on two different days. `ratings` 0-10."""

    age: int | None = None
    sex: Literal["female", "male"] | None = None

    # -- how far it moves
    straight_leg_raise: Test = None
    hip_rotation: Test = None
    thomas_positive: bool = False
    hinges_little_at_the_hips: bool = False
    hips_feel_stiff: bool = False
    fingertip_to_floor: Test = None
    trunk_extension: Test = None
    end_range_low_back: bool = False
    morning_stiffness_minutes: int | None = None
    thoracic_rotation_inclinometer: Test = None
    shoulder_flexion: Test = None
    upper_back_feels_stiff: bool = False
    occiput_to_wall: Test = None
    neck_rotation_left: Test = None
    neck_rotation_right: Test = None
    end_range_neck: bool = False
    turning_limits_driving: bool = False
    reaching_overhead_is_hard: bool = False

    # -- how long, how strong, how steady
    chest_lift_s: float | None = None
    sorensen_s: float | None = None
    tires_standing_or_bending: bool = False
    form_is_lost_early: bool = False
    plank_s: float | None = None
    plank_low_twice: bool = False
    side_bridge_left_s: float | None = None
    side_bridge_right_s: float | None = None
    side_bridge_low_twice: bool = False
    deep_neck_flexors_s: float | None = None
    neck_pain_in_one_position: bool = False
    pelvis_change: Test = None
    painful_arc: bool = False
    giving_way: bool = False
    episodes: int = 0
    chair_stands: int | None = None
    chair_stands_low_twice: bool = False
    rises_only_with_hands: bool = False
    knees_in_or_heels_up: bool = False
    knees_in_or_heels_up_twice: bool = False
    knee_or_hip_symptom: bool = False
    one_leg_stance_s: float | None = None
    fell_in_12_months: bool = False
    walk_test_low: bool = False

    # -- habits
    abdominal_habit_sum: int | None = None
    chest_share_with_load: float | None = None
    talk_test_failed: bool = False
    belly_release_percent: float | None = None
    neck_only_in_long_sitting: bool = False
    changes_posture_seldom: bool = False
    desk_neck_shoulder_ache: int | None = None
    tires_with_arms_forward: bool = False
    has_a_lifting_task: bool = False
    lifting_index: float | None = None
    fears_the_lifting_task: bool = False
    longest_sitting_minutes: int | None = None
    symptoms_on_sitting: bool = False
    workstation_items_outside: int = 0

    # -- the person
    movement_could_harm: int | None = None
    avoided_tasks: int = 0
    fear_questionnaire_high: bool = False
    guarded_movement: bool = False
    phq4_part_positive: bool = False
    phq8: int | None = None
    gad7: int | None = None
    low_sleep_nights_of_7: int | None = None
    tired_by_day: bool = False
    active_minutes_a_week: int | None = None
    leg_symptoms: bool = False
    leg_signs_seen_by_therapist: bool = False
    arm_symptoms: bool = False
    arm_signs_seen_by_therapist: bool = False
    painful_regions_of_5: int = 0
    widespread_months: int = 0
    fatigue: bool = False
    pain_grade: int | None = None

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, bool) or not isinstance(value, int | float):
                continue
            lowest, highest = BETWEEN.get(field.name, (0, float("inf")))
            if not lowest <= value <= highest:
                raise ValueError(f"{field.name}: {value:g} is not between {lowest:g} and {highest:g}")
