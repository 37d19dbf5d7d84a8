"""Stands the chair, lays the mat and puts the weights into the hands: simple shapes, placed by the first position.

A piece is a box, a rod (its length along y), a ball or a band. It stands still, follows one bone, or spans two points.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from unbrace.library.demonstration.bases import GROUPS, SEAT_HEIGHT
from unbrace.library.demonstration.body import Body, outward
from unbrace.library.demonstration.places import BOX_WIDTH, CHAIR_BACK_HEIGHT, COUNTER_HEIGHT, PALM
from unbrace.library.demonstration.skeleton import skeleton
from unbrace.library.demonstration.turns import (
    FORWARD,
    LEFTWARD,
    UP,
    Point,
    Turn,
    about,
    back,
    minus,
    plus,
    then,
    times,
    turned,
)

Piece = dict[str, Any]


@dataclass(frozen=True)
class Prop:
    """One thing of the exercise, where it is, and by how many centimetres it is moved from there."""

    what: str
    where: str
    nudge: Mapping[str, float]

    @property
    def shift(self) -> Point:
        """The nudge in metres, in our axes."""
        n = self.nudge
        return (-n.get("right", 0) / 100, n.get("up", 0) / 100, n.get("forward", 0) / 100)


@dataclass(frozen=True)
class Kind:
    """A kind of prop: the places it can have and what it is made of."""

    places: tuple[str, ...]
    build: Callable[[Body, Prop], list[Piece]]


def pieces(first: Body, props: tuple[Prop, ...]) -> list[Piece]:
    """All shapes of all props, placed by the first position."""
    return [piece for prop in props for piece in PROPS[prop.what].build(first, prop)]


def _rounded(values: tuple[float, ...]) -> list[float]:
    return [round(value, 4) for value in values]


def _box(tint: str, size: Point, at: Point, turn: Turn | None = None) -> Piece:
    piece: Piece = {"shape": "box", "tint": tint, "size": _rounded(size), "at": _rounded(at)}
    return piece | ({"turn": _rounded(turn)} if turn else {})


def _rod(tint: str, thick: float, long: float, at: Point, turn: Turn | None = None) -> Piece:
    piece: Piece = {"shape": "rod", "tint": tint, "size": _rounded((thick, long, thick)), "at": _rounded(at)}
    return piece | ({"turn": _rounded(turn)} if turn else {})


def _on(bone: str, piece: Piece) -> Piece:
    """The piece in a bone's anatomical axes, written in the axes of the drawn bone."""
    undo = back(skeleton()[bone].neutral)
    at = (piece["at"][0], piece["at"][1], piece["at"][2])
    turn = tuple(piece.get("turn", (0.0, 0.0, 0.0, 1.0)))
    mine = then(undo, (turn[0], turn[1], turn[2], turn[3]))
    return piece | {"bone": bone, "at": _rounded(turned(undo, at)), "turn": _rounded(mine)}


def _end(bone: str, offset: Point) -> dict[str, Any]:
    return {"bone": bone, "at": _rounded(turned(back(skeleton()[bone].neutral), offset))}


def _palm_end(side: str) -> dict[str, Any]:
    return _end(f"{side}_hand", PALM[side])


def _bounds(first: Body, group: str | None = None) -> tuple[Point, Point]:
    points = first.skin(GROUPS[group] if group else None)
    low = (min(p[0] for p in points), min(p[1] for p in points), min(p[2] for p in points))
    high = (max(p[0] for p in points), max(p[1] for p in points), max(p[2] for p in points))
    return low, high


def _palm(first: Body, side: str) -> Point:
    return first.point(f"{side}_hand", PALM[side])


def _mat(first: Body, prop: Prop) -> list[Piece]:
    low, high = _bounds(first)
    middle = ((low[0] + high[0]) / 2, 0.002, (low[2] + high[2]) / 2)
    wide, deep = high[0] - low[0], high[2] - low[2]
    trunk = minus(first.at["head"], first.at["pelvis"])
    along_x = abs(trunk[0]) > abs(trunk[2])  # the trunk's way, not the arms': they may be spread
    if along_x:
        wide = min(wide, 2.2)
    else:
        middle = (first.at["pelvis"][0], middle[1], middle[2])
    size = (max(1.85, wide + 0.1), 0.008, 0.66) if along_x else (0.66, 0.008, max(1.85, deep + 0.1))
    return [_box("mat", size, plus(middle, prop.shift))]


