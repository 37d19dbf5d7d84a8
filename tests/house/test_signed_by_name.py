"""Nobody signs a programme past the conditions that need a therapist's yes by name.

`prescribe` refuses what needs a yes that was not given; the yes itself is kept by `sign_programme`. A page or a command
that called `prescribe` could say yes to everything and leave no reason behind, so only the work-list's room may.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.house.conftest import Gate
from tests.house.findings import ROOT, Findings, is_test, our_files

ACTION = "prescribe"
MAY = (Path("unbrace/clinic/worklist/actions/sign_programme.py"), Path("unbrace/clinic/programmes/actions"))


def check_signing(root: Path) -> Findings:
    findings = Findings()
    for path in our_files(root / "unbrace", "*.py"):
        where = path.relative_to(root)
        if is_test(where) or any(where.is_relative_to(place) for place in MAY):
            continue
        findings.checked += 1
        for node in ast.walk(ast.parse(path.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.ImportFrom) else []
            called = isinstance(node, ast.Attribute) and node.attr == ACTION
            if ACTION in names or called:
                line = getattr(node, "lineno", 0)
                findings.found(where, f"line {line} signs by {ACTION}; sign_programme keeps the yes by name")
    return findings


def test_every_signature_keeps_what_was_said_yes_to(gate: Gate) -> None:
    gate("files that sign nothing past the conditions", check_signing(ROOT))


@pytest.mark.parametrize(
    "text",
    [
        "from unbrace.clinic.programmes.actions import prescribe\n",
        "from unbrace.clinic.programmes import actions\nactions.prescribe()\n",
    ],
)
def test_walls_break_on_a_door_that_signs_by_itself(seeded: Callable[..., Path], text: str) -> None:
    findings = check_signing(seeded({"unbrace/portal/therapist/pages/programme/view.py": text}))
    assert len(findings.problems) == 1
    assert "pages/programme/view.py: line" in findings.problems[0]
