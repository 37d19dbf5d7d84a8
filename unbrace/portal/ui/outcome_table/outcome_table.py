"""What became of everyone who started, group by group. A hidden cell says so; it is never an empty one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class OutcomeCell:
    """`count` None: hidden."""

    count: int | None
    share: int | None = None


@dataclass(frozen=True)
class OutcomeRow:
    title: str
    people: int
    cells: tuple[OutcomeCell, ...]
    mean: str = ""
    last: bool = False


@dataclass(frozen=True)
class OutcomeTable:
    """`sentence` says the last row in words; `mean_title` names the column of means, empty without one."""

    key: str
    title: str
    sentence: str
    columns: tuple[str, ...]
    rows: tuple[OutcomeRow, ...]
    mean_title: str = ""
    note: str = ""
