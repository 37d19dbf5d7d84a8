"""What the answers mean for the rules: an assessment of reports, findings for a starting group, flags, home and goal.

A person's word is evidence of its own kind (`By.PERSON`); nothing here is a measurement. The own questions on mood and
trust are not validated: trust feeds the one item the impairment rules name, mood only reaches a therapist's eyes.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from unbrace.rehab.classification import Findings
from unbrace.rehab.impairments import Assessment, Impairment, safety_flags
from unbrace.rehab.plan_draft import Goal
from unbrace.rehab.red_flags import Region
from unbrace.rehab.scoring import Score
from unbrace.rehab.way_in.questions import Said, WayIn
from unbrace.rehab.way_in.safety_flags import after_surgery

#: Weeks that stand for each answer; the classification asks only on which side of 6 and 12 they lie.
WEEKS: Mapping[str, float] = {"under_6_weeks": 3, "6_to_12_weeks": 8, "over_3_months": 20}
MONTHS: Mapping[str, int] = {"over_3_months": 3}
LEG_AREAS, ARM_AREAS = frozenset({"below_knee"}), frozenset({"arm"})
#: What is said -> a flag or a plain condition as the exercises' cautions name it.
CONDITIONS: Mapping[str, str] = {
    "thin_bones": "osteoporosis",
    "dizzy": "dizziness",
    "fell": "falls_risk",
    "knee": "knee pain",
    "hip": "hip pain",
    "shoulder": "shoulder pain",
    "wrist": "wrist pain",
}
OVER_AN_HOUR, DESK_ACHE, MANY_EPISODES, MOST_REGIONS, AVOIDED = 61, 3, 3, 4, 2


@dataclass(frozen=True)
class Known:
    """What else is known of this person: the age they told, their safety answers, what the questionnaires came to."""

    age: int | None
    safety: Mapping[str, str]
    scores: Mapping[str, Score]


#: Every answer a rule here looks at, as (question, field, choice): the content must hold them all.
RULED_ON = (
    *(("places", "areas", area) for area in sorted(LEG_AREAS | ARM_AREAS)),
    *(("story", "since", since) for since in WEEKS),
    *(("worst", "region", region.value) for region in Region),
    *(
        ("signs", "signs", sign)
        for sign in (
            *("catches", "came_back", "long_sitting", "lifting", "avoids", "most_of_body", "desk_ache"),
            *("arms_forward", "headache", "injury"),
        )
    ),
    *(("health", "health", condition) for condition in (*CONDITIONS, "no_floor")),
)


def ticked(said: Mapping[str, Said], question: str, field: str) -> frozenset[str]:
    """What was ticked; nothing where it was not asked."""
    return frozenset(said.get(question, {}).get(field, ()))


def assessment_of(said: Mapping[str, Said], known: Known) -> Assessment:
    """The reports in the shape the impairment rules read. What was not asked stays unknown."""
    signs, health = ticked(said, "signs", "signs"), ticked(said, "health", "health")
    areas = ticked(said, "places", "areas")
    desk, widespread = "desk_ache" in signs, "most_of_body" in signs
    phq4 = known.scores.get("phq-4")
    holding = known.scores.get("holding")
    return Assessment(
        age=known.age,
        painful_arc="catches" in signs,
        episodes=MANY_EPISODES if "came_back" in signs else 0,
        longest_sitting_minutes=OVER_AN_HOUR if "long_sitting" in signs else None,
        symptoms_on_sitting="long_sitting" in signs,
        has_a_lifting_task="lifting" in signs or _goal_kind(said) == "lifting",
        avoided_tasks=AVOIDED if "avoids" in signs else 0,
        movement_could_harm=said.get("trust", {}).get("trust_harm"),
        desk_neck_shoulder_ache=DESK_ACHE if desk else None,
        tires_with_arms_forward="arms_forward" in signs,
        painful_regions_of_5=MOST_REGIONS if widespread else 0,
        widespread_months=MONTHS.get(_since(said), 0) if widespread else 0,
        fell_in_12_months="fell" in health,
        leg_symptoms=bool(areas & LEG_AREAS) or "leg_pain" in flags_told(said),
        arm_symptoms=bool(areas & ARM_AREAS),
        phq4_part_positive=bool(phq4 and phq4.flags),
        abdominal_habit_sum=int(holding.value) if holding else None,
    )


def findings_of(said: Mapping[str, Said], known: Known, found: tuple[Impairment, ...]) -> Findings:
    """What the classification looks at."""
    by_id = {one.id: one.score for one in found}
    signs = ticked(said, "signs", "signs")
    return Findings(
        weeks=WEEKS.get(_since(said), WEEKS["over_3_months"]),
        age=known.age,
        generalised_pain=by_id.get("generalised_pain", 0),
        leg_pain=by_id.get("related_leg_pain", 0),
        arm_pain=by_id.get("arm_pain", 0),
        fear_avoidance=by_id.get("fear_avoidance", 0),
        low_mood=by_id.get("low_mood_anxiety", 0),
        movement_coordination=by_id.get("movement_coordination", 0),
        lumbar_mobility=by_id.get("lumbar_mobility_deficit", 0),
        hip_mobility=by_id.get("hip_mobility_deficit", 0),
        thoracic_stiffness=by_id.get("thoracic_stiffness", 0),
        neck_mobility=by_id.get("neck_mobility_deficit", 0),
        neck_flexor_endurance=by_id.get("dnf_endurance_deficit", 0),
        episodes=MANY_EPISODES if "came_back" in signs else 0,
        painful_arc="catches" in signs,
        headache_from_neck="headache" in signs,
        whiplash="injury" in signs,
        after_surgery=after_surgery(known.safety),
    )


def flags_told(said: Mapping[str, Said]) -> frozenset[str]:
    """Flags and plain conditions the person named themselves."""
    areas = ticked(said, "places", "areas")
    found = {CONDITIONS[one] for one in ticked(said, "health", "health") if one in CONDITIONS}
    if areas & LEG_AREAS:
        found.add("leg_pain")
    if areas & ARM_AREAS:
        found.add("arm_pain")
    return frozenset(found)


def flags_measured(assessment: Assessment) -> frozenset[str]:
    """Flags the assessment rules set."""
    return safety_flags(assessment)


def can_get_to_the_floor(said: Mapping[str, Said]) -> bool:
    return "no_floor" not in ticked(said, "health", "health")


def painful_first(said: Mapping[str, Said], regions: tuple[Region, ...]) -> tuple[Region, ...]:
    """The painful regions, the one that troubles most first."""
    worst = said.get("worst", {}).get("region")
    return tuple(sorted(regions, key=lambda region: region.value != worst))


def goal_of(way_in: WayIn, said: Mapping[str, Said]) -> Goal | None:
    """The first thing they want to do again, and what it is tied to."""
    given = said.get("goals", {})
    words, rating = given.get("goal_1"), given.get("goal_1_now")
    if not words or rating is None:
        return None
    question = way_in.question("goals")
    kinds = next((f.choices for f in question.fields if f.id == "goal_1_kind"), ()) if question else ()
    aims = next((kind.aims for kind in kinds if kind.id == _goal_kind(said)), frozenset())
    return Goal(str(words), int(rating), aims)


def _since(said: Mapping[str, Said]) -> str:
    return str(said.get("story", {}).get("since", ""))


def _goal_kind(said: Mapping[str, Said]) -> str:
    return str(said.get("goals", {}).get("goal_1_kind", ""))
