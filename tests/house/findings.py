"""What a check of the house gives back: how much it looked at, and what it found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
NOT_OURS = {"node_modules", "built", "__pycache__", "migrations"}


@dataclass
class Findings:
    checked: int = 0
    problems: list[str] = field(default_factory=list)

    def found(self, where: Path, what: str) -> None:
        self.problems.append(f"{where}: {what}")


def our_files(folder: Path, pattern: str) -> Iterator[Path]:
    """The files of `folder` that people write, in a fixed order."""
    for path in sorted(folder.rglob(pattern)):
        if path.is_file() and not NOT_OURS.intersection(path.relative_to(folder).parts):
            yield path


def is_test(path: Path) -> bool:
    return path.name.startswith("test_") or path.name == "conftest.py" or "tests" in path.parts
