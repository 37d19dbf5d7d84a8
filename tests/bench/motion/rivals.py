"""What the bench compares with: other people's packages, as they are, in a folder of their own.

They are no dependency of the project: `make bench-motion` puts the versions of `rivals.txt` into `.setup/rivals`,
without what they in turn ask for (a graphical toolkit, a biomechanics engine, and more). Of Sports2D and Pose2Sim
only the functions that compute angles are run, word for word from their files.
"""

from __future__ import annotations

import ast
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from tests.house.findings import ROOT

FOLDER = ROOT / ".setup" / "rivals"


class NotInstalled(Exception):
    """A package to compare with is not there."""


def pyarrow() -> tuple[Any, Any]:
    """pyarrow and its Parquet part. Raises `NotInstalled`."""
    if str(FOLDER) not in sys.path:
        sys.path.append(str(FOLDER))
    try:
        return import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError as missing:
        raise NotInstalled("pyarrow is not installed") from missing


def sports2d() -> dict[str, Any]:
    """Sports2D's own `compute_angles_for_person` and what it calls. Raises `NotInstalled`."""
    names: dict[str, Any] = {"np": np, "re": __import__("re")}
    _take(names, FOLDER / "Pose2Sim" / "common.py", ("angle_dict", "points_to_angles", "fixed_angles"))
    _take(names, FOLDER / "Sports2D" / "process.py", ("compute_angle", "compute_angles_for_person"))
    return names


def _take(names: dict[str, Any], file: Path, wanted: tuple[str, ...]) -> None:
    """Run these definitions of a file, and nothing else of it."""
    if not file.is_file():
        raise NotInstalled("sports2d is not installed")
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        name = node.name if isinstance(node, ast.FunctionDef) else None
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
        if name in wanted:
            exec(compile(ast.Module([node], []), str(file), "exec"), names)  # noqa: S102  (the package, as installed)