def _chair_at(at: Point, facing: float, seat: float = SEAT_HEIGHT) -> list[Piece]:
    """A plain chair: middle of the seat over `at`, its front turned by `facing` degrees from our z axis."""
    turn = about(UP, facing)
    top = CHAIR_BACK_HEIGHT + seat - SEAT_HEIGHT

    def put(tint: str, size: Point, where: Point) -> Piece:
        return _box(tint, size, plus((at[0], 0.0, at[2]), turned(turn, where)), turn)

    half, deep = 0.2, 0.2
    legs = [
        put("wood", (0.032, seat - 0.02, 0.032), (x, (seat - 0.02) / 2, z))
        for x in (-half, half)
        for z in (-deep, deep)
    ]
    post = top - seat
    posts = [
        put("wood", (0.032, post, 0.032), (x, seat + post / 2 - 0.01, -deep - 0.012)) for x in (-half, half)
    ]
    seat_board = put("seat", (0.45, 0.035, 0.44), (0.0, seat - 0.0175, 0.0))
    rest = put("seat", (0.43, 0.2, 0.022), (0.0, top - 0.115, -deep - 0.012))
    return [seat_board, rest, *legs, *posts]


def _chair(first: Body, prop: Prop) -> list[Piece]:
    hips, feet = first.at["pelvis"], times(plus(first.at["left_foot"], first.at["right_foot"]), 0.5)
    if prop.where.startswith("under"):
        high = SEAT_HEIGHT + 0.05 if prop.where == "under_high" else SEAT_HEIGHT
        return _chair_at(plus((hips[0], 0.0, hips[2] + 0.08), prop.shift), 0, high)
    if prop.where == "behind":
        return _chair_at(plus((feet[0], 0.0, feet[2] - 0.42), prop.shift), 0)
    side = "left" if "left" in prop.where else "right"
    hand = _palm(first, side)
    if prop.where.endswith("hand_on_seat"):
        return _chair_at(plus((hand[0], 0.0, hand[2]), prop.shift), 180)
    if prop.where.startswith("in_front"):
        middle = times(plus(_palm(first, "left"), _palm(first, "right")), 0.5)
        return _chair_at(plus((middle[0], 0.0, middle[2] + 0.212), prop.shift), 180)
    return _chair_at(plus((hand[0] + outward(side) * 0.21, 0.0, hand[2]), prop.shift), outward(side) * 90)


def _wall(first: Body, prop: Prop) -> list[Piece]:
    low, high = _bounds(first)
    hands = _bounds(first, "arms")
    place: dict[str, tuple[Point, float]] = {
        "behind": ((0.0, 0.0, low[2] - 0.006), 0),
        "in_front": ((0.0, 0.0, high[2] + 0.006), 180),
        "at_hands": ((0.0, 0.0, hands[1][2] + 0.004), 180),
        "left": ((high[0] + 0.006, 0.0, 0.0), -90),
        "right": ((low[0] - 0.006, 0.0, 0.0), 90),
    }
    at, facing = place[prop.where]
    middle = plus(plus(at, (0.0, 1.05, 0.0)), prop.shift)
    piece: Piece = {"shape": "wall", "tint": "wall", "size": [1.7, 2.1, 0.0], "at": _rounded(middle)}
    return [piece | {"turn": _rounded(about(UP, facing))}]


def _doorway(first: Body, prop: Prop) -> list[Piece]:
    elbows = [first.at[f"{side}_forearm"] for side in ("left", "right")]
    _, high = _bounds(first, "arms")
    depth = max(high[2], elbows[0][2]) + 0.045
    parts = [
        _box("wood", (0.09, 2.1, 0.09), plus((x, 1.05, depth), prop.shift))
        for x in (elbows[0][0] - 0.01, elbows[1][0] + 0.01)
    ]
    top = _box(
        "wood", (abs(elbows[0][0] - elbows[1][0]) + 0.07, 0.09, 0.09), plus((0.0, 2.1, depth), prop.shift)
    )
    return [*parts, top]


