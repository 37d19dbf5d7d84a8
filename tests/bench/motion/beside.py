"""Where the recordings lie, and what is said when they do not."""

from __future__ import annotations

from pathlib import Path

from tests.house.findings import ROOT


class Absent(Exception):
    """Recordings that a part needs are not beside this project."""


def recordings(folder: str) -> Path:
    """The folder of these recordings. Raises `Absent`."""
    path = ROOT.parent / "shared" / "data" / folder
    if not path.is_dir():
        raise Absent(f"no recordings at ../shared/data/{folder}; left out")
    return path
