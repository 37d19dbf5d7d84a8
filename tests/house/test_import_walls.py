"""The contracts of `.importlinter` hold, and each of them breaks when somebody walks through it.

The proof uses an empty copy of the house: the packages with nothing in them, plus one file that breaks one wall.
"""

from __future__ import annotations

import os
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
    """The rooms without their furniture."""
    shutil.copy(ROOT / ".importlinter", folder)
    rooms = [ROOT / "unbrace", *(ROOT / "unbrace").glob("*/"), *(ROOT / "unbrace").glob("clinic/*/")]
    for room in [*rooms, *(ROOT / "unbrace").glob("portal/*/")]:
        if (room / "__init__.py").exists():
            (folder / room.relative_to(ROOT)).mkdir(parents=True, exist_ok=True)
            (folder / room.relative_to(ROOT) / "__init__.py").touch()
    for name in ("unbrace/clinic/refused.py", *NEIGHBOURS):
        (folder / name).touch()
    return folder


def kept(output: str) -> int:
    return output.count(" KEPT")


def test_the_walls_stand(gate: Gate) -> None:
    result = lint(ROOT)
    problems = [] if result.returncode == 0 else [result.stdout[-6000:] + result.stderr[-2000:]]
    gate("import contracts kept", Findings(kept(result.stdout), problems))


def test_an_empty_house_breaks_none(tmp_path: Path) -> None:
    result = lint(empty_house(tmp_path))
    assert result.returncode == 0, result.stdout
    assert kept(result.stdout) == 5


@pytest.mark.parametrize("harm", VIOLATIONS)
def test_walls_break_when_violated(harm: str, tmp_path: Path) -> None:
    name, line, contract = VIOLATIONS[harm]
    house = empty_house(tmp_path)
    (house / name).parent.mkdir(parents=True, exist_ok=True)
    (house / name).write_text(line + "\n")
    result = lint(house)
    broken = [line for line in result.stdout.splitlines() if line.endswith(" BROKEN")]
    assert result.returncode == 1, result.stdout + result.stderr
    assert [line.startswith(contract) for line in broken].count(True) == 1, result.stdout
