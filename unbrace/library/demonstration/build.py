"""Writes the demonstrations of all exercises and tests of function for the browser.

python -m unbrace.library.demonstration.build [NAME ...]
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

from unbrace.library.demonstration.file import NAME, read_demonstration
from unbrace.library.demonstration.frames import as_json
from unbrace.library.demonstration.skeleton import FOLDER
from unbrace.library.yaml_file import read_yaml

EXERCISES = Path(__file__).parents[2] / "content" / "exercises"
TESTS = Path(__file__).parents[2] / "content" / "tests_of_function"
BUILT = Path(__file__).parents[2] / "portal" / "built" / "demonstrations"
BUILT_TESTS = BUILT / "tests_of_function"
"""In a folder of their own: a test and an exercise may share a name, such as neck-rotation."""


def tempo_of(folder: Path) -> Mapping[str, float] | None:
    """The tempo of the exercise itself, the only place where it is written."""
    path = folder / "exercise.yaml"
    if not path.exists():
        return None
    dose = read_yaml(path, f"{folder.name}/exercise.yaml").data.get("dosage", {}).get("default", {})
    tempo = dose.get("tempo")
    return {name: float(value) for name, value in tempo.items()} if tempo else None


def build(exercises: Path, built: Path, only: frozenset[str] = frozenset()) -> int:
    """Write one file per demonstration and copy the figure; gives how many. Raises ContentErrors."""
    built.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(FOLDER / "figure.glb", built / "figure.glb")
    return films(exercises, built, only)


def films(shelf: Path, built: Path, only: frozenset[str] = frozenset()) -> int:
    """One file for each folder of `shelf` that shows a movement; gives how many there are. Raises ContentErrors."""
    built.mkdir(parents=True, exist_ok=True)
    folders = sorted(path.parent for path in shelf.glob(f"*/{NAME}"))
    for folder in folders:
        if only and folder.name not in only:
            continue
        demonstration = read_demonstration(folder / NAME, f"{folder.name}/{NAME}")
        text = json.dumps(as_json(demonstration, tempo_of(folder)), separators=(",", ":"))
        (built / f"{folder.name}.json").write_text(text, "utf-8")
    return len(folders)


if __name__ == "__main__":
    import sys

    named = frozenset(sys.argv[1:])
    build(EXERCISES, BUILT, named)
    films(TESTS, BUILT_TESTS, named)
