"""How long muscles hold, how strong the legs are, how steady somebody stands. Times in seconds."""

from unbrace.rehab.impairments.assessment import Assessment
from unbrace.rehab.impairments.evidence import Found, hint_plus, measured, told, two_of

#: From this age on: lowest usual number of stands in 30 s, women and men (Rikli & Jones 1999). Under 60: no good norm.
CHAIR_STANDS = ((90, 4, 7), (85, 8, 8), (80, 9, 10), (75, 10, 11), (70, 10, 12), (65, 11, 12), (60, 12, 14))
CHAIR_STAND_BAND = 2
LOW_FUNCTION_BELOW = 8
#: From this age on: usual seconds on one leg with open eyes (Springer 2007, from memory, verify).
ONE_LEG = ((80, 9), (70, 22), (60, 32), (0, 43))
FALLS_CONCERN_BELOW_S = 5
SIDE_DIFFERENCE = 0.20
HOLD_LOW_S = 20


def _under(value: float | None, limit: float) -> bool:
    return value is not None and value < limit


def back_extensors(a: Assessment) -> Found:
    """Prone chest lift under 30 s hints; likely with two of: Sørensen under 60 s, tiring, early loss of form."""
    return two_of(
        measured(_under(a.chest_lift_s, 30), "Chest lift held less than 30 s"),
        [
            *measured(_under(a.sorensen_s, 60), "Sørensen test below 60 s"),
            *told(a.tires_standing_or_bending, "Standing or bending is tiring"),
            *measured(a.form_is_lost_early, "Form is lost early"),
        ],
    )


def front_of_trunk(a: Assessment) -> Found:
    """Plank under 20 s; likely when so on two days."""
    return hint_plus(
        measured(_under(a.plank_s, HOLD_LOW_S), "Plank held less than 20 s"),
        measured(a.plank_low_twice, "So on two days"),
    )


def side_of_trunk(a: Assessment) -> Found:
    """Side bridge under 20 s on a side; likely when so on two days or the sides differ by more than 20 %."""
    held = [side for side in (a.side_bridge_left_s, a.side_bridge_right_s) if side is not None]
    differ = len(held) == 2 and max(held) > 0 and (max(held) - min(held)) / max(held) > SIDE_DIFFERENCE
    return hint_plus(
        measured(any(side < HOLD_LOW_S for side in held), "Side bridge held less than 20 s"),
        [
            *measured(a.side_bridge_low_twice, "So on two days"),
            *measured(differ, "The sides differ by more than 20 %"),
        ],
    )


def deep_neck_flexors(a: Assessment) -> Found:
    """Under 15 s; likely with neck pain in one position."""
    return hint_plus(
        measured(_under(a.deep_neck_flexors_s, 15), "Head lift held less than 15 s"),
        told(a.neck_pain_in_one_position, "Neck pain when staying in one position"),
    )


def coordination(a: Assessment) -> Found:
    """The pelvis moves over 15° in leg raise or bird-dog; likely with an arc, giving way, or three episodes."""
    return hint_plus(
        measured(a.pelvis_change is not None and a.pelvis_change.above(15), "Pelvis moves more than 15°"),
        [
            *told(a.painful_arc, "A painful arc in mid-range"),
            *told(a.giving_way, "A feeling of giving way"),
            *told(a.episodes >= 3, "Three or more episodes"),
        ],
    )


def legs(a: Assessment) -> Found:
    """Chair stands under the age range by more than two; likely when so on two days, or hands are needed."""
    return hint_plus(
        measured(chair_stands_are_low(a), "Chair stands below the usual range for the age"),
        [
            *measured(a.chair_stands_low_twice, "So on two days"),
            *told(a.rises_only_with_hands, "Cannot rise without hands"),
        ],
    )


def leg_control(a: Assessment) -> Found:
    """Knees in or heels up in five squats; likely when so twice and knee or hip speak up too."""
    return hint_plus(
        measured(a.knees_in_or_heels_up, "Knees drift in or heels lift in the squat"),
        told(
            a.knees_in_or_heels_up_twice and a.knee_or_hip_symptom,
            "So on two days, with a knee or hip symptom",
        ),
    )


def balance(a: Assessment) -> Found:
    """One-leg stance under the value for the age; likely with any sign of a raised risk of falling."""
    return hint_plus(
        measured(_under(a.one_leg_stance_s, usual_one_leg_s(a.age)), "One-leg stance short for the age"),
        [
            *measured(_under(a.one_leg_stance_s, FALLS_CONCERN_BELOW_S), "One-leg stance below 5 s"),
            *told(a.fell_in_12_months, "A fall in the last 12 months"),
            *measured(_under(a.chair_stands, LOW_FUNCTION_BELOW), "Fewer than 8 chair stands"),
        ],
    )


def falls_concern(a: Assessment) -> bool:
    """Sets the safety flag `falls_risk`: under 5 s on one leg, a fall in 12 months, or fewer than 8 chair stands."""
    return (
        _under(a.one_leg_stance_s, FALLS_CONCERN_BELOW_S)
        or a.fell_in_12_months
        or _under(a.chair_stands, LOW_FUNCTION_BELOW)
    )


def chair_stands_are_low(a: Assessment) -> bool:
    """Outside the range by more than the test's error of two. Where sex is not known, the higher range is used."""
    if a.chair_stands is None or a.age is None:
        return False
    for age, women, men in CHAIR_STANDS:
        if a.age >= age:
            lowest = {"female": women, "male": men}.get(a.sex or "", max(women, men))
            return lowest - a.chair_stands > CHAIR_STAND_BAND
    return False


def usual_one_leg_s(age: int | None) -> int:
    """Usual seconds on one leg; with an unknown age the longest, so that nothing is overlooked."""
    return next(seconds for from_age, seconds in ONE_LEG if (age or 0) >= from_age)
