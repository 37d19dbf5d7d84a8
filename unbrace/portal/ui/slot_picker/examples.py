"""One day with two clocks, and a refusal."""

from __future__ import annotations

from typing import Any

from unbrace.portal.visit_words import Slot, SlotDay

DAYS = [
    SlotDay("Tuesday 1 December", (Slot("a", "03:00", "09:00"), Slot("b", "03:30", "09:30"))),
    SlotDay("Wednesday 2 December", (Slot("c", "23:30", "3 Dec, 05:30"),)),
]

EXAMPLES: dict[str, dict[str, Any]] = {
    "two clocks": {"days": DAYS, "mine": "New York", "other": "Berlin", "chosen": "b"},
    "taken": {"days": DAYS[:1], "problem": "This time has just been taken."},
}
