"""An explanation: what came out, which rules spoke and why, on what, under which version. In words or as JSON."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

DRAFT = "Draft: no clinician has signed these rules yet. Not for patients."


@dataclass(frozen=True)
class Spoke:
    """One rule that spoke."""

    rule: str
    reason: str
    source: str


@dataclass(frozen=True)
class Explanation:
    """`details` are further lines beside the outcome; `inputs` are the case as it was read."""

    kind: str
    outcome: str
    rules: tuple[Spoke, ...]
    inputs: Mapping[str, Any]
    rules_version: str
    details: tuple[str, ...] = ()

    def as_json(self) -> str:
        """Everything, for another program."""
        whole = {**asdict(self), "draft": True}
        return json.dumps(whole, indent=2, ensure_ascii=False)

    def as_text(self) -> str:
        """Everything, for a person."""
        lines = [f"{self.kind}: {self.outcome}", *(f"  {line}" for line in self.details)]
        for spoke in self.rules:
            lines += ["", f"rule    {spoke.rule}", f"why     {spoke.reason}", f"source  {spoke.source}"]
        lines += ["", "inputs"]
        lines += [f"  {name}: {_short(value)}" for name, value in self.inputs.items()]
        return "\n".join([*lines, "", f"version {self.rules_version}", DRAFT])


def _short(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
