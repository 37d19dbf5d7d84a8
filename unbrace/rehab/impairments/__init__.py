"""From what an assessment found to impairments with a score: what a first plan is built on. Never a diagnosis.

0 none, 1 hint, 2 likely, 3 confirmed. No rule gives more than 2: only a therapist confirms. Two safeguards stand
between a camera and a plan (error bands and second sources, rule R3 of the assessment protocol):

    evidence.py ........ a measurement counts only beyond its limit by more than its error band
    Impairment ......... a hint that rests on measurements alone may not change a plan (`may_change_plan`)
    assessment.py ...... what goes in;  mobility, endurance, habits, person ... one function per impairment
    from_tests.py ...... which test of function speaks for what
    RULES below ........ every impairment with its rule, its reason and its source

Where the specification says "likely: plus …", the hint itself counts as one of the two that are needed. All limits are
conservative programme rules, and a draft until a clinician has signed them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from unbrace.rehab.impairments import endurance, habits, mobility, person
from unbrace.rehab.impairments.assessment import Assessment
from unbrace.rehab.impairments.evidence import CONFIRMED, By, Evidence, Found, Impairment, Measured

__all__ = [
    "RULES",
    "VERSION",
    "Assessment",
    "By",
    "Evidence",
    "Impairment",
    "ImpairmentRule",
    "Measured",
    "impairments_of",
    "priorities",
    "safety_flags",
]

VERSION = "impairments/2026-11-draft"
TOP = 2


@dataclass(frozen=True)
class ImpairmentRule:
    """One row: the impairment, the function that scores it, what it means in one sentence, what it leans on."""

    id: str
    scores: Callable[[Assessment], Found]
    reason: str
    source: str


_CONVENTION = "Programme rule, clinical convention without a direct trial"
_RULES = (
    ("hip_mobility_deficit", mobility.hips, "The hips move less than they could.", _CONVENTION),
    (
        "lumbar_mobility_deficit",
        mobility.low_back,
        "The low back moves less than it could.",
        "Ekedahl 2012 (fingertip to floor); limits are programme rules",
    ),
    (
        "thoracic_stiffness",
        mobility.upper_back,
        "The upper back is stiff.",
        "Johnson 2012 (seated rotation by inclinometer); limits are programme rules",
    ),
    (
        "neck_mobility_deficit",
        mobility.neck,
        "The neck turns less than it could.",
        "Christensen 1998 (day to day variation); limits are programme rules",
    ),
    (
        "chest_shoulder_mobility",
        mobility.shoulders,
        "Reaching overhead is limited.",
        _CONVENTION,
    ),
    (
        "trunk_extensor_endurance_deficit",
        endurance.back_extensors,
        "The back muscles tire early.",
        "Biering-Sorensen test, Demoulin 2006; limits are programme rules",
    ),
    (
        "trunk_flexor_endurance_deficit",
        endurance.front_of_trunk,
        "The front trunk muscles tire early.",
        "Strand 2014 (plank, wide spread)",
    ),
    (
        "lateral_trunk_endurance_deficit",
        endurance.side_of_trunk,
        "The side trunk muscles tire early.",
        "McGill 1999 (side bridge)",
    ),
    (
        "dnf_endurance_deficit",
        endurance.deep_neck_flexors,
        "The deep neck muscles tire early.",
        "Domenech 2011; a weak discriminator",
    ),
    (
        "movement_coordination",
        endurance.coordination,
        "Trunk and pelvis are hard to keep steady.",
        "Delitto 2012 (movement coordination); limits are programme rules",
    ),
    (
        "lower_limb_strength_deficit",
        endurance.legs,
        "Rising from a chair is hard.",
        "Rikli & Jones 1999 (30-second chair stand)",
    ),
    ("lower_limb_control", endurance.leg_control, "The legs are hard to keep steady.", _CONVENTION),
    (
        "balance_deficit",
        endurance.balance,
        "Standing on one leg is short for the age.",
        "Springer 2007 (from memory, verify)",
    ),
    (
        "bracing_breathing",
        habits.bracing,
        "Tummy and breath are held more than needed.",
        "Own questions, not validated; a habit, never a diagnosis",
    ),
    ("neck_posture_habit", habits.one_neck_position, "The neck stays in one position for long.", _CONVENTION),
    (
        "scapular_endurance",
        habits.shoulder_blades,
        "The shoulder-blade muscles tire at the desk.",
        "Andersen 2011",
    ),
    ("neck_shoulder_pain", habits.shoulder_blades, "Neck and shoulders ache at the desk.", "Andersen 2011"),
    (
        "lifting_load",
        habits.lifting,
        "Lifting is part of the goal or the job.",
        "NIOSH 94-110, rev. 2021 (for healthy workers: information only)",
    ),
    ("static_loading", habits.long_sitting, "Long sitting brings symptoms.", _CONVENTION),
    (
        "fear_avoidance",
        person.fear,
        "Movement feels as if it could harm.",
        "Fear-avoidance model; limit is a programme rule",
    ),
    (
        "low_mood_anxiety",
        person.mood,
        "The answers suggest talking about mood or worry.",
        "Kroenke 2009 (PHQ-4), 2001 (PHQ-8), Spitzer 2006 (GAD-7)",
    ),
    ("sleep_problem", person.sleep, "Sleep is short or poor on many nights.", _CONVENTION),
    ("deconditioning", person.stamina, "There is little moving about in the week.", _CONVENTION),
    (
        "related_leg_pain",
        person.leg_pain,
        "Pain or tingling travels into the leg.",
        "APTA low back pain guideline 2021",
    ),
    (
        "arm_pain",
        person.arm_pain,
        "Pain or tingling travels into the arm.",
        "APTA neck pain guideline 2017",
    ),
    (
        "generalised_pain",
        person.widespread,
        "There is pain in most parts of the body.",
        "Programme rule after the widespread pain criteria",
    ),
)
RULES: tuple[ImpairmentRule, ...] = tuple(ImpairmentRule(*row) for row in _RULES)


def impairments_of(
    assessment: Assessment,
    *,
    confirmed: frozenset[str] = frozenset(),
    judged: Mapping[str, int] | None = None,
) -> tuple[Impairment, ...]:
    """Every impairment that was found, in the order of RULES. `confirmed` are those a therapist has confirmed, `judged`
    the scores a therapist has given in place of the rule's, 0 to 3; 0 takes it out.

    Raises ValueError for a name that no rule has: a misspelt one must not get lost. And for a score that is none.
    """
    scores = {**dict.fromkeys(confirmed, CONFIRMED), **(judged or {})}
    if unknown := set(scores) - {rule.id for rule in RULES}:
        raise ValueError(f"no impairment is called {', '.join(sorted(unknown))}")
    if wrong := [score for score in scores.values() if score not in range(CONFIRMED + 1)]:
        raise ValueError(f"a score is 0 to {CONFIRMED}, not {wrong[0]}")
    found = (_scored(rule, assessment, scores.get(rule.id)) for rule in RULES)
    return tuple(impairment for impairment in found if impairment.score)


def _scored(rule: ImpairmentRule, assessment: Assessment, judged: int | None) -> Impairment:
    found = rule.scores(assessment)
    evidence, score = found.evidence, found.score
    if judged is not None:
        said = "A therapist has confirmed it" if judged == CONFIRMED else "A therapist has scored it"
        evidence, score = (*evidence, Evidence(said, By.THERAPIST)), judged
    return Impairment(rule.id, score, evidence, rule.reason, rule.source, VERSION)


def priorities(
    found: tuple[Impairment, ...], goal_aims: frozenset[str] = frozenset()
) -> tuple[Impairment, ...]:
    """What the plan looks at first: the two highest scores, ties by the person's own goal, then in the order of RULES.

    Impairments that may not change a plan (rule R3) are left out.
    """
    return ranked(found, goal_aims)[:TOP]


def ranked(found: tuple[Impairment, ...], goal_aims: frozenset[str]) -> tuple[Impairment, ...]:
    """All that may change a plan, highest first."""
    may = [impairment for impairment in found if impairment.may_change_plan]
    return tuple(sorted(may, key=lambda one: (-one.score, one.id not in goal_aims)))


def safety_flags(assessment: Assessment) -> frozenset[str]:
    """Context flags an assessment sets. No error band here: a safety flag errs on the safe side."""
    return frozenset({"falls_risk"}) if endurance.falls_concern(assessment) else frozenset()
