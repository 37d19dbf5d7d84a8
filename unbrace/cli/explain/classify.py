"""Classify: findings → the starting group. Nothing is classified while a doctor is asked for."""

from typing import Annotated, Literal

from pydantic import Field

from unbrace.library.exercise_file import Written
from unbrace.rehab.classification import Findings, classify
from unbrace.rehab.explanation import Explanation, of_group
from unbrace.rehab.red_flags import Region, Urgency

ImpairmentScore = Annotated[int, Field(ge=0, le=3)]
Code = Literal["OK", "P", "D", "S", "E"]


class FindingsText(Written):
    """Impairment scores 0-3 and yes/no facts; left out = not found."""

    weeks: Annotated[float, Field(ge=0, le=5200)] = Field(description="weeks since this episode began")
    age: Annotated[int, Field(ge=0, le=120)] | None = None
    generalised_pain: ImpairmentScore = 0
    leg_pain: ImpairmentScore = 0
    arm_pain: ImpairmentScore = 0
    movement_coordination: ImpairmentScore = 0
    lumbar_mobility: ImpairmentScore = 0
    hip_mobility: ImpairmentScore = 0
    thoracic_stiffness: ImpairmentScore = 0
    neck_mobility: ImpairmentScore = 0
    neck_flexor_endurance: ImpairmentScore = 0
    fear_avoidance: ImpairmentScore = 0
    low_mood: ImpairmentScore = 0
    episodes: Annotated[int, Field(ge=0)] = 0
    painful_arc: bool = False
    headache_from_neck: bool = False
    whiplash: bool = False
    after_surgery: bool = False
    risk: Literal["low", "medium", "high"] | None = None

    def findings(self) -> Findings:
        """As `rehab` reads them."""
        return Findings(**self.model_dump())


class Case(Written):
    """One region."""

    region: Region = Field(description="low_back, upper_back or neck")
    urgency: Code = Field(description="the result of the safety screen: OK, P, D, S or E")
    findings: FindingsText = Field(description="what was found")


def explain(case: Case) -> Explanation:
    """The group and the line of the decision that gave it."""
    group = classify(case.region, case.findings.findings(), urgency=Urgency.from_code(case.urgency))
    inputs = case.model_dump(mode="json", exclude_defaults=True)
    return of_group(group, inputs)
