"""How far hips, back, neck and shoulders move. A camera cannot see the curve of a back: ends of range, and reports."""

from unbrace.rehab.impairments.assessment import Assessment, Test
from unbrace.rehab.impairments.evidence import Found, hint_plus, measured, told, two_of


def _below(test: Test, limit: float) -> bool:
    return test is not None and test.below(limit)


def _above(test: Test, limit: float) -> bool:
    return test is not None and test.above(limit)


def hips(a: Assessment) -> Found:
    """Straight-leg raise under 70° or hip rotation under 30° hints; likely with two of four further findings."""
    return two_of(
        [
            *measured(_below(a.straight_leg_raise, 70), "Straight-leg raise below 70°"),
            *measured(_below(a.hip_rotation, 30), "Hip rotation below 30°"),
        ],
        [
            *measured(_below(a.straight_leg_raise, 60), "Straight-leg raise below 60°"),
            *measured(a.thomas_positive, "The hip flexors stay short (Thomas test)"),
            *measured(
                a.hinges_little_at_the_hips and _above(a.fingertip_to_floor, 15),
                "Bends little at the hips, fingertips more than 15 cm from the floor",
            ),
            *told(a.hips_feel_stiff, "Says the hips feel stiff"),
        ],
    )


def low_back(a: Assessment) -> Found:
    """Standing extension under 10° or fingertips over 20 cm from the floor; likely with what the person reports."""
    return hint_plus(
        [
            *measured(_below(a.trunk_extension, 10), "Leaning back below 10°"),
            *measured(_above(a.fingertip_to_floor, 20), "Fingertips more than 20 cm from the floor"),
        ],
        [
            *told(a.end_range_low_back, "Pain or stiffness at the end of the movement"),
            *told(
                a.morning_stiffness_minutes is not None and 0 < a.morning_stiffness_minutes < 30,
                "Stiff in the morning for less than 30 minutes",
            ),
        ],
    )


def upper_back(a: Assessment) -> Found:
    """Rotation under 40° by inclinometer (a camera is too coarse for turns), or the arm lifts under 150°.

    A wall distance of the head over 5 cm counts; the safety screen asks about it first (FRX-3).
    """
    turns = measured(_below(a.thoracic_rotation_inclinometer, 40), "Turns less than 40° (inclinometer)")
    lifts = measured(_below(a.shoulder_flexion, 150), "Arm lifts less than 150°")
    more = [
        *(turns if turns and lifts else []),
        *told(a.upper_back_feels_stiff, "Says the upper back feels stiff"),
        *measured(_above(a.occiput_to_wall, 5), "Head more than 5 cm from the wall"),
    ]
    return hint_plus([*turns, *lifts], more)


def neck(a: Assessment) -> Found:
    """Rotation under 55°; likely with pain at the end of it, a side difference over 15°, or limited driving."""
    left, right = a.neck_rotation_left, a.neck_rotation_right
    uneven = (
        left is not None
        and right is not None
        and abs(left.value - right.value) - 15 > max(left.error_band, right.error_band)
    )
    return hint_plus(
        [
            *measured(_below(left, 55), "Neck turns less than 55° to the left"),
            *measured(_below(right, 55), "Neck turns less than 55° to the right"),
        ][:1],
        [
            *told(a.end_range_neck, "Pain at the end of turning"),
            *measured(uneven, "One side turns more than 15° less than the other"),
            *told(a.turning_limits_driving, "Turning limits driving"),
        ],
    )


def shoulders(a: Assessment) -> Found:
    """The arm lifts under 150° hints; under 140° and difficulty reaching overhead are likely."""
    return two_of(
        measured(_below(a.shoulder_flexion, 150), "Arm lifts less than 150°"),
        [
            *measured(_below(a.shoulder_flexion, 140), "Arm lifts less than 140°"),
            *told(a.reaching_overhead_is_hard, "Reaching overhead is hard"),
        ],
    )
