"""Numbers of few people are hidden, and so many beside them that none can be worked out from the rest.

Fewer than five is the limit that many public bodies use for counts of patients (NHS England's disclosure rule for
small numbers; from memory, to be verified). Three steps:

1. Groups of fewer than five are put together with the next smallest, until each has five or more (`put_together`). So
   every table of one page has the same rows, and the sum of a row is never small.
2. Each cell below five is hidden, nought too: "nobody got better" is a finding about each member of a group.
3. The people of each group and of all together are shown, so a single hidden cell of a line could be subtracted back.
   More cells are hidden, the smallest first, until in every row and column the hidden ones are none, or two or more
   that together hold five or more people, and until each hidden cell could be another number (`has_room`).

A hidden cell is known to whoever subtracts unless it lies on a circle of hidden cells, along rows and columns in turn,
on which one person can be given and taken without any shown number changing and without a cell falling below nought
(Gusfield 1988, "A graph theoretic approach to statistical data security"). The last row holds the sums of all groups;
its cells are hidden like the others, and give where the others take.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

LEAST = 5
Cell = tuple[int, int]
Counts = Sequence[Sequence[int]]


@dataclass(frozen=True)
class Group:
    """Rows that are shown as one. `names` in order of the largest first."""

    names: tuple[str, ...]
    people: int


def put_together(sizes: Mapping[str, int], least: int = LEAST) -> tuple[Group, ...]:
    """Each group with enough people by itself; the small ones together, with the next smallest if they are too few.
    Empty where all together are too few."""
    large = [(name, people) for name, people in sizes.items() if people >= least]
    small = [(name, people) for name, people in sizes.items() if 0 < people < least]
    while small and sum(people for _, people in small) < least and large:
        next_one = min(large, key=lambda one: (one[1], one[0]))
        large.remove(next_one)
        small.append(next_one)
    groups = [Group((name,), people) for name, people in large]
    together = sum(people for _, people in small)
    if together >= least:
        groups.append(
            Group(tuple(name for name, _ in sorted(small, key=lambda one: (-one[1], one[0]))), together)
        )
    return tuple(groups)


def with_sums(rows: Counts) -> tuple[tuple[int, ...], ...]:
    """The table as it is shown: with a last row that sums up the others, where there are others."""
    whole = tuple(tuple(row) for row in rows)
    return (*whole, tuple(sum(column) for column in zip(*whole, strict=True))) if len(whole) > 1 else whole


def hidden_cells(rows: Counts, least: int = LEAST) -> frozenset[Cell]:
    """Which cells must not be shown, of these rows and, where there are several, of the row of their sums below them.
    A row's own sum is shown; `put_together` sees to it that it is never small.

    The sums are hidden by themselves first and stay as they are then: the same people are shown by therapist, by month
    and by language, and what one table hides must not stand below another."""
    table, sums = with_sums(rows), len(rows)
    cells = [(row, column) for row, line in enumerate(table) for column in range(len(line))]
    hidden = {cell for cell in cells if table[cell[0]][cell[1]] < least}
    if sums > 1:
        hidden -= {(sums, column) for column in range(len(table[0]))}
        hidden |= {(sums, column) for _, column in hidden_cells([table[sums]], least)}
    while (line := _line_to_mend(table, hidden, least)) is not None:
        may_be_hidden = [cell for cell in line if cell not in hidden and (sums == 1 or cell[0] != sums)]
        if not may_be_hidden:
            return frozenset(hidden.union(cell for cell in cells if sums == 1 or cell[0] != sums))
        hidden.add(min(may_be_hidden, key=lambda cell: (table[cell[0]][cell[1]], cell)))
    return frozenset(hidden)


def _line_to_mend(table: Counts, hidden: set[Cell], least: int) -> list[Cell] | None:
    """The cells of a line from which a hidden one, or a few people together, could be worked out; None: all is safe."""
    for line in _lines(table):
        here = [cell for cell in line if cell in hidden]
        if here and (len(here) < 2 or _people_told(table, here, line) < least):
            return line
    for row, column in sorted(hidden):
        if not has_room(table, hidden, (row, column)):
            across = [(row, other) for other in range(len(table[0]))]
            return [*across, *((other, column) for other in range(len(table)))]
    return None


def _lines(table: Counts) -> list[list[Cell]]:
    """Every row; every column, where there is more than one row."""
    down, across = range(len(table)), range(len(table[0]) if table else 0)
    rows = [[(row, column) for column in across] for row in down]
    return rows + ([[(row, column) for row in down] for column in across] if len(table) > 1 else [])


def _people_told(table: Counts, here: Sequence[Cell], line: Sequence[Cell]) -> int:
    """How many people the hidden cells of a line are known to hold together. In a column whose sum is hidden too, that
    is not known, so it cannot be few."""
    is_column = line[0][1] == line[-1][1] and len(table) > 1
    if is_column and line[-1] in here:
        return LEAST
    return sum(table[row][column] for row, column in here)


def has_room(table: Counts, hidden: Collection[Cell], cell: Cell) -> bool:
    """Whether another table of whole numbers, none below nought, has the same shown cells and sums and another number
    in this cell. With one row only its sum is shown: one other hidden cell is enough."""
    return _turns(table, hidden, cell, up=True) or _turns(table, hidden, cell, up=False)


def _turns(table: Counts, hidden: Collection[Cell], cell: Cell, *, up: bool) -> bool:
    """One person more (`up`) or fewer in this cell; then, in turn, along its row and along a column the other way
    round, until the circle closes in the cell's own column."""
    sums = len(table) - 1 if len(table) > 1 else None

    def may(row: int, column: int, *, rise: bool) -> bool:
        """Whether a cell has a person to give. A sum falls where a cell of a group would rise."""
        return (rise is not (row == sums)) or table[row][column] > 0

    start, closes = cell
    if not may(start, closes, rise=up):
        return False
    to_do, seen = [start], {start}
    while to_do:
        row = to_do.pop(0)
        for column in [c for r, c in hidden if r == row and (r, c) != cell and may(r, c, rise=not up)]:
            if sums is None or column == closes:
                return True
            for further in [r for r, c in hidden if c == column and r not in seen and may(r, c, rise=up)]:
                seen.add(further)
                to_do.append(further)
    return False
