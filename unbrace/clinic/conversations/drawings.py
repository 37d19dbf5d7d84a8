"""What a therapist draws on one picture of a clip: kept as shapes beside the clip, never burnt into it.

Points are shares of the picture's width and height, so a drawing fits the clip at any size. An angle is one on the
picture: between two lines somebody drew, not measured from the body.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from unbrace.clinic.refused import Refused

#: How many points each kind of shape has.
POINTS: Final[Mapping[str, int]] = {"line": 2, "arrow": 2, "angle": 3, "text": 1}
#: Names, not colours: each page draws them with an edge that stands out from any picture.
COLOURS: Final = ("yellow", "white", "blue", "orange")
MOST_SHAPES: Final = 24
MOST_WORDS: Final = 60
MOST_LETTERS: Final = 12_000
PLACES: Final = 4

NO_DRAWING: Final = "The drawing could not be read. Draw it once more, please."
TOO_MUCH: Final = (
    f"That is more than one picture can show: at most {MOST_SHAPES} lines, arrows, angles and words."
)

Shape = dict[str, Any]


def drawing_of(text: str) -> list[Shape]:
    """The shapes of a drawing as it comes in, and nothing else that stood beside them. Raises `Refused`."""
    if not text.strip():
        return []
    if len(text) > MOST_LETTERS:
        raise Refused(TOO_MUCH, field="drawing")
    try:
        given = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refused(NO_DRAWING, field="drawing") from error
    if not isinstance(given, list):
        raise Refused(NO_DRAWING, field="drawing")
    if len(given) > MOST_SHAPES:
        raise Refused(TOO_MUCH, field="drawing")
    return [_shape(one) for one in given]


def _shape(one: Any) -> Shape:
    if not isinstance(one, dict):
        raise Refused(NO_DRAWING, field="drawing")
    kind, colour, points = one.get("kind"), one.get("colour"), one.get("points")
    if (
        not isinstance(kind, str)
        or kind not in POINTS
        or colour not in COLOURS
        or not isinstance(points, list)
    ):
        raise Refused(NO_DRAWING, field="drawing")
    if len(points) != POINTS[kind]:
        raise Refused(NO_DRAWING, field="drawing")
    shape: Shape = {"kind": kind, "colour": colour, "points": [_point(point) for point in points]}
    if kind == "text":
        shape["words"] = _words(one.get("words"))
    return shape


def _point(point: Any) -> list[float]:
    if not isinstance(point, list) or len(point) != 2:
        raise Refused(NO_DRAWING, field="drawing")
    if not all(isinstance(value, int | float) and not isinstance(value, bool) for value in point):
        raise Refused(NO_DRAWING, field="drawing")
    if not all(0 <= value <= 1 for value in point):  # NaN is not between anything
        raise Refused("The drawing reaches beyond the picture. Draw it once more, please.", field="drawing")
    return [round(float(value), PLACES) for value in point]


def _words(words: Any) -> str:
    said = " ".join(words.replace("\x00", "").split()) if isinstance(words, str) else ""
    if not said:
        raise Refused("Type the words that shall stand on the picture first.", field="drawing")
    if len(said) > MOST_WORDS:
        raise Refused(f"Use at most {MOST_WORDS} letters for words on the picture.", field="drawing")
    return said


def degrees_of(shape: Shape, width: int, height: int) -> int:
    """The angle at the middle one of three points, in whole degrees, as it looks on a picture of this size."""
    (ax, ay), (bx, by), (cx, cy) = ((x * width, y * height) for x, y in shape["points"])
    first, second = math.atan2(ay - by, ax - bx), math.atan2(cy - by, cx - bx)
    turned = abs(math.degrees(first - second)) % 360
    return round(min(turned, 360 - turned))


def count_kinds(shapes: Iterable[Shape]) -> dict[str, int]:
    """How many lines and arrows there are; words and angles say more by themselves."""
    found = dict.fromkeys(("line", "arrow"), 0)
    for shape in shapes:
        if shape["kind"] in found:
            found[shape["kind"]] += 1
    return found


def words_on(shapes: Sequence[Shape]) -> list[str]:
    return [str(shape["words"]) for shape in shapes if shape["kind"] == "text"]


def angles_on(shapes: Sequence[Shape], width: int, height: int) -> list[int]:
    return [degrees_of(shape, width, height) for shape in shapes if shape["kind"] == "angle"]
