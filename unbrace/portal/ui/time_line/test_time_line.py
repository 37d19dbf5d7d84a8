"""A gap stays a gap, everything lies inside the frame, and each mark is there in words and numbers too."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.template.loader import render_to_string

from unbrace.portal.ui.time_line.time_line import BOTTOM, LEFT, RIGHT, TOP, Change, Span, TimeLine, number

BEGINS, ENDS = date(2026, 9, 7), date(2026, 11, 29)


def line(points: list[tuple[int, float]], **more: Any) -> TimeLine:
    days = tuple((BEGINS + timedelta(days=ahead), value) for ahead, value in points)
    return TimeLine("k", "Pain", "of 10", BEGINS, ENDS, days, "From 6 to 4.", **more)


def test_days_without_a_value_and_far_apart_are_not_joined() -> None:
    assert line([(0, 1), (3, 2), (30, 3), (33, 4)]).path.count("M") == 2
    assert line([(0, 1), (16, 2)]).path.count("M") == 1


def test_nought_is_drawn_and_not_asked_is_not() -> None:
    drawn = line([(0, 0), (1, 0)])
    assert len(drawn.dots) == 2
    assert line([]).path == ""
    html = render_to_string("ui/time_line/time_line.html", {"chart": line([])})
    assert "<svg" not in html


@pytest.mark.parametrize("more", [{"highest": 10}, {}, {"give_or_take": 30}, {"line": 40}])
def test_everything_lies_inside_the_frame(more: dict[str, Any]) -> None:
    drawn = line([(0, 0), (40, 4), (83, 12)], **more)
    for dot in drawn.dots:
        assert LEFT <= float(dot.x) <= RIGHT
        assert TOP <= float(dot.y) <= BOTTOM
    heights = [float(y) for y in re.findall(r"[\d.]+ ([\d.]+)", drawn.band)]
    assert all(TOP <= y <= BOTTOM for y in heights)
    low, high = drawn.scale
    assert low < high


def test_the_scale_is_round_and_holds_the_highest() -> None:
    assert line([(0, 8250)]).scale == (0, 10000)
    assert line([(0, 0)]).scale == (0, 1)
    assert line([(0, 3)], highest=10).scale == (0, 10)


def test_lines_across_stand_at_whole_numbers() -> None:
    """Nobody does half a repetition, or answers three and a half nights of seven."""
    assert [words for _, words in line([(0, 24)]).grid] == ["0", "15", "30"]
    assert [words for _, words in line([(0, 3)], highest=7).grid] == ["0", "7"]
    assert [words for _, words in line([(0, 3)], highest=10).grid] == ["0", "5", "10"]


def test_marks_outside_the_time_shown_are_left_out_and_inside_keep_their_number() -> None:
    before = Change(BEGINS - timedelta(days=1), "Version 1 signed")
    inside = Change(BEGINS + timedelta(days=9), "Version 2 signed")
    flare = Span(BEGINS - timedelta(days=5), BEGINS + timedelta(days=2), "Flare-up")
    drawn = line([(0, 1)], changes=(before, inside), spans=(flare,))
    assert [shown for _, shown in drawn.change_lines] == [2]
    ((left, width),) = drawn.shades
    assert float(left) == LEFT
    assert float(width) > 3


def test_the_drawing_has_a_title_a_description_and_a_table() -> None:
    html = render_to_string("ui/time_line/time_line.html", {"chart": line([(0, 0), (9, 4.25)], highest=10)})
    assert 'aria-labelledby="k-t k-d"' in html
    assert "<title" in html
    assert "<desc" in html
    assert "<td>4.2</td>" in html or "<td>4.3</td>" in html
    assert "<td>0</td>" in html


def test_numbers_read_as_people_write_them() -> None:
    assert [number(value) for value in (4.0, 4.25, 8250.4, 0)] == ["4", "4.2", "8,250", "0"]
