"""From findings to a starting group: a guide for the first plan, not a diagnosis; a therapist may always change it.

Low-back groups carry the names of the 2012 APTA guideline (Delitto) and the strengths of the 2021 one
(George, JOSPT 51:CPG1); neck groups follow the 2017 guideline (Blanpied, JOSPT 47:A1). Research shows no
clear winner among classification systems.
"""

from collections.abc import Callable
from dataclasses import dataclass

from unbrace.rehab.red_flags import Region, Urgency

VERSION = "classification/2026-11-draft"

#: Guideline convention: acute below 6 weeks, subacute below 12, chronic from 12 weeks on.
SUBACUTE_FROM_WEEKS = 6
CHRONIC_FROM_WEEKS = 12
OLDER_FROM_YEARS = 65
#: An impairment of 2 is "likely" (two findings agree); 1 is a hint.
LIKELY = 2
HINT = 1


@dataclass(frozen=True)
class Findings:
    """Impairment scores 0-3, and yes/no facts. `risk` is the STarT Back group where that was filled in.

    weeks: since this episode began; a new episode after four weeks free of pain starts at 0. age in years,
    None when not known.
    """

    weeks: float
    age: int | None = None
    generalised_pain: int = 0
    leg_pain: int = 0
    arm_pain: int = 0
    movement_coordination: int = 0
    lumbar_mobility: int = 0
    hip_mobility: int = 0
    thoracic_stiffness: int = 0
    neck_mobility: int = 0
    neck_flexor_endurance: int = 0
    fear_avoidance: int = 0
    low_mood: int = 0
    episodes: int = 0
    painful_arc: bool = False
    headache_from_neck: bool = False
    whiplash: bool = False
    after_surgery: bool = False
    risk: str | None = None


@dataclass(frozen=True)
class Group:
    """The group, how long it has lasted, what else shapes the plan, and the rule that decided."""

    code: str
    duration: str
    additions: tuple[str, ...]
    reason: str
    source: str
    rules_version: str = VERSION

    def __str__(self) -> str:
        return "+".join((f"{self.code} {self.duration}", *self.additions))


@dataclass(frozen=True)
class GroupRule:
    """One line of the decision: the first that applies wins."""

    code: str
    applies: Callable[[Findings], bool]
    reason: str
    source: str


_LBP_2021 = "APTA low back pain guideline 2021; group name from 2012"
_NECK_2017 = "APTA neck pain guideline 2017 (details from memory, verify)"

LOW_BACK: tuple[GroupRule, ...] = (
    GroupRule("LB-G", lambda f: f.generalised_pain >= LIKELY, "Pain in most parts of the body.", _LBP_2021),
    GroupRule("LB-R", lambda f: f.leg_pain >= HINT, "Pain that travels into the leg.", _LBP_2021),
    GroupRule(
        "LB-C",
        lambda f: f.movement_coordination >= LIKELY or (f.episodes >= 3 and f.painful_arc),
        "Movement control is the main finding, or it keeps coming back with a painful arc.",
        _LBP_2021,
    ),
    GroupRule(
        "LB-M",
        lambda f: f.lumbar_mobility >= HINT or f.hip_mobility >= LIKELY,
        "Stiffness of the low back or hips is the main finding.",
        _LBP_2021,
    ),
    GroupRule("LB-O", lambda f: True, "No single finding stands out.", _LBP_2021),
)

NECK: tuple[GroupRule, ...] = (
    GroupRule("NK-G", lambda f: f.generalised_pain >= LIKELY, "Pain in most parts of the body.", _NECK_2017),
    GroupRule("NK-R", lambda f: f.arm_pain >= HINT, "Pain that travels into the arm.", _NECK_2017),
    GroupRule("NK-H", lambda f: f.headache_from_neck, "A headache that starts with the neck.", _NECK_2017),
    GroupRule(
        "NK-C",
        lambda f: f.whiplash or f.neck_flexor_endurance >= LIKELY,
        "An injury, or muscles that tire quickly in one position.",
        _NECK_2017,
    ),
    GroupRule(
        "NK-M",
        lambda f: f.neck_mobility >= HINT or f.thoracic_stiffness >= LIKELY,
        "Stiffness of the neck or upper back is the main finding.",
        _NECK_2017,
    ),
    GroupRule("NK-O", lambda f: True, "No single finding stands out.", _NECK_2017),
)

UPPER_BACK: tuple[GroupRule, ...] = (
    GroupRule("NK-G", lambda f: f.generalised_pain >= LIKELY, "Pain in most parts of the body.", _NECK_2017),
    GroupRule("TH", lambda f: True, "The upper back is the main place.", "by analogy; no guideline exists"),
)

_RULES = {Region.LOW_BACK: LOW_BACK, Region.NECK: NECK, Region.UPPER_BACK: UPPER_BACK}


def classify(region: Region, findings: Findings, *, urgency: Urgency) -> Group | None:
    """The starting group, or None while triage asks for a doctor: nothing is classified then."""
    if urgency >= Urgency.DOCTOR_IN_DAYS:
        return None
    rule = next(rule for rule in _RULES[region] if rule.applies(findings))
    return Group(rule.code, duration(findings.weeks), additions(findings), rule.reason, rule.source)


def duration(weeks: float) -> str:
    """acute, subacute or chronic, for `weeks` since the episode began."""
    if weeks < SUBACUTE_FROM_WEEKS:
        return "acute"
    return "subacute" if weeks < CHRONIC_FROM_WEEKS else "chronic"


def additions(findings: Findings) -> tuple[str, ...]:
    """What changes the plan whatever the group: P (thoughts and mood), older, postop."""
    found = {
        "P": findings.risk == "high" or findings.fear_avoidance >= LIKELY or findings.low_mood >= LIKELY,
        "older": findings.age is not None and findings.age >= OLDER_FROM_YEARS,
        "postop": findings.after_surgery,
    }
    return tuple(name for name, applies in found.items() if applies)


def care_level(risk: str | None, *, pain_grade: int | None, distress: bool, fear: bool) -> str:
    """low, medium or high: how much support is offered first.

    STarT Back decides where it was filled in (Keele scoring). Without it a programme rule stands in, not
    validated: pain grade 3 or two positives count as high; grade 0-1 with none as low. An unknown grade is
    never low.
    """
    if risk is not None:
        return risk
    positives = sum((distress, fear))
    if pain_grade == 3 or positives == 2:
        return "high"
    return "low" if pain_grade in (0, 1) and positives == 0 else "medium"
