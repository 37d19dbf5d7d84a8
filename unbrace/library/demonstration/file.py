"""Reads `demonstration.yaml` strictly: every word known, every joint within its range, every mistake said kindly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from unbrace.library.demonstration.angles import BODY, LIMB, SIDES, Angle, Pose
from unbrace.library.demonstration.bases import ANCHORS, BASES, GROUPS, Base, BaseName
from unbrace.library.demonstration.places import PLACES, WORLD_HEIGHTS
from unbrace.library.demonstration.props import PROPS, Prop
from unbrace.library.errors import ContentError, ContentErrors
from unbrace.library.wording import NOT_A_BLOCK, NOT_A_LIST, NOT_A_NUMBER, did_you_mean
from unbrace.library.yaml_file import Location, YamlFile, read_yaml

NAME: Final = "demonstration.yaml"
MIRRORED: Final = "_mirrored"
VIEWS: Final = ("side", "other_side", "side_behind", "front", "behind", "front_high", "side_high", "oblique")
ENTRIES: Final = (
    "base",
    "seen_from",
    "props",
    "poses",
    "way",
    "sides",
    "anchor",
    "carried_by",
    "level",
    "pace",
)
SIDES_SHOWN: Final = ("one", "alternating")
HAND_MODES: Final = ("free", "stays", "forearm", "box", *WORLD_HEIGHTS, *PLACES)
FOOT_MODES: Final = ("free", "flat", "stays", "shin_down")
PACE: Final = ("out_s", "pause_s", "back_s")


@dataclass(frozen=True)
class Demonstration:
    """What the figure is to do. `way` names the poses in the order of one repetition."""

    base: BaseName
    seen_from: str
    poses: Mapping[str, Pose]
    way: tuple[str, ...]
    alternating: bool
    props: tuple[Prop, ...]
    anchor: str
    carried_by: str
    level: tuple[str, str] | None
    pace: Mapping[str, float]

    @property
    def rules(self) -> Base:
        """The base's own angles and contacts."""
        return BASES[self.base]

    def pose(self, name: str) -> Pose:
        """A pose of the way, mirrored where its name says so."""
        if name.endswith(MIRRORED):
            return self.poses[name.removesuffix(MIRRORED)].mirrored()
        return self.poses[name]


class _Reader:
    """Collects what is to be put right while reading one file."""

    def __init__(self, file: YamlFile) -> None:
        self.file = file
        self.errors: list[ContentError] = []

    def wrong(self, at: Location, remedy: str) -> None:
        self.errors.append(self.file.error(at, remedy))

    def choice(self, entry: str, options: tuple[str, ...], default: str) -> str:
        value = self.file.data.get(entry, default)
        if value not in options:
            self.wrong((entry,), f"{value!r} is not known; {did_you_mean(str(value), options)}")
            return default
        return str(value)


def read_demonstration(path: Path, name: str) -> Demonstration:
    """Raises ContentError or ContentErrors with all that is to be put right."""
    reader = _Reader(read_yaml(path, name))
    data = reader.file.data
    for entry in data:
        if entry not in ENTRIES:
            reader.wrong((entry,), f"unknown entry; {did_you_mean(entry, ENTRIES)}")
    base = BaseName(reader.choice("base", tuple(map(str, BASES)), BaseName.STANDING))
    poses = _poses(reader, BASES[base])
    way = _way(reader, poses)
    anchor = reader.choice("anchor", tuple(ANCHORS), BASES[base].anchor)
    carried_by = reader.choice("carried_by", tuple(GROUPS), BASES[base].carried_by)
    demonstration = Demonstration(
        base=base,
        seen_from=reader.choice("seen_from", VIEWS, "side"),
        poses=poses,
        way=way,
        alternating=reader.choice("sides", SIDES_SHOWN, "one") == "alternating",
        props=_props(reader),
        anchor=anchor,
        carried_by=carried_by,
        level=_level(reader),
        pace=_pace(reader),
    )
    if reader.errors:
        raise ContentErrors(reader.errors)
    return demonstration


def _way(reader: _Reader, poses: Mapping[str, Pose]) -> tuple[str, ...]:
    written = reader.file.data.get("way", ["start", "end"])
    if not isinstance(written, list) or len(written) < 2:
        reader.wrong(("way",), NOT_A_LIST)
        return ("start", "start")
    for index, name in enumerate(written):
        if str(name).removesuffix(MIRRORED) not in poses:
            reader.wrong(
                ("way", index), f"no pose is called {name!r}; {did_you_mean(str(name), tuple(poses))}"
            )
    return tuple(str(name) for name in written)


def _level(reader: _Reader) -> tuple[str, str] | None:
    written = reader.file.data.get("level")
    if written is None:
        return None
    if not isinstance(written, list) or len(written) != 2 or any(part not in GROUPS for part in written):
        reader.wrong(("level",), f"name two parts that touch the floor, of: {', '.join(GROUPS)}")
        return None
    return (str(written[0]), str(written[1]))