def _counter(first: Body, prop: Prop) -> list[Piece]:
    hands = [
        _palm(first, side) for side in ("left", "right") if prop.where in ("", f"{side}_hand", "in_front")
    ]
    middle = times(plus(hands[0], hands[-1]), 0.5)
    if prop.where in ("left_hand", "right_hand"):
        s = outward(prop.where.split("_")[0])
        at = (middle[0] + s * 0.2, COUNTER_HEIGHT - 0.02, middle[2] + 0.05)
        leg = (middle[0] + s * 0.22, (COUNTER_HEIGHT - 0.04) / 2, middle[2] + 0.05)
        return [
            _box("wood", (0.5, 0.04, 0.9), plus(at, prop.shift)),
            _box("seat", (0.42, COUNTER_HEIGHT - 0.04, 0.8), plus(leg, prop.shift)),
        ]
    at = (0.0, COUNTER_HEIGHT - 0.02, middle[2] + 0.2)
    leg = (0.0, (COUNTER_HEIGHT - 0.04) / 2, middle[2] + 0.26)
    return [
        _box("wood", (1.1, 0.04, 0.5), plus(at, prop.shift)),
        _box("seat", (1.0, COUNTER_HEIGHT - 0.04, 0.38), plus(leg, prop.shift)),
    ]


def _table(first: Body, prop: Prop) -> list[Piece]:
    _, high = _bounds(first)
    at = plus((0.0, 0.0, high[2] + 0.3), prop.shift)
    legs = [
        _box("wood", (0.04, 0.7, 0.04), plus(at, (x, 0.35, z))) for x in (-0.45, 0.45) for z in (-0.2, 0.2)
    ]
    return [_box("wood", (1.0, 0.035, 0.5), plus(at, (0.0, 0.7175, 0.0))), *legs]


def _bench(first: Body, prop: Prop) -> list[Piece]:
    """As high as what lies or sits on it in the first position: under the seat, or from the feet to the hips."""
    if prop.where == "under":
        (at_x, _, at_z), wide, deep = first.at["pelvis"], 0.95, 0.5
        high, middle = min(point[1] for point in first.skin(GROUPS["seat"])), (at_x, 0.0, at_z + 0.1)
    else:
        low, _ = _bounds(first, "legs")
        hips, wide = first.at["left_thigh"][2], 0.62
        high, deep = min(point[1] for point in first.skin(GROUPS["knees"])), hips - low[2] + 0.02
        middle = (0.0, 0.0, low[2] - 0.04 + deep / 2)
    half, far = wide / 2 - 0.04, deep / 2 - 0.04
    legs = [
        _box("wood", (0.05, high - 0.06, 0.05), plus(plus(middle, prop.shift), (x, (high - 0.06) / 2, z)))
        for x in (-half, half)
        for z in (-far, far)
    ]
    return [_box("seat", (wide, 0.06, deep), plus(plus(middle, prop.shift), (0.0, high - 0.03, 0.0))), *legs]


def _hands_of(where: str) -> tuple[str, ...]:
    return ("left", "right") if where in ("", "both") else (where,)


def _dumbbells(first: Body, prop: Prop) -> list[Piece]:
    result = []
    for side in _hands_of(prop.where):
        lying = about(LEFTWARD, 90)
        centre = plus(PALM[side], (outward(side) * -0.02, 0.005, 0.0))
        bone = f"{side}_hand"
        result.append(_on(bone, _rod("metal", 0.028, 0.17, centre, lying)))
        for along in (-0.085, 0.085):
            result.append(_on(bone, _rod("weight", 0.09, 0.055, plus(centre, (0.0, 0.0, along)), lying)))
    return result


def _bags(first: Body, prop: Prop) -> list[Piece]:
    result = []
    for side in _hands_of(prop.where):
        palm = _palm_end(side)
        result.append({**_box("bag", (0.12, 0.27, 0.32), (0.0, -0.26, 0.0)), "ends": [palm]})
        for z in (-0.06, 0.06):
            turn = about(LEFTWARD, -38 if z > 0 else 38)
            result.append({**_rod("band", 0.014, 0.15, (0.0, -0.065, z), turn), "ends": [palm]})
    return result


