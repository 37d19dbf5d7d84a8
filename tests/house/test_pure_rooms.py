"""`motion` and `rehab` import a short list of the standard library and nothing else.

The list is what makes them run unchanged in the browser, in two seconds of tests, and without a clock: time comes in
as an argument, so a decision can be repeated exactly.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeGuard

import pytest

from tests.house.conftest import Gate
from tests.house.findings import ROOT, Findings, is_test, our_files

COMMON = {
    "__future__",
    "collections",
    "dataclasses",
    "enum",
    "functools",
    "itertools",
    "math",
    "statistics",
    "typing",
}
ALLOWED = {
    "motion": (
        COMMON | {"array", "zlib"},
        ("unbrace.motion",),
    ),  # traces: docs/decisions/0011-traces-are-deflated.md
    "rehab": (COMMON | {"datetime", "unicodedata"}, ("unbrace.motion", "unbrace.rehab")),
}
CLOCKS = {"now", "utcnow", "today", "time", "monotonic", "perf_counter"}


def imports(tree: ast.AST) -> Iterator[str]:
    """The full names of the modules a file imports, wherever in the file."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


def is_allowed(module: str, room: str) -> bool:
    library, own = ALLOWED[room]
    if module.split(".")[0] in library:
        return True
    return any(module == package or module.startswith(package + ".") for package in own)


def reads_a_clock(node: ast.AST) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS


def check(root: Path) -> Findings:
    findings = Findings()
    for room in ALLOWED:
        for path in our_files(root / "unbrace" / room, "*.py"):
            if is_test(path.relative_to(root)):
                continue
            findings.checked += 1
            tree = ast.parse(path.read_text())
            for module in imports(tree):
                if not is_allowed(module, room):
                    findings.found(path.relative_to(root), f"imports {module}, which is not on {room}'s list")
            for line in (node.lineno for node in ast.walk(tree) if reads_a_clock(node)):
                findings.found(path.relative_to(root), f"reads a clock in line {line}; pass the time in")
    return findings


def test_pure_rooms_stay_pure(gate: Gate) -> None:
    gate("files of motion and rehab import only their list", check(ROOT))


@pytest.mark.parametrize(
    ("name", "text", "named"),
    [
        ("unbrace/motion/session.py", "import os\n", "imports os"),
        ("unbrace/motion/deep/session.py", "def f():\n    from time import sleep\n", "imports time"),
        ("unbrace/motion/faults.py", "from datetime import date\n", "imports datetime"),
        ("unbrace/rehab/triage.py", "from unbrace.library import exercises\n", "imports unbrace.library"),
        (
            "unbrace/rehab/alerts.py",
            "from datetime import date\nd = date.today()\n",
            "reads a clock in line 2",
        ),
        ("unbrace/motion/phases.py", "from . import landmarks\n", "imports ."),
    ],
)
def test_walls_break_when_violated(seeded: Callable[..., Path], name: str, text: str, named: str) -> None:
    findings = check(seeded({name: text}))
    assert len(findings.problems) == 1
    assert named in findings.problems[0]
    assert name in findings.problems[0]
