"""A drawing comes from outside: only shapes that we know, inside the picture, and not too many of them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unbrace.clinic.conversations.drawings import (
    COLOURS,
    MOST_SHAPES,
    POINTS,
    angles_on,
    count_kinds,
    degrees_of,
    drawing_of,
    words_on,
)
from unbrace.clinic.refused import Refused

LINE: dict[str, Any] = {"kind": "line", "colour": "yellow", "points": [[0, 0], [1, 0.5]]}
shares = st.floats(0, 1)
shapes = st.sampled_from(sorted(POINTS)).flatmap(
    lambda kind: st.fixed_dictionaries(
        {
            "kind": st.just(kind),
            "colour": st.sampled_from(COLOURS),
            "points": st.lists(
                st.tuples(shares, shares).map(list), min_size=POINTS[kind], max_size=POINTS[kind]
            ),
            **(
                {"words": st.text("abc ", min_size=1, max_size=20).filter(str.strip)}
                if kind == "text"
                else {}
            ),
        }
    )
)


def test_no_drawing_is_no_shapes() -> None:
    assert drawing_of("") == []
    assert drawing_of("[]") == []


@given(st.lists(shapes, max_size=MOST_SHAPES))
def test_what_was_drawn_is_kept_and_read_again_the_same(drawn: list[dict[str, Any]]) -> None:
    kept = drawing_of(json.dumps(drawn))
    assert [one["kind"] for one in kept] == [one["kind"] for one in drawn]
    assert drawing_of(json.dumps(kept)) == kept
    assert all(0 <= value <= 1 for one in kept for point in one["points"] for value in point)


def test_only_what_a_drawing_has_is_kept() -> None:
    kept = drawing_of(json.dumps([LINE | {"onclick": "alert(1)", "words": "not here"}]))
    assert kept == [{"kind": "line", "colour": "yellow", "points": [[0.0, 0.0], [1.0, 0.5]]}]


@pytest.mark.parametrize(
    "text",
    [
        "{", "{}", "7", '"x"', "null", "[7]", "[[]]", "[" * 5000, "x" * 20_000, "[NaN]",
        json.dumps([LINE | {"kind": "circle"}]),
        json.dumps([LINE | {"colour": "url(#x)"}]),
        json.dumps([LINE | {"points": [[0, 0]]}]),
        json.dumps([LINE | {"points": [[0, 0], [1, 0.5], [1, 1]]}]),
        json.dumps([LINE | {"points": [[0, 0], [1.01, 0]]}]),
        json.dumps([LINE | {"points": [[0, 0], [-0.01, 0]]}]),
        json.dumps([LINE | {"points": [[0, 0], ["0", 0]]}]),
        json.dumps([LINE | {"points": [[0, 0], [True, 0]]}]),
        json.dumps([LINE | {"points": [[0, 0], [float("nan"), 0]]}]),
        json.dumps([LINE | {"points": [[0, 0], [float("inf"), 0]]}]),
        json.dumps([LINE] * (MOST_SHAPES + 1)),
        json.dumps([{"kind": "text", "colour": "blue", "points": [[0, 0]]}]),
        json.dumps([{"kind": "text", "colour": "blue", "points": [[0, 0]], "words": " "}]),
        json.dumps([{"kind": "text", "colour": "blue", "points": [[0, 0]], "words": "x" * 61}]),
        json.dumps([{"kind": "text", "colour": "blue", "points": [[0, 0]], "words": 7}]),
    ],
)  # fmt: skip
def test_everything_else_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        drawing_of(text)
    assert refusal.value.field == "drawing"
    assert refusal.value.message.endswith(".")


def angle(*points: tuple[float, float]) -> dict[str, Any]:
    return {"kind": "angle", "colour": "white", "points": [list(point) for point in points]}


@pytest.mark.parametrize(
    ("shape", "width", "height", "degrees"),
    [
        (angle((0, 0.5), (0.5, 0.5), (0.5, 0)), 640, 480, 90),
        (angle((1, 0.5), (0.5, 0.5), (1, 0)), 400, 400, 45),
        (angle((1, 0.5), (0.5, 0.5), (1, 0)), 640, 360, 29),
        (angle((0, 0.5), (0.5, 0.5), (1, 0.5)), 640, 480, 180),
        (angle((1, 0.55), (0.5, 0.5), (1, 0.45)), 400, 400, 11),
        (angle((0, 0.45), (0.5, 0.5), (0, 0.55)), 400, 400, 11),
    ],
)
def test_an_angle_is_the_one_on_a_picture_of_this_shape(
    shape: dict[str, Any], width: int, height: int, degrees: int
) -> None:
    assert degrees_of(shape, width, height) == degrees


def test_what_is_drawn_can_be_said() -> None:
    drawn = [LINE, LINE | {"kind": "arrow"}, angle((0, 0.5), (0.5, 0.5), (0.5, 0))]
    drawn.append({"kind": "text", "colour": "blue", "points": [[0, 0]], "words": "here"})
    assert count_kinds(drawn) == {"line": 1, "arrow": 1}
    assert (angles_on(drawn, 640, 480), words_on(drawn)) == ([90], ["here"])