def _held(first: Body, prop: Prop) -> list[Piece]:
    """A box between both hands; on the floor it lies where it is fetched from."""
    if prop.where == "hands":
        size = (BOX_WIDTH, 0.24, 0.28)
        return [
            {
                "shape": "box",
                "tint": "box",
                "size": list(size),
                "ends": [_palm_end("left"), _palm_end("right")],
            }
        ]
    _, high = _bounds(first, "feet")
    return [_box("box", (0.34, 0.26, 0.30), plus((0.0, 0.13, high[2] + 0.2), prop.shift))]


def _stick(first: Body, prop: Prop) -> list[Piece]:
    if prop.where == "along_back":
        return [_on("upper_back_1", _rod("wood", 0.026, 1.15, plus((0.0, 0.02, -0.092), prop.shift)))]
    return [
        {
            "shape": "rod",
            "tint": "wood",
            "size": [0.026, 1.1, 0.026],
            "ends": [_palm_end("left"), _palm_end("right")],
        }
    ]


def _band(first: Body, prop: Prop) -> list[Piece]:
    hands = [_palm_end("left"), _palm_end("right")]
    sole = {side: _end(f"{side}_foot", (0.0, -0.07, 0.09)) for side in ("left", "right")}
    chest = first.at["upper_back_2"]

    def anchor(at: Point) -> dict[str, Any]:
        return {"at": _rounded(plus(at, prop.shift))}

    middle = times(plus(_palm(first, "left"), _palm(first, "right")), 0.5)
    ways: dict[str, list[list[dict[str, Any]]]] = {
        "hands": [hands],
        "hands_to_feet": [[hands[0], sole["left"], sole["right"], hands[1]]],
        "hands_to_right_foot": [[hands[0], sole["right"], hands[1]]],
        "hands_to_left_foot": [[hands[0], sole["left"], hands[1]]],
        "front": [[hands[0], anchor((0.0, middle[1], middle[2] + 0.75)), hands[1]]],
        "left": [
            [hands[0], anchor((1.1, middle[1], middle[2]))],
            [hands[1], anchor((1.1, middle[1], middle[2]))],
        ],
        "right": [
            [hands[0], anchor((-1.1, middle[1], middle[2]))],
            [hands[1], anchor((-1.1, middle[1], middle[2]))],
        ],
        "head_front": [
            [_end("head", (0.075, 0.09, 0.02)), anchor((0.0, chest[1] + 0.25, chest[2] + 0.9))],
            [_end("head", (-0.075, 0.09, 0.02)), anchor((0.0, chest[1] + 0.25, chest[2] + 0.9))],
        ],
        "head_to_hands": [
            [hands[0], _end("head", (0.07, 0.09, -0.09)), _end("head", (-0.07, 0.09, -0.09)), hands[1]]
        ],
    }
    if prop.where in ("knees", "ankles"):
        bone, down = ("thigh", -0.36) if prop.where == "knees" else ("shin", -0.36)
        wide, deep = (0.085, 0.075) if prop.where == "knees" else (0.06, 0.055)
        ring = [
            _end("left_" + bone, (wide, down, 0.0)),
            _end("left_" + bone, (0.0, down, deep)),
            _end("right_" + bone, (0.0, down, deep)),
            _end("right_" + bone, (-wide, down, 0.0)),
            _end("right_" + bone, (0.0, down, -deep)),
            _end("left_" + bone, (0.0, down, -deep)),
            _end("left_" + bone, (wide, down, 0.0)),
        ]
        return [{"shape": "band", "tint": "band", "ends": ring}]
    return [{"shape": "band", "tint": "band", "ends": way} for way in ways[prop.where]]


def _under(tint: str, size: Point, shape: str = "box") -> Callable[[Body, Prop], list[Piece]]:
    """Something that lies on the floor (or seat) below a part of the body, as high as it is or as there is room."""
    joints = {
        "head": ("head", 0.06),
        "neck": ("neck_2", 0.0),
        "upper_back": ("upper_back_1", 0.06),
        "lower_back": ("lower_back_2", 0.0),
        "belly": ("lower_back_1", 0.0),
        "knee": ("right_shin", 0.0),
        "forehead": ("head", 0.09),
        "heels": ("left_foot", 0.0),
    }

    def build(first: Body, prop: Prop) -> list[Piece]:
        bone, along = joints[prop.where]
        at = first.point(bone, (0.0, along, 0.0))
        lengthwise = abs(first.point(bone, (0.0, 0.1, 0.0))[0] - first.at[bone][0]) > 0.07
        turn = about(UP, 90) if lengthwise else None
        centre = plus((at[0], size[1] / 2, at[2]), prop.shift)
        if shape == "rod":
            lying = about(LEFTWARD, 90) if lengthwise else about(FORWARD, 90)
            return [_rod(tint, size[1], size[0], centre, lying)]
        return [_box(tint, size, centre, turn)]

    return build


