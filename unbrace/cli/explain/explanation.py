"""An explanation in words or as JSON. What it says is made in `unbrace.rehab.explanation`, for the pages as well."""

import json
from dataclasses import asdict
from typing import Any

from unbrace.rehab.explanation import Explanation, Spoke

__all__ = ["DRAFT", "Explanation", "Spoke", "as_json", "as_text"]

DRAFT = "Draft: no clinician has signed these rules yet. Not for patients."


def as_json(explanation: Explanation) -> str:
    """Everything, for another program."""
    whole = {**asdict(explanation), "draft": True}
    return json.dumps(whole, indent=2, ensure_ascii=False)


def as_text(explanation: Explanation) -> str:
    """Everything, for a person."""
    lines = [f"{explanation.kind}: {explanation.outcome}", *(f"  {line}" for line in explanation.details)]
    for spoke in explanation.rules:
        lines += ["", f"rule    {spoke.rule}", f"why     {spoke.reason}", f"source  {spoke.source}"]
    lines += ["", "inputs"]
    lines += [f"  {name}: {_short(value)}" for name, value in explanation.inputs.items()]
    return "\n".join([*lines, "", f"version {explanation.rules_version}", DRAFT])


def _short(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
