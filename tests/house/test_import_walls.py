"""The contracts of `.importlinter` hold, and each of them breaks when somebody walks through it.

The proof uses an empty copy of the house: the packages with nothing in them, plus one file that breaks one wall.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.conftest import Gate
from tests.house.findings import ROOT, Findings

LINTER = Path(sys.executable).parent / "lint-imports"

VIOLATIONS = {
    "a rule reads the clinic": ("unbrace/rehab/dosage.py", "from unbrace.clinic import programmes", "Floors"),
    "the engine reads the library": ("unbrace/motion/session.py", "import unbrace.library", "Floors"),
    "a new storey without a place": ("unbrace/gadgets/__init__.py", "", "Floors"),
    "an early room asks a late one": (
        "unbrace/clinic/patients/queries.py",
        "from unbrace.clinic.worklist import queries",
        "Rooms",
    ),
    "a new room without a storey": ("unbrace/clinic/gadgets/__init__.py", "", "Rooms"),
    "one door through another": (
        "unbrace/portal/patient/pages.py",
        "from unbrace.portal.therapist import urls",
        "Doors do not know",
    ),
    "a door takes a row": (
        "unbrace/portal/office/people.py",
        "from unbrace.clinic.patients.models import Patient",
        "Doors call",
    ),
    "a rule opens a database": ("unbrace/rehab/scoring.py", "import django.db", "Motion and rehab"),
    "the engine asks for numpy": ("unbrace/motion/geometry.py", "import numpy", "Motion and rehab"),
}
NEIGHBOURS = (  # the files the violations above reach for
    "unbrace/clinic/patients/models.py",
    "unbrace/clinic/worklist/queries.py",
    "unbrace/portal/therapist/urls.py",
)


def lint(root: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "200"}
    return subprocess.run(
        [str(LINTER), "--config", str(root / ".importlinter"), "--no-cache"],
        cwd=root, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True,
    )  # fmt: skip


def empty_house(folder: Path) -> Path:
    """The storeys, rooms and doors, with nothing in them."""
    shutil.copy(ROOT / ".importlinter", folder)
    house = ROOT / "unbrace"
    modules = [
        path for level in (".", "*", "clinic/*", "portal/*") for path in house.glob(f"{level}/__init__.py")
    ]
    for path in [*modules, *house.glob("clinic/*.py"), *(ROOT / name for name in NEIGHBOURS)]:
        copy = folder / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.touch()
    return folder


def without_banner(output: str) -> str:
    return "\n".join(line for line in output.splitlines() if not re.search(r"[╔╗╚╝║◀▲└┌]", line)).strip()


def kept(output: str) -> int:
    return output.count(" KEPT")


def test_the_walls_stand(gate: Gate) -> None:
    result = lint(ROOT)
    problems = (
        [] if result.returncode == 0 else [without_banner(result.stdout)[-6000:] + result.stderr[-2000:]]
    )
    gate("import contracts kept", Findings(kept(result.stdout), problems))


def test_an_empty_house_breaks_none(tmp_path: Path) -> None:
    result = lint(empty_house(tmp_path))
    assert result.returncode == 0, without_banner(result.stdout)
    assert kept(result.stdout) == 5


@pytest.mark.parametrize("harm", VIOLATIONS)
def test_walls_break_when_violated(harm: str, tmp_path: Path) -> None:
    name, line, contract = VIOLATIONS[harm]
    house = empty_house(tmp_path)
    (house / name).parent.mkdir(parents=True, exist_ok=True)
    (house / name).write_text(line + "\n")
    result = lint(house)
    broken = [line for line in result.stdout.splitlines() if line.endswith(" BROKEN")]
    assert result.returncode == 1, without_banner(result.stdout) + result.stderr
    assert [line.startswith(contract) for line in broken].count(True) == 1, without_banner(result.stdout)
