"""When a goal is asked for again, and which change matters."""

from datetime import date, timedelta

import pytest

from unbrace.rehab.goals import ASK_EVERY, change_of, change_of_all, is_due

DAY = date(2026, 11, 2)


@pytest.mark.parametrize(("days", "due"), [(0, False), (27, False), (28, True), (400, True), (-3, False)])
def test_asked_again_after_four_weeks(days: int, due: bool) -> None:
    assert is_due(DAY, DAY + timedelta(days=days)) is due
    assert timedelta(weeks=4) == ASK_EVERY


@pytest.mark.parametrize(
    ("first", "now", "label", "line", "near"),
    [
        (4, 7, "better", 7, False),
        (4, 6, "about the same", 7, False),
        (4, 1, "less", 7, False),
        (4, 2, "about the same", 7, False),
        (0, 0, "about the same", 3, False),
        (7, 10, "better", 10, True),
        (8, 10, "about the same", None, True),
        (5, 8, "better", 8, True),
        (10, 7, "less", None, False),
        (4, None, None, 7, False),
        (8, None, None, None, True),
    ],
)
def test_three_points_are_a_change_of_one_goal(
    first: float, now: float | None, label: str | None, line: float | None, near: bool
) -> None:
    found = change_of(first, now)
    assert (found.label, found.line, found.near) == (label, line, near)


@pytest.mark.parametrize(
    ("pairs", "label"),
    [
        ([], None),
        ([(4, 6)], "better"),
        ([(4, 6), (4, 4)], "about the same"),
        ([(4, 6), (4, 6), (2, 4)], "better"),
        ([(4, 2), (6, 4)], "less"),
        ([(4, 5), (4, 6)], "about the same"),
    ],
)
def test_two_points_are_a_change_of_the_mean(pairs: list[tuple[float, float]], label: str | None) -> None:
    assert change_of_all(pairs) == label
