"""The hundred exercises as candidates, and starting points the way the published cases write them."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from unbrace.rehab.classification import Findings, Group, classify
from unbrace.rehab.dosage import Dosage, Effort, Kind, Sides, Tempo
from unbrace.rehab.impairments import RULES, By, Evidence, Impairment
from unbrace.rehab.plan_draft import Candidate, Goal, Starting, levels
from unbrace.rehab.red_flags import Region, Urgency

HUNDRED = Path(__file__).with_name("hundred_exercises.yaml")


@cache
def hundred() -> tuple[Candidate, ...]:
    rows: list[dict[str, Any]] = yaml.safe_load(HUNDRED.read_text())
    steps = levels({row["code"]: tuple(row.get("easier", ())) for row in rows})
    return tuple(_candidate(row, steps[row["code"]]) for row in rows)


def _candidate(row: dict[str, Any], level: int) -> Candidate:
    return Candidate(
        id=row["id"],
        code=row["code"],
        title=row["id"],
        aims=frozenset(row["aims"]),
        kind=Kind(row["kind"]),
        position=row["position"],
        equipment=tuple(row.get("equipment", ())),
        dosage=_dosage(row["dose"]),
        level=level,
        safe_floor=row.get("safe_floor", False),
        never_with=frozenset(row.get("never", ())),
        ask_first=frozenset(row.get("ask", ())),
        changes=row.get("change", {}),
    )


def _dosage(dose: dict[str, Any]) -> Dosage:
    given = dict(dose)
    given["days_per_week"] = given.pop("days")
    given["side"] = Sides(given.get("side", "both"))
    if "tempo" in given:
        given["tempo"] = Tempo(*given["tempo"])
    if "effort" in given:
        given["effort"] = Effort(*given["effort"])
    return Dosage(**given)


def group(region: str, **findings: Any) -> Group:
    found = classify(Region(region), Findings(**{"weeks": 20, **findings}), urgency=Urgency.NONE_FOUND)
    assert found is not None
    return found


def impairment(name: str, score: int) -> Impairment:
    rule = next(rule for rule in RULES if rule.id == name)
    return Impairment(name, score, (Evidence("said so", By.PERSON),), rule.reason, rule.source, "test")


def starting_of(case: dict[str, Any]) -> Starting:
    goal = case.get("goal")
    urgency = case.get("urgency", "OK")
    return Starting(
        groups=tuple(group(**one) for one in case["groups"]),
        urgency=Urgency.from_code(urgency) if urgency else None,
        impairments=tuple(impairment(name, score) for name, score in case.get("impairments", {}).items()),
        flags=frozenset(case.get("flags", ())),
        at_hand=frozenset(case.get("at_hand", ("mat", "chair", "band", "step", "stick"))),
        positions=frozenset(case.get("positions", ())),
        goal=Goal(goal["words"], goal["rating"], frozenset(goal["aims"])) if goal else None,
        reviewed=case.get("reviewed", False),
    )
