"""The reference pages are fresh, every setting is documented, and every new thing has its how-to."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable
from pathlib import Path

from tests.house.conftest import Gate
from tests.house.findings import ROOT, Findings, is_test, our_files

sys.path.insert(0, str(ROOT / "setup"))

import build_reference

NEW_THINGS = ("exercise", "questionnaire", "rule", "page", "component", "reminder-channel", "fhir-resource")
VARIABLE = re.compile(r"UNBRACE_[A-Z][A-Z_]+")


def check_settings(root: Path) -> Findings:
    """Every environment variable that code names is in the table of settings."""
    findings = Findings()
    page = (root / "docs" / "reference" / "settings.md").read_text()
    documented = set(VARIABLE.findall(page))
    for path in our_files(root / "unbrace", "*.py"):
        if is_test(path.relative_to(root)):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and VARIABLE.fullmatch(node.value)
            ):
                findings.checked += 1
                if node.value not in documented:
                    findings.found(
                        path.relative_to(root), f"{node.value} is not in docs/reference/settings.md"
                    )
    return findings


def check_how_tos(root: Path) -> Findings:
    findings = Findings()
    for thing in NEW_THINGS:
        findings.checked += 1
        article = "an" if thing[0] in "aeiou" else "a"
        page = Path("docs/how-to") / f"add-{article}-{thing}.md"
        if not (root / page).exists():
            findings.found(page, "is missing")
    return findings


def test_every_setting_is_documented(gate: Gate) -> None:
    gate("mentions of a setting, documented", check_settings(ROOT))


def test_every_new_thing_has_its_how_to(gate: Gate) -> None:
    gate("how-to guides", check_how_tos(ROOT))


def test_the_reference_pages_are_fresh(gate: Gate) -> None:
    fresh = build_reference.pages()
    old = build_reference.stale(build_reference.REFERENCE, fresh)
    gate("reference pages fresh", Findings(len(fresh), [f"{name}: run `make docs`" for name in old]))


def test_walls_break_on_an_undocumented_setting(seeded: Callable[..., Path]) -> None:
    root = seeded(
        {
            "docs/reference/settings.md": "| `UNBRACE_DATA` |",
            "unbrace/config/settings.py": 'a = text("UNBRACE_DATA")\nb = text("UNBRACE_SECRET_DOOR")\n',
        }
    )
    findings = check_settings(root)
    assert findings.checked == 2
    assert findings.problems == [
        "unbrace/config/settings.py: UNBRACE_SECRET_DOOR is not in docs/reference/settings.md"
    ]


def test_walls_break_on_a_missing_how_to(seeded: Callable[..., Path]) -> None:
    names = [f"docs/how-to/add-a{'n' if thing == 'exercise' else ''}-{thing}.md" for thing in NEW_THINGS[:-1]]
    assert check_how_tos(seeded(dict.fromkeys(names, ""))).problems == [
        "docs/how-to/add-a-fhir-resource.md: is missing"
    ]


def test_walls_break_on_a_stale_page(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("old")
    (tmp_path / "b.md").write_text("same")
    assert build_reference.stale(tmp_path, {"a.md": "new", "b.md": "same", "c.md": "x"}) == ["a.md", "c.md"]
