"""Triage: answers to the safety questions → how soon somebody looks, and why."""

from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import Field, field_validator

from unbrace.library.exercise_file import Written
from unbrace.rehab.explanation import Explanation, of_triage
from unbrace.rehab.red_flags import AnswerKind, AskedIn, RedFlagItem, Region, Screen, Urgency
from unbrace.rehab.triage import triage

CONTENT = Path(__file__).parents[2] / "content" / "red_flags" / "screen.yaml"
Age = Annotated[int, Field(ge=0, le=120)]


class Case(Written):
    """`answers`: item → Y, N, U (not sure), OLD_CHECKED, OLD_UNCHECKED, C (cleared), or a count 0-5."""

    age: Age | None = Field(description="years, or null when not known")
    asked_in: AskedIn = Field(description="ONB, CHK, FLR, PRE or PSS: the set that was asked")
    regions: tuple[Region, ...] = Field(min_length=1, description="low_back, upper_back, neck")
    crisis_pathway: bool = Field(default=False, description="whether MH-1 and MH-2 were asked")
    answers: dict[str, str] = Field(description="item → answer")

    @field_validator("answers")
    @classmethod
    def known(cls, answers: dict[str, str]) -> dict[str, str]:
        """A misspelt item is the author's slip here; in the app the rule blocks instead."""
        items = screen().items
        for item, answer in answers.items():
            if item not in items:
                raise ValueError(f"{item}: the screen has no such item")
            if answer not in items[item].allowed_answers():
                offered = ", ".join(sorted(items[item].allowed_answers()))
                raise ValueError(f"{item}: {answer!r} is not one of {offered}")
        return answers


def explain(case: Case) -> Explanation:
    """Every reason, the highest urgency, and what was left unanswered."""
    asked = screen()
    required = asked.required(case.asked_in, case.regions, crisis_pathway=case.crisis_pathway)
    outcome = triage(case.answers, age=case.age, screen=asked, required=required)
    return of_triage(outcome, case.model_dump(mode="json"))


def screen() -> Screen:
    """The screen that ships."""
    raw = yaml.safe_load(CONTENT.read_text(encoding="utf-8"))
    return Screen(raw["version"], raw["reviewed_by"], {item["id"]: _item(item) for item in raw["items"]})


def _item(raw: dict[str, Any]) -> RedFlagItem:
    count = raw.get("if_count_at_least", {})
    return RedFlagItem(
        id=raw["id"],
        question=raw["question"],
        kind=AnswerKind(raw["answer"]),
        regions=frozenset(map(Region, raw["regions"])),
        asked_in=frozenset(map(AskedIn, raw["asked_in"])),
        concern=raw["concern"],
        source=raw["source"],
        if_yes=Urgency.from_code(raw["if_yes"]) if "if_yes" in raw else None,
        if_unsure=Urgency.from_code(raw["if_unsure"]) if "if_unsure" in raw else None,
        count_from=count.get("count"),
        if_count=Urgency.from_code(count["urgency"]) if count else None,
    )
