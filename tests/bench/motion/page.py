"""docs/reference/measurements.md: the table between its marks is made, what stands around it is written by hand."""

from __future__ import annotations

import re

from tests.house.findings import ROOT

PAGE = ROOT / "docs" / "reference" / "measurements.md"
BEGIN, END = "<!-- the table: made by `make bench-motion` -->", "<!-- the table ends -->"


def write(now: str, machine: str, made: str) -> None:
    """Put the table in. Raises ValueError when the marks are not there."""
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, found, after = rest.partition(END)
    if not found:
        raise ValueError(f"{PAGE.name} has lost its marks")
    tight = "\n".join(re.sub(r"-{3,}", "---", " ".join(line.split())) for line in made.splitlines())
    PAGE.write_text(f"{before}{BEGIN}\n**{now}**, {machine}.\n\n{tight}\n{END}{after}", encoding="utf-8")
