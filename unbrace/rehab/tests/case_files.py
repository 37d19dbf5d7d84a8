"""Reads the case files beside the rules."""

from pathlib import Path
from typing import Any

import yaml

CASES = Path(__file__).parents[1] / "cases"


def cases(name: str) -> list[dict[str, Any]]:
    """The published cases of one rule, oldest first."""
    loaded: list[dict[str, Any]] = yaml.safe_load((CASES / f"{name}.yaml").read_text())
    print(f"{len(loaded)} {name} cases")
    return loaded
