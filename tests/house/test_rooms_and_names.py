"""Every room says what it is; no file has a name that says nothing."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.house.conftest import Gate
from tests.house.findings import ROOT, Findings, our_files

SHORTEST = 6  # words: less than that is a name, not a description
SAY_NOTHING = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "core",
    "misc",
    "manager",
    "managers",
    "services",
    "base",
}
OURS = ("unbrace", "browser", "tests", "setup")


def rooms(root: Path) -> list[Path]:
    """The storeys, the rooms of the clinic, and the doors."""
    house = root / "unbrace"
    places = [house, *house.glob("*/"), *house.glob("clinic/*/"), *house.glob("portal/*/")]
    return [place for place in places if any(place.glob("*.py"))]


def check_docstrings(root: Path) -> Findings:
    findings = Findings()
    for room in rooms(root):
        findings.checked += 1
        package = room / "__init__.py"
        said = ast.get_docstring(ast.parse(package.read_text())) if package.exists() else None
        if len((said or "").split()) < SHORTEST:
            findings.found(room.relative_to(root), "its __init__.py does not say what this room is")
    return findings


def check_names(root: Path) -> Findings:
    findings = Findings()
    for folder in OURS:
        for path in our_files(root / folder, "*"):
            parts = path.relative_to(root).with_suffix("").parts
            findings.checked += 1
            empty = SAY_NOTHING.intersection(parts) if path.suffix in {".py", ".ts", ".mjs"} else set()
            if empty:
                findings.found(
                    path.relative_to(root), f"{empty.pop()!r} names nothing; find the field's word for it"
                )
    return findings


def test_every_room_says_what_it_is(gate: Gate) -> None:
    gate("rooms with a docstring", check_docstrings(ROOT))


def test_every_file_has_a_name_that_says_something(gate: Gate) -> None:
    gate("file names that say something", check_names(ROOT))


@pytest.mark.parametrize("text", ["", '"""Visits."""\n', "# only a comment, however long it may be\n"])
def test_walls_break_on_a_silent_room(seeded: Callable[..., Path], text: str) -> None:
    findings = check_docstrings(seeded({"unbrace/clinic/visits/__init__.py": text}))
    assert findings.problems == ["unbrace/clinic/visits: its __init__.py does not say what this room is"]


@pytest.mark.parametrize(
    "name",
    [
        "unbrace/clinic/visits/services.py",
        "unbrace/core/angles.py",
        "browser/utils.ts",
        "tests/helpers/clock.py",
    ],
)
def test_walls_break_on_an_empty_name(seeded: Callable[..., Path], name: str) -> None:
    findings = check_names(seeded({name: "", "unbrace/clinic/visits/queries.py": ""}))
    assert findings.checked == 2
    assert [problem.split(":")[0] for problem in findings.problems] == [name]
