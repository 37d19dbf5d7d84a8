"""A small way in and answers the way the published cases write them."""

from collections.abc import Mapping
from typing import Any

from unbrace.rehab.red_flags import Region, Urgency
from unbrace.rehab.scoring import Score
from unbrace.rehab.tests.plan_cases import hundred
from unbrace.rehab.way_in.first_plan import FirstPlan, first_plan
from unbrace.rehab.way_in.meaning import Known
from unbrace.rehab.way_in.questions import Choice, Field, FieldKind, Question, WayIn, When

LOW_BACK, UPPER_BACK, NECK = Region.LOW_BACK, Region.UPPER_BACK, Region.NECK
PLACES = Field(
    "areas",
    FieldKind.AREAS,
    choices=(
        *(Choice(one, one, LOW_BACK) for one in ("low_back", "buttock", "below_knee")),
        *(Choice(one, one, NECK) for one in ("neck", "arm")),
        Choice("upper_back", "upper back", UPPER_BACK),
    ),
)
KINDS = (
    Choice("sitting", "sitting", aims=frozenset({"static_loading", "thoracic_stiffness"})),
    Choice("lifting", "lifting", aims=frozenset({"lifting_load", "movement_coordination"})),
    Choice("bending", "bending", aims=frozenset({"lumbar_mobility_deficit", "fear_avoidance"})),
    Choice("walking", "walking", aims=frozenset({"deconditioning", "lower_limb_strength_deficit"})),
)
GOALS = (
    Field("goal_1", FieldKind.WORDS, "In your own words"),
    Field("goal_1_kind", FieldKind.ONE_OF, choices=KINDS),
    Field("goal_1_now", FieldKind.SCALE, "How well now?", low_end="not at all", high_end="as before"),
    Field("goal_2", FieldKind.WORDS, optional=True),
    Field("goal_2_now", FieldKind.SCALE, goes_with="goal_2"),
)
SIGNS = Field(
    "signs",
    FieldKind.ANY_OF,
    none="None of these",
    choices=(
        Choice("came_back", "It came back"),
        Choice("catches", "It catches", only=frozenset({LOW_BACK})),
        Choice("headache", "Headaches", only=frozenset({NECK})),
    ),
)
BELLY = Field("belly", FieldKind.ONE_OF, choices=(Choice("hardly", "Hardly"), Choice("often", "Often")))
HABIT = Field("holding_1", FieldKind.SCALE, "I hold my breath.", highest=4, measure="holding")
WAY_IN = WayIn(
    version="test",
    reviewed_by=None,
    chapters={"all": "All"},
    questions=(
        Question("places", "all", "Where?", (PLACES,)),
        Question(
            "worst",
            "all",
            "Which most?",
            (Field("region", FieldKind.ONE_OF, choices=tuple(Choice(r.value, r.value) for r in Region)),),
            when=When(regions_at_least=2),
        ),
        Question("signs", "all", "What fits?", (SIGNS,)),
        Question("goals", "all", "What again?", GOALS),
        Question("belly", "all", "Belly?", (BELLY,)),
        Question(
            "habits",
            "all",
            "How often?",
            (HABIT,),
            when=When(question="belly", field="belly", said=frozenset({"often"})),
        ),
    ),
)


def plan_of(case: Mapping[str, Any]) -> FirstPlan:
    """The plan for one case: what was said, which regions, the safety answers and what nobody has cleared of them."""
    urgency = case.get("urgency", "OK")
    known = Known(
        age=case.get("age"),
        safety=case.get("safety", {}),
        scores={
            name: Score(value["value"], flags=tuple(value.get("flags", ())))
            for name, value in case.get("scores", {}).items()
        },
    )
    return first_plan(
        WAY_IN,
        case["said"],
        tuple(Region(one) for one in case["regions"]),
        known,
        hundred(),
        Urgency.from_code(urgency) if urgency else None,
    )


def told(plan: FirstPlan) -> dict[str, Any]:
    """As the case files write it."""
    if plan.ask:
        return {"ask": plan.ask}
    return {
        "groups": [str(group) for group in plan.groups],
        "flags": list(plan.flags),
        "lines": [
            [
                line.exercise,
                f"{line.dosage.sets} x {line.dosage.reps or f'{line.dosage.hold_s:g} s'}",
                "".join(str(day) for day in line.days),
                line.because.removeprefix("because: "),
            ]
            for line in plan.lines
        ],
    }