def _pace(reader: _Reader) -> dict[str, float]:
    written = reader.file.data.get("pace", {})
    if not isinstance(written, dict):
        reader.wrong(("pace",), NOT_A_BLOCK)
        return {}
    for name, value in written.items():
        if name not in PACE:
            reader.wrong(("pace", name), f"unknown entry; {did_you_mean(name, PACE)}")
        elif not _is_number(value) or not 0 <= value <= 10:
            reader.wrong(("pace", name), "not a number of seconds from 0 to 10")
    return {name: float(value) for name, value in written.items() if _is_number(value)}


def _props(reader: _Reader) -> tuple[Prop, ...]:
    written = reader.file.data.get("props", [])
    if not isinstance(written, list):
        reader.wrong(("props",), NOT_A_LIST)
        return ()
    props = []
    for index, entry in enumerate(written):
        details = dict(entry) if isinstance(entry, dict) else {str(entry): ""}
        what = next(iter(details))
        if what not in PROPS:
            reader.wrong(("props", index), f"no prop is called {what!r}; {did_you_mean(what, tuple(PROPS))}")
            continue
        where = str(details.pop(what) or "")
        options = PROPS[what].places
        if where not in options:
            reader.wrong(
                ("props", index), f"{what}: {where!r} is not a place for it; {did_you_mean(where, options)}"
            )
        unknown = [name for name in details if name not in ("forward", "right", "up")]
        if unknown or not all(_is_number(value) for value in details.values()):
            reader.wrong(
                ("props", index), "beside its place a prop takes forward, right and up, in centimetres"
            )
            continue
        props.append(Prop(what, where, {name: float(value) for name, value in details.items()}))
    return tuple(props)


def _poses(reader: _Reader, base: Base) -> dict[str, Pose]:
    written = reader.file.data.get("poses")
    if not isinstance(written, dict) or "start" not in written:
        reader.wrong(("poses",), "needs at least the pose `start`")
        return {"start": _first(base)}
    poses = {"start": _changed(reader, "start", _first(base), written["start"])}
    for name, changes in written.items():
        if name != "start":
            poses[name] = _changed(reader, name, poses["start"], changes)
    return poses


def _first(base: Base) -> Pose:
    """The pose an author begins with: the base's own."""
    return Pose(
        dict(base.body),
        {"left": {**base.limbs, **base.left}, "right": {**base.limbs, **base.right}},
        dict.fromkeys(SIDES, base.hand),
        {side: base.feet.get(side, base.foot) for side in SIDES},
        frozenset(base.body),
    )


def _changed(reader: _Reader, name: str, like: Pose, changes: Any) -> Pose:
    """What is not written stays as it is in `like`."""
    at: Location = ("poses", name)
    body, limbs = dict(like.body), {side: dict(like.limbs[side]) for side in SIDES}
    hands, feet, given = dict(like.hands), dict(like.feet), set(like.given)
    if changes is None:
        changes = {}
    if not isinstance(changes, dict):
        reader.wrong(at, NOT_A_BLOCK)
        changes = {}
    for word, value in changes.items():
        here = (*at, word)
        if word in SIDES:
            if not isinstance(value, dict):
                reader.wrong(here, NOT_A_BLOCK)
                continue
            for limb_word, limb_value in value.items():
                _limb(reader, (*here, limb_word), limb_word, limb_value, [limbs[word]], ([word], hands, feet))
        elif word in BODY:
            if _in_range(reader, here, BODY[word], value):
                body[word] = float(value)
                given.add(word)
        else:
            _limb(reader, here, word, value, list(limbs.values()), (list(SIDES), hands, feet))
    return Pose(body, limbs, hands, feet, frozenset(given))


def _limb(
    reader: _Reader,
    at: Location,
    word: str,
    value: Any,
    into: list[dict[str, float]],
    rests: tuple[list[str], dict[str, str], dict[str, str]],
) -> None:
    sides, hands, feet = rests
    if word in ("hand", "foot"):
        modes, target = (HAND_MODES, hands) if word == "hand" else (FOOT_MODES, feet)
        if value not in modes:
            reader.wrong(at, f"{value!r} is nothing it can rest on; {did_you_mean(str(value), modes)}")
        target |= dict.fromkeys(sides, str(value))
    elif word not in LIMB:
        reader.wrong(at, f"unknown entry; {did_you_mean(word, (*LIMB, *BODY, 'hand', 'foot', *SIDES))}")
    elif _in_range(reader, at, LIMB[word], value):
        for limb in into:
            limb[word] = float(value)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _in_range(reader: _Reader, at: Location, angle: Angle, value: Any) -> bool:
    if not _is_number(value):
        reader.wrong(at, NOT_A_NUMBER)
        return False
    if not angle.lowest <= value <= angle.highest:
        reader.wrong(at, f"{value} is beyond {angle.lowest:g} to {angle.highest:g}: {angle.meaning}")
        return False
    return True
