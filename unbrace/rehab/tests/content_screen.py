"""The published screen, read plainly, so that the rules can be tested without the loader above them."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from unbrace.rehab.red_flags import AnswerKind, AskedIn, RedFlagItem, Region, Screen, Urgency

CONTENT = Path(__file__).parents[2] / "content" / "red_flags" / "screen.yaml"


@cache
def published_screen() -> Screen:
    raw = yaml.safe_load(CONTENT.read_text())
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
