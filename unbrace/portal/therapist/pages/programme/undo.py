"""Steps back in the builder. They travel in the form like everything else: nothing of a half-written programme is kept
on the server, and what comes back is read as carefully as what is typed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any, Final

from unbrace.clinic.programmes.queries import content_of
from unbrace.portal.therapist.dose_form import MOST_ROWS, Row

MOST_STEPS: Final = 8
MOST_LETTERS: Final = 60_000
NAMES: Final = tuple(field.name for field in fields(Row) if field.name not in ("problems", "days", "turns"))


def steps_in(text: str) -> list[list[Row]]:
    """The states before, oldest first; none where the text is not what this page wrote."""
    try:
        told = json.loads(text) if text and len(text) <= MOST_LETTERS else []
        return [[_row(row) for row in state][:MOST_ROWS] for state in told][-MOST_STEPS:]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return []


def with_step(steps: Sequence[Sequence[Row]], state: Sequence[Row]) -> list[list[Row]]:
    """`state` on top, unless it is there already."""
    if steps and list(steps[-1]) == list(state):
        return [list(step) for step in steps]
    return [*(list(step) for step in steps), list(state)][-MOST_STEPS:]


def as_text(steps: Sequence[Sequence[Row]]) -> str:
    text = json.dumps([[_plain(row) for row in state] for state in steps], separators=(",", ":"))
    return text if len(text) <= MOST_LETTERS else as_text(steps[1:])


def _plain(row: Row) -> dict[str, Any]:
    told = asdict(row)
    return {name: told[name] for name in NAMES} | {"turns": row.turns, "days": "".join(sorted(row.days))}


def _row(told: dict[str, Any]) -> Row:
    texts: dict[str, Any] = {name: str(told[name])[:80] for name in NAMES}
    if content_of(texts["exercise"]) is None:
        raise KeyError(texts["exercise"])
    days = frozenset(str(told["days"])) & frozenset("0123456")
    return Row(**texts, turns=told["turns"] is True, days=days)
