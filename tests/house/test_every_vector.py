"""No row of the clinical specification's tables of test vectors is missing among the project's own cases.

The specification lies beside the project, not in it; where it is absent the check is skipped, and the cases still run
by themselves. Where both name an outcome it has to be the same. A row that is left out is seeded at the end.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.house.conftest import Gate
from tests.house.findings import ROOT, Findings

SPECIFICATION = ROOT.parent / "shared" / "clinical"
CASES = Path("unbrace/rehab/cases")
ROW = re.compile(r"^\|\s*([A-Z][A-Z0-9]*-?\d+)\s*\|(.*)\|\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Table:
    """One table of the specification and where its rows live here. `rows` is how many there must be, so that a table
    that is no longer found is not taken for an empty one. `outcome` is the column that has to agree, from 0."""

    page: str
    begins: str
    ids: str
    rows: int
    here: tuple[str, ...]
    outcome: int | None = None
    key: str = ""


MEASURED = ("unbrace/motion/tests/test_geometry.py", "unbrace/motion/tests/test_posture.py")
TABLES = (
    Table("safety.md", "## 8.", r"V\d+", 55, (f"{CASES}/triage.yaml",), 3, "urgency"),
    Table(
        "instruments.md",
        "## 5.",
        r"(?!CH)[A-Z]+\d*-\d+|(?!CH)[A-Z]+\d+",
        117,
        ("unbrace/content/questionnaires/*/cases.yaml",),
    ),
    Table("instruments.md", "## 7.", r"CH\d+", 10, (f"{CASES}/change.yaml",)),
    Table("assessment.md", "Geometry test vectors", r"G\d+", 12, MEASURED),
    Table("assessment.md", "### 4.1", r"N\d+", 11, (f"{CASES}/lifting.yaml",)),
    Table("classification.md", "## 6.", r"CL\d+", 20, (f"{CASES}/classification.yaml",), 2, "group"),
    Table("progression.md", "## 9.", r"P\d+", 42, (f"{CASES}/progression.yaml",), 3, "decision"),
    Table("progression.md", "## 5.", r"FL\d+", 12, (f"{CASES}/flare_up.yaml",), 3, "expected"),
    Table("progression.md", "## 6.", r"WK\d+", 8, (f"{CASES}/walking.yaml",), 4, "next"),
    Table("rtm.md", "## 3.", r"R[SMX]\d+", 33, ("unbrace/rehab/tests/test_remote_monitoring.py",)),
)
#: Vectors the specification writes into a sentence: where they stand, and their names here.
IN_A_SENTENCE = (
    ("progression.md", r"\bDG\d+\b", 3, f"{CASES}/usual_pain.yaml"),
    ("progression.md", r"Vectors: no faults", 1, f"{CASES}/form_score.yaml"),
)


def rows_of(text: str, table: Table) -> dict[str, list[str]]:
    """Id → cells after it, of the first place where this table begins to the end of the page."""
    begins = text.find(f"\n{table.begins}")
    found = ROW.findall(text[begins:]) if begins >= 0 else []
    return {
        name: [cell.strip() for cell in cells.split("|")]
        for name, cells in found
        if re.fullmatch(table.ids, name)
    }


def cases_here(root: Path, places: tuple[str, ...]) -> dict[str, Any]:
    """Id → the case. In a test file an id is a word of it, or the first word of a test's name."""
    found: dict[str, Any] = {}
    for place in places:
        for path in sorted(root.glob(place)):
            text = path.read_text()
            if path.suffix == ".yaml":
                found |= {case["id"]: case for case in yaml.safe_load(text)}
            else:
                names = re.findall(r'"([A-Z]+\d+)"|def test_([a-z]+\d+)_', text)
                found |= {(quoted or name.upper()): None for quoted, name in names}
    return found


def check_vectors(root: Path, specification: Path) -> Findings:
    findings = Findings()
    for table in TABLES:
        wanted = rows_of((specification / table.page).read_text(), table)
        here = cases_here(root, table.here)
        where = Path(table.here[0])
        if len(wanted) != table.rows:
            findings.found(where, f"{table.page} {table.begins} holds {len(wanted)} rows, not {table.rows}")
        for name, cells in wanted.items():
            findings.checked += 1
            if name not in here:
                findings.found(where, f"{name} of {table.page} is missing")
            elif table.outcome is not None and not _agrees(cells[table.outcome], here[name][table.key]):
                findings.found(
                    where, f"{name} gives {here[name][table.key]}, {table.page} {cells[table.outcome]}"
                )
    for page, pattern, count, place in IN_A_SENTENCE:
        findings.checked += count
        said = set(re.findall(pattern, (specification / page).read_text()))
        here = cases_here(root, (place,))
        if len(said) != count or (count > 1 and not said <= set(here)) or not here:
            findings.found(Path(place), f"{sorted(said)} of {page} are not all here")
    return findings


def _agrees(said: str, ours: object) -> bool:
    return said.replace("*", "").strip() == str(ours)


def test_no_row_of_the_specification_is_missing(gate: Gate) -> None:
    if not SPECIFICATION.exists():
        pytest.skip("the clinical specification does not lie beside the project")
    gate("test vectors of the clinical specification", check_vectors(ROOT, SPECIFICATION))


@pytest.fixture
def a_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A specification of one table with two rows."""
    table = Table("safety.md", "## 8.", r"V\d+", 2, (f"{CASES}/triage.yaml",), 3, "urgency")
    monkeypatch.setattr(f"{__name__}.TABLES", (table,))
    monkeypatch.setattr(f"{__name__}.IN_A_SENTENCE", ())
    rows = "| V01 | none | - | (all N) | **OK** | - |\n| V02 | numb | 38 | CES-1=Y | **E** | CES-1:E |\n"
    (tmp_path / "safety.md").write_text(f"# page\n\n## 8. Test vectors\n\n{rows}")
    return tmp_path


@pytest.mark.parametrize(
    ("cases", "says"),
    [
        ("[{id: V01, urgency: OK}, {id: V02, urgency: E}]", []),
        ("[{id: V01, urgency: OK}]", ["V02 of safety.md is missing"]),
        (
            "[{id: V01, urgency: OK}, {id: V02, urgency: S}]",
            ["V02 gives S, safety.md **E**"],
        ),
    ],
)
def test_walls_break_on_a_row_that_was_left_out(
    seeded: Callable[..., Path], a_page: Path, cases: str, says: list[str]
) -> None:
    findings = check_vectors(seeded({f"{CASES}/triage.yaml": cases}), a_page)
    assert findings.checked == 2
    assert findings.problems == [f"{CASES}/triage.yaml: {one}" for one in says]


def test_walls_break_on_a_table_that_is_no_longer_found(seeded: Callable[..., Path], a_page: Path) -> None:
    (a_page / "safety.md").write_text("# page\n\n## 9. Moved\n\n| V01 | none | - | (all N) | **OK** | - |\n")
    findings = check_vectors(seeded({f"{CASES}/triage.yaml": "[{id: V01, urgency: OK}]"}), a_page)
    assert findings.problems == [f"{CASES}/triage.yaml: safety.md ## 8. holds 0 rows, not 2"]
