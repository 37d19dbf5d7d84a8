"""One explanation as it stands on a page: the same lines as `unbrace explain` prints. The template only lays it out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from unbrace.rehab.explanation import Explanation, Spoke


@dataclass(frozen=True)
class Shown:
    """`heading` says what it is about; `case` is what the command reads, as JSON."""

    heading: str
    outcome: str
    details: tuple[str, ...]
    rules: tuple[Spoke, ...]
    inputs: tuple[tuple[str, str], ...]
    rules_version: str
    kind: str
    case: str


def shown(heading: str, one: Explanation) -> Shown:
    return Shown(
        heading=heading,
        outcome=one.outcome,
        details=one.details,
        rules=one.rules,
        inputs=tuple((name, _short(value)) for name, value in one.inputs.items()),
        rules_version=one.rules_version,
        kind=one.kind,
        case=json.dumps(dict(one.inputs), ensure_ascii=False, indent=1),
    )


def _short(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
