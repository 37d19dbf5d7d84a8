"""Fear, mood, sleep, stamina, and where pain travels. Never shown as a diagnosis."""

from unbrace.rehab.impairments.assessment import Assessment
from unbrace.rehab.impairments.endurance import chair_stands_are_low
from unbrace.rehab.impairments.evidence import (
    LIKELY,
    Found,
    by_therapist,
    hint_plus,
    measured,
    told,
)

HARM = 6
AVOIDED = 2
LONG_FORM = 10
LOW_NIGHTS = 3
LITTLE_ACTIVITY_MINUTES = 60
REGIONS, MONTHS = 4, 3
HIGH_IMPACT_GRADE = 3


def _at_least(value: float | None, limit: float) -> bool:
    return value is not None and value >= limit


def fear(a: Assessment) -> Found:
    """ "Movement could harm me" at 6 or more of 10; likely with avoided tasks, a questionnaire, or guarding."""
    return hint_plus(
        told(_at_least(a.movement_could_harm, HARM), "Says movement could harm, 6 or more of 10"),
        [
            *told(a.avoided_tasks >= AVOIDED, "Avoids two or more tasks"),
            *told(a.fear_questionnaire_high, "High on an imported questionnaire about fear of movement"),
            *measured(a.guarded_movement, "Moves the trunk in one block"),
        ],
    )


def mood(a: Assessment) -> Found:
    """A PHQ-4 part that is positive hints; PHQ-8 or GAD-7 at 10 or more is likely by itself, being the fuller test."""
    short = told(a.phq4_part_positive, "A part of the PHQ-4 is positive")
    long = [
        *told(_at_least(a.phq8, LONG_FORM), "PHQ-8 at 10 or more"),
        *told(_at_least(a.gad7, LONG_FORM), "GAD-7 at 10 or more"),
    ]
    return Found(LIKELY, (*short, *long)) if long else hint_plus(short, [])


def sleep(a: Assessment) -> Found:
    """Three low nights of seven; likely when tired by day."""
    return hint_plus(
        told(_at_least(a.low_sleep_nights_of_7, LOW_NIGHTS), "Low sleep on three or more nights of seven"),
        told(a.tired_by_day, "Tired by day"),
    )


def stamina(a: Assessment) -> Found:
    """Under 60 active minutes a week; likely with a low chair stand or walk test."""
    little = a.active_minutes_a_week is not None and a.active_minutes_a_week < LITTLE_ACTIVITY_MINUTES
    return hint_plus(
        told(little, "Less than 60 active minutes a week"),
        [
            *measured(chair_stands_are_low(a), "Chair stands below the usual range for the age"),
            *measured(a.walk_test_low, "Walk test below the own baseline"),
        ],
    )


def leg_pain(a: Assessment) -> Found:
    """Steady symptoms below the knee (NEU-3); likely only after a therapist has looked at strength and feeling."""
    return hint_plus(
        told(a.leg_symptoms, "Symptoms travel below the knee"),
        by_therapist(a.leg_signs_seen_by_therapist, "Seen in the therapist's nerve check"),
    )


def arm_pain(a: Assessment) -> Found:
    """Symptoms in the arm; likely only after a therapist has looked at strength and feeling."""
    return hint_plus(
        told(a.arm_symptoms, "Symptoms travel into the arm"),
        by_therapist(a.arm_signs_seen_by_therapist, "Seen in the therapist's nerve check"),
    )


def widespread(a: Assessment) -> Found:
    """Pain in four of five regions for three months; likely with poor sleep, fatigue, or pain grade 3."""
    return hint_plus(
        told(
            a.painful_regions_of_5 >= REGIONS and a.widespread_months >= MONTHS,
            "Pain in four of five regions for three months",
        ),
        [
            *told(_at_least(a.low_sleep_nights_of_7, LOW_NIGHTS), "Low sleep on three or more nights"),
            *told(a.fatigue, "Fatigue"),
            *told(a.pain_grade == HIGH_IMPACT_GRADE, "Pain grade 3"),
        ],
    )