def _between_knees(first: Body, prop: Prop) -> list[Piece]:
    if prop.where == "knees":
        at = times(plus(first.at["left_shin"], first.at["right_shin"]), 0.5)
        return [_box("pillow", (0.16, 0.14, 0.30), plus(at, prop.shift))]
    return _under("pillow", (0.44, 0.09, 0.32))(first, prop)


def _step(first: Body, prop: Prop) -> list[Piece]:
    feet = {"": (0.0, 0.0, _bounds(first, "feet")[1][2] + 0.19)} | {
        side: (first.at[f"{side}_foot"][0], 0.0, first.at[f"{side}_foot"][2] + 0.06)
        for side in ("left", "right")
    }
    high = 0.17
    return [_box("wood", (0.55, high, 0.36), plus(plus(feet[prop.where], (0.0, high / 2, 0.0)), prop.shift))]


def _block(first: Body, prop: Prop) -> list[Piece]:
    at = (0.0, 0.1, _bounds(first, "feet")[1][2] + 0.13)
    return [_box("wood", (0.42, 0.2, 0.24), plus(at, prop.shift))]


def _thing(first: Body, prop: Prop) -> list[Piece]:
    """A light thing to fetch, such as a bottle."""
    if prop.where == "hand":
        return [
            _on(
                "right_hand",
                _rod("box", 0.06, 0.2, plus(PALM["right"], (0.025, 0.0, 0.0)), about(LEFTWARD, 90)),
            )
        ]
    feet = _bounds(first, "feet")
    return [_rod("box", 0.07, 0.2, plus((0.0, 0.1, feet[1][2] + 0.12), prop.shift))]


def _sticker(first: Body, prop: Prop) -> list[Piece]:
    eyes = plus(first.at["head"], (0.0, 0.075, 1.0))
    return [_box("band", (0.05, 0.05, 0.004), plus(eyes, prop.shift))]


PROPS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        "mat": Kind(("",), _mat),
        "chair": Kind(
            (
                "under",
                "under_high",
                "behind",
                "in_front",
                "right_hand_on_seat",
                "left_hand_on_seat",
                "beside_right",
                "beside_left",
            ),
            _chair,
        ),
        "wall": Kind(("behind", "in_front", "at_hands", "left", "right"), _wall),
        "doorway": Kind(("",), _doorway),
        "counter": Kind(("in_front", "left_hand", "right_hand"), _counter),
        "table": Kind(("in_front",), _table),
        "bench": Kind(("under", "under_legs"), _bench),
        "dumbbells": Kind(("both", "left", "right"), _dumbbells),
        "bags": Kind(("both", "left", "right"), _bags),
        "box": Kind(("hands", "floor"), _held),
        "stick": Kind(("along_back", "hands"), _stick),
        "band": Kind(
            (
                "hands",
                "hands_to_feet",
                "hands_to_right_foot",
                "hands_to_left_foot",
                "front",
                "left",
                "right",
                "knees",
                "ankles",
                "head_front",
                "head_to_hands",
            ),
            _band,
        ),
        "towel": Kind(("head", "neck", "forehead"), _under("towel", (0.30, 0.025, 0.22))),
        "towel_roll": Kind(("upper_back", "lower_back", "neck"), _under("towel", (0.5, 0.09, 0.09), "rod")),
        "foam_roll": Kind(("upper_back",), _under("bag", (0.6, 0.14, 0.14), "rod")),
        "pillow": Kind(("head", "belly", "knees"), _between_knees),
        "cushion": Kind(("knee",), _under("pillow", (0.34, 0.03, 0.34))),
        "step": Kind(("", "left", "right"), _step),
        "block": Kind(("",), _block),
        "thing": Kind(("floor", "hand"), _thing),
        "sticker": Kind(("",), _sticker),
    }
)
