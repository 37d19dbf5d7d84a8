"""Nobody can be worked out: tried by listing every table that agrees with what is shown."""

from collections.abc import Iterator, Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unbrace.rehab.outcomes.small_numbers import LEAST, Group, hidden_cells, put_together, with_sums
from unbrace.rehab.tests.case_files import cases

CASES = cases("small_numbers")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(case: dict[str, object]) -> None:
    rows: list[list[int]] = case["rows"]  # type: ignore[assignment]
    hidden = hidden_cells(rows)
    shown = [
        ["x" if (row, column) in hidden else value for column, value in enumerate(line)]
        for row, line in enumerate(with_sums(rows))
    ]
    assert shown == case["shown"]


def test_no_case_was_left_out() -> None:
    assert [case["id"] for case in CASES] == [f"SN{n:02d}" for n in range(1, 8)]


def splits(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    if parts == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in splits(total - first, parts - 1):
            yield (first, *rest)


def agreeing(
    rows: Sequence[Sequence[int]], hidden: frozenset[tuple[int, int]]
) -> Iterator[list[tuple[int, ...]]]:
    """Every table of whole numbers with the same people in each row and the same shown cells, sums included."""
    wide = len(rows[0])
    possible = [
        [
            line
            for line in splits(sum(row), wide)
            if all((number, column) in hidden or line[column] == row[column] for column in range(wide))
        ]
        for number, row in enumerate(rows)
    ]
    sums = with_sums(rows)[-1]
    for table in product(*possible):
        totals = [sum(column) for column in zip(*table, strict=True)]
        if len(rows) == 1 or all((len(rows), c) in hidden or totals[c] == sums[c] for c in range(wide)):
            yield list(with_sums(table))


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 3).flatmap(
        lambda wide: st.lists(
            st.lists(st.integers(0, 9), min_size=wide + 1, max_size=wide + 1).filter(
                lambda row: 5 <= sum(row) <= 12
            ),
            min_size=1,
            max_size=2 if wide > 1 else 3,
        )
    )
)
def test_every_hidden_cell_could_be_another_number(rows: list[list[int]]) -> None:
    hidden = hidden_cells(rows)
    for row, line in enumerate(with_sums(rows)):
        assert all((row, column) in hidden for column, value in enumerate(line) if value < LEAST)
    if len(hidden) == sum(len(line) for line in with_sums(rows)):
        return
    values: dict[tuple[int, int], set[int]] = {cell: set() for cell in hidden}
    for table in agreeing(rows, hidden):
        for row, column in hidden:
            values[row, column].add(table[row][column])
        if all(len(found) > 1 for found in values.values()):
            break
    assert all(len(found) > 1 for found in values.values())


def test_hiding_the_small_cells_alone_would_not_be_enough() -> None:
    """The check above can fail: with the first step only, subtraction gives the cell back."""
    rows = [[3, 20], [9, 10]]
    small = frozenset({(0, 0)})
    assert {table[0][0] for table in agreeing(rows, small)} == {3}
    assert hidden_cells(rows) > small


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 12)))
def test_no_group_is_small_and_nobody_is_counted_twice(sizes: dict[str, int]) -> None:
    groups = put_together(sizes)
    assert all(group.people >= LEAST for group in groups)
    names = [name for group in groups for name in group.names]
    assert len(names) == len(set(names))
    people = sum(sizes.values())
    assert sum(group.people for group in groups) == (people if people >= LEAST else 0)


def test_small_groups_are_put_together_with_the_next_smallest() -> None:
    assert put_together({"Tom": 30, "Theo": 8, "Ines": 2}) == (
        Group(("Tom",), 30),
        Group(("Theo", "Ines"), 10),
    )
    assert put_together({"Tom": 3}) == ()


@given(
    st.lists(
        st.lists(st.integers(0, 30), min_size=3, max_size=3).filter(lambda row: sum(row) >= LEAST), min_size=2
    )
)
def test_the_sums_are_hidden_by_themselves_whatever_stands_above_them(rows: list[list[int]]) -> None:
    """The same people by therapist and by month: what one table hides below does not stand below the other."""
    alone = {column for _, column in hidden_cells([with_sums(rows)[-1]])}
    assert {column for row, column in hidden_cells(rows) if row == len(rows)} == alone
