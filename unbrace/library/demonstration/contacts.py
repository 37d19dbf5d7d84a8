"""Puts a bent body on what carries it, and brings hands and feet to where they rest.

First the whole body: the anchor stays over its place, the carrying part touches floor or seat. Then each leg and arm
that rests on something is reached there with two bones, the knee or elbow staying on the side the angles put it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import sqrt

from unbrace.library.demonstration.angles import SIDES, Pose
from unbrace.library.demonstration.bases import ANCHORS, GROUPS, SEAT_HEIGHT, Base
from unbrace.library.demonstration.body import Body, bent, outward, set_foot, set_hand
from unbrace.library.demonstration.places import BOX_WIDTH, PALM, WORLD_HEIGHTS, hand_turn, place_on_body
from unbrace.library.demonstration.skeleton import skeleton
from unbrace.library.demonstration.turns import (
    DOWN,
    FORWARD,
    LEFTWARD,
    UP,
    Point,
    Turn,
    about,
    back,
    between,
    cross,
    dot,
    from_axes,
    least_turn,
    length,
    minus,
    plus,
    slerp,
    then,
    times,
    turned,
    twist_about_y,
    unit,
)

Placed = tuple[Point, Turn]
ANKLE_HEIGHT = skeleton()["left_foot"].at[1]
PALM_ABOVE_FLOOR = 0.014
FOREARM_ABOVE_FLOOR = 0.03
ON_THE_FLOOR = 0.015
"""A foot that stays and begins this near to the floor rolls on its edge there and does not hover."""
BENDS_BY_HABIT = 0.12
"""Metres by which a straight knee or elbow already leans to the side it bends to."""
FOREARM_TURNS = 95.0


@dataclass
class Start:
    """Where things were in the first position: what stays, stays there."""

    anchor: Point | None = None
    hands: dict[str, Placed] = field(default_factory=dict)
    feet: dict[str, Placed] = field(default_factory=dict)
    shins: dict[str, Turn] = field(default_factory=dict)
    soles: dict[str, float] = field(default_factory=dict)

    def floor(self, side: str, own: Placed) -> Point:
        """Where a planted foot stands without the centimetres it is moved by: where its angles first put it."""
        return self.planted.setdefault(side, own[0])

    planted: dict[str, Point] = field(default_factory=dict)


@dataclass(frozen=True)
class Rests:
    """What each hand and foot rests on: before, after, and how far from the one to the other we are."""

    hands: tuple[dict[str, str], dict[str, str]]
    feet: tuple[dict[str, str], dict[str, str]]
    share: float


@dataclass(frozen=True)
class Ground:
    """What the exercise's own file may change about its base."""

    base: Base
    anchor: str
    carried_by: str
    level: tuple[str, str] | None = None


def placed(pose: Pose, rests: Rests, ground: Ground, start: Start) -> Body:
    """The body in this pose on its support. Fills `start` when it is still empty."""
    pose = _leant(pose, rests, ground)
    body = bent(pose, ground.base.turn)
    if ground.level and pose.body.get("levelled", 1.0) > 0:
        body = _levelled(pose, body, ground)
    for side in SIDES:
        _lay_shin(body, pose, side, rests, start)
    _put(body, pose, rests, ground, start)
    first = start.anchor is None
    if first:
        start.anchor = _anchor(body, ground.anchor)
    for side in SIDES:
        _place_leg(body, pose, side, rests, start)
    _place_arms(body, pose, rests, start)
    if first:
        _remember(body, start)
    return body


def _leant(pose: Pose, rests: Rests, ground: Ground) -> Pose:
    """Over planted feet the trunk's lean follows from hips, knees and ankles, unless it is given."""
    if ground.carried_by != "feet" or "body_lean" in pose.given or ground.base.turn[0]:
        return pose
    leans = [
        pose.limb(side, "hip_flexion") - pose.limb(side, "knee_flexion") + pose.limb(side, "ankle_flexion")
        for side in _planted(rests)
    ]
    if not leans:
        return pose
    return Pose(
        {**pose.body, "body_lean": sum(leans) / len(leans)}, pose.limbs, pose.hands, pose.feet, pose.given
    )


def _lowest(body: Body, group: str) -> float:
    return min(point[1] for point in body.skin(GROUPS[group]))


def _levelled(pose: Pose, body: Body, ground: Ground) -> Body:
    """Tip the whole body until both parts named by `level` are equally low."""
    one, other = ground.level or ("", "")
    sideways = abs(ground.base.turn[2]) > 0.1
    axis = (0.0, 0.0, 1.0) if sideways else LEFTWARD

    def tipped(degrees: float) -> Body:
        turn = about(axis, degrees)
        return Body({name: then(turn, mine) for name, mine in body.anatomical.items()})

    def gap(degrees: float) -> float:
        candidate = tipped(degrees)
        return _lowest(candidate, one) - _lowest(candidate, other)

    before, angle = 0.0, 2.0
    gap_before = gap(before)
    for _ in range(8):
        gap_now = gap(angle)
        if abs(gap_now) < 0.0005 or abs(gap_now - gap_before) < 1e-9:
            break
        step = -gap_now * (angle - before) / (gap_now - gap_before)
        before, gap_before, angle = angle, gap_now, angle + max(-15.0, min(15.0, step))
    return tipped(angle * pose.body.get("levelled", 1.0))


def _anchor(body: Body, name: str) -> Point:
    joints = ANCHORS[name]
    total = (0.0, 0.0, 0.0)
    for joint in joints:
        total = plus(total, body.at[joint])
    return times(total, 1 / len(joints))


def _put(body: Body, pose: Pose, rests: Rests, ground: Ground, start: Start) -> None:
    """Over its place, and down on what carries it."""
    planted = _planted(rests)
    if ground.carried_by == "feet" and planted:
        lift = min(
            ANKLE_HEIGHT + pose.limb(side, "foot_up") / 100 - body.at[f"{side}_foot"][1] for side in planted
        )
    elif ground.carried_by == "seat":
        lift = SEAT_HEIGHT - _lowest(body, "seat")
    else:
        lift = -_lowest(body, ground.carried_by)
    here, there = _over(body, planted, ground, start)
    b = pose.body
    body.moved(
        (
            there[0] - here[0] - b.get("shift_right", 0) / 100,
            lift + b.get("height", 0) / 100,
            there[2] - here[2] + b.get("shift_forward", 0) / 100,
        )
    )


def _over(body: Body, planted: list[str], ground: Ground, start: Start) -> tuple[Point, Point]:
    """What stays over its place: where it is now, and where that place is. A foot in the air holds nobody."""
    if ground.anchor == "feet" and planted and start.feet:
        here = [body.at[f"{side}_foot"] for side in planted]
        there = [start.feet[side][0] for side in planted]
        return between(here[0], here[-1], 0.5), between(there[0], there[-1], 0.5)
    return _anchor(body, ground.anchor), start.anchor or (0.0, 0.0, 0.0)


def _planted(rests: Rests) -> list[str]:
    """The feet that carry now: flat before and after, or else flat after, or else resting."""
    before, after = rests.feet
    for carries in (
        [side for side in SIDES if before[side] == after[side] == "flat"],
        [side for side in SIDES if after[side] == "flat"],
    ):
        if carries:
            return carries
    return [side for side in SIDES if after[side] == "stays"]


def _remember(body: Body, start: Start) -> None:
    for side in SIDES:
        start.hands[side] = (body.at[f"{side}_hand"], body.anatomical[f"{side}_hand"])
        start.feet[side] = (body.at[f"{side}_foot"], body.anatomical[f"{side}_foot"])
        start.shins[side] = body.anatomical[f"{side}_shin"]
        start.soles[side] = _lowest(body, f"{side}_foot")


# --- legs ---------------------------------------------------------------------------------------------------------


def _place_leg(body: Body, pose: Pose, side: str, rests: Rests, start: Start) -> None:
    modes = rests.feet[0][side], rests.feet[1][side]
    if not {"flat", "stays"}.intersection(modes):
        return
    own = (body.at[f"{side}_foot"], body.anatomical[f"{side}_foot"])
    one, other = (_foot(pose, side, mode, start, own) for mode in modes)
    ankle, foot = between(one[0], other[0], rests.share), slerp(one[1], other[1], rests.share)
    _reach_with_leg(body, pose, side, ankle, foot)
    if modes[1] == "stays" and start.soles.get(side, 1.0) < ON_THE_FLOOR:
        rolled = _lowest(body, f"{side}_foot") - start.soles[side]
        _reach_with_leg(body, pose, side, minus(ankle, (0.0, rolled, 0.0)), foot)


def _reach_with_leg(body: Body, pose: Pose, side: str, ankle: Point, foot: Turn) -> None:
    hip = body.at[f"{side}_thigh"]
    ankle = _within(hip, ankle, side, ("thigh", "shin", "foot"))
    knee = _aside(body, side, ("thigh", "shin", "foot"), ankle, BENDS_BY_HABIT)
    joint = _reached(hip, ankle, knee, *_spans(side, ("thigh", "shin", "foot")))
    hinge = turned(body.anatomical[f"{side}_thigh"], LEFTWARD)
    body.anatomical[f"{side}_thigh"] = _pointing(minus(joint, hip), minus(ankle, joint), hinge, 1.0)
    body.anatomical[f"{side}_shin"] = _pointing(minus(ankle, joint), minus(joint, hip), hinge, -1.0)
    set_foot(body.anatomical, side, foot, pose.limb(side, "toe_extension"))
    body.settle()


def _foot(pose: Pose, side: str, mode: str, start: Start, own: Placed) -> Placed:
    """Ankle and foot for what the foot rests on."""
    if mode not in ("flat", "stays"):
        return own
    ankle, foot = start.feet.get(side, own)
    if mode == "stays":
        return _shifted(pose, side, "foot", ankle), own[1]
    ahead = turned(foot, (0.0, 0.0, 1.0))
    flat = _facing((ahead[0], 0.0, ahead[2]))
    return _shifted(
        pose, side, "foot", (start.floor(side, own)[0], ANKLE_HEIGHT, start.floor(side, own)[2])
    ), flat


def _shifted(pose: Pose, side: str, limb: str, where: Point) -> Point:
    return plus(
        where,
        (
            outward(side) * pose.limb(side, f"{limb}_out") / 100,
            pose.limb(side, f"{limb}_up") / 100,
            pose.limb(side, f"{limb}_forward") / 100,
        ),
    )


def _lay_shin(body: Body, pose: Pose, side: str, rests: Rests, start: Start) -> None:
    """A shin that carries lies level behind its knee, wherever the thigh brings the knee."""
    before, after = (float(feet[side] == "shin_down") for feet in rests.feet)
    share = before * (1 - rests.share) + after * rests.share
    if not share:
        return
    own = body.anatomical[f"{side}_shin"]
    along = turned(start.shins.get(side, own), DOWN)
    along = unit((along[0], 0.0, along[2]))
    flat = from_axes(*_axes(times(along, -1), (0.0, -1.0, 0.0)))
    shin = slerp(own, flat, share)
    body.anatomical[f"{side}_shin"] = shin
    foot = then(shin, about(LEFTWARD, -pose.limb(side, "ankle_flexion")))
    set_foot(body.anatomical, side, foot, pose.limb(side, "toe_extension"))
    body.settle()


def _axes(up: Point, ahead: Point) -> tuple[Point, Point, Point]:
    left = unit(cross(up, ahead))
    return left, unit(up), unit(cross(left, up))


def _facing(ahead: Point) -> Turn:
    return from_axes(*_axes(UP, unit(ahead)))


# --- arms ---------------------------------------------------------------------------------------------------------


def _place_arms(body: Body, pose: Pose, rests: Rests, start: Start) -> None:
    order = sorted(SIDES, key=lambda side: "other_hand" in (rests.hands[0][side], rests.hands[1][side]))
    palms = [body.point(f"{side}_hand", PALM[side]) for side in SIDES]
    middle = between(palms[0], palms[1], 0.5)
    for side in order:
        modes = rests.hands[0][side], rests.hands[1][side]
        if modes == ("free", "free"):
            continue
        own = (body.at[f"{side}_hand"], body.anatomical[f"{side}_hand"])
        one, other = (
            _on_box(body, pose, side, middle) if mode == "box" else _hand(body, pose, side, mode, start, own)
            for mode in modes
        )
        wrist, hand = between(one[0], other[0], rests.share), slerp(one[1], other[1], rests.share)
        shoulder = body.at[f"{side}_upper_arm"]
        wrist = _within(shoulder, wrist, side, ("upper_arm", "forearm", "hand"))
        elbows = [_elbow(body, side, mode, wrist) for mode in modes]
        elbow = between(elbows[0], elbows[1], rests.share)
        joint = _reached(shoulder, wrist, elbow, *_spans(side, ("upper_arm", "forearm", "hand")))
        hinge = turned(body.anatomical[f"{side}_upper_arm"], LEFTWARD)
        turn = _pointing(minus(joint, shoulder), minus(wrist, joint), hinge, -1.0)
        fore_turn = _pointing(minus(wrist, joint), minus(joint, shoulder), hinge, 1.0)
        body.anatomical |= {
            f"{side}_upper_arm": turn,
            f"{side}_upper_arm_twist": turn,
            f"{side}_forearm": fore_turn,
            f"{side}_forearm_twist": fore_turn,
        }
        set_hand(body.anatomical, side, _as_far_as_it_turns(fore_turn, hand), pose.limb(side, "grip"))
        body.settle()


def _hand(body: Body, pose: Pose, side: str, mode: str, start: Start, own: Placed) -> Placed:
    """Wrist and hand for what the hand rests on."""
    if mode == "free":
        return own
    if mode in ("stays", *WORLD_HEIGHTS) and side in start.hands:
        wrist, hand = start.hands[side]
        around = about(UP, outward(side) * pose.limb(side, "hand_turn"))
        along = about(UP, outward(side) * pose.limb(side, "hand_roll"))
        return _shifted(pose, side, "hand", wrist), then(around, hand, along)
    if mode == "stays":
        return own
    if mode == "forearm":
        return _on_forearm(body, side)
    if mode in WORLD_HEIGHTS:
        return _on_world(pose, side, mode, own)
    centre, hand = place_on_body(body, side, mode)
    return _shifted(pose, side, "hand", minus(centre, turned(hand, PALM[side]))), hand


def _on_box(body: Body, pose: Pose, side: str, middle: Point) -> Placed:
    """Flat on one side of a box that both hands hold, half way between where the angles put the palms."""
    across = times(turned(body.anatomical["upper_back_2"], LEFTWARD), outward(side))
    ahead = turned(body.anatomical[f"{side}_forearm"], DOWN)
    hand = hand_turn(side, minus(ahead, times(across, dot(ahead, across))), times(across, -1))
    palm = plus(middle, times(across, BOX_WIDTH / 2))
    return _shifted(pose, side, "hand", minus(palm, turned(hand, PALM[side]))), hand


def _as_far_as_it_turns(forearm: Turn, hand: Turn) -> Turn:
    """The hand turned on the forearm no further than a forearm turns."""
    rest = then(back(forearm), hand)
    twist = twist_about_y(rest)
    allowed = max(-FOREARM_TURNS, min(FOREARM_TURNS, twist))
    return then(forearm, about(UP, allowed), about(UP, -twist), rest) if allowed != twist else hand


def _elbow(body: Body, side: str, mode: str, wrist: Point) -> Point:
    """Where the elbow is to be, or at least on which side of the arm."""
    if mode == "forearm":
        return _elbow_on_floor(body, side)
    return _aside(body, side, ("upper_arm", "forearm", "hand"), wrist, -BENDS_BY_HABIT)


def _elbow_on_floor(body: Body, side: str) -> Point:
    shoulder, elbow = body.at[f"{side}_upper_arm"], body.at[f"{side}_forearm"]
    upper, _ = _spans(side, ("upper_arm", "forearm", "hand"))
    drop = shoulder[1] - FOREARM_ABOVE_FLOOR
    aside = sqrt(max(0.0, upper * upper - drop * drop))
    off = (elbow[0] - shoulder[0], 0.0, elbow[2] - shoulder[2])
    ahead = turned(body.anatomical[f"{side}_forearm"], DOWN)
    towards = unit((ahead[0], 0.0, ahead[2]))
    way = unit(plus(off, times(towards, 0.2 * max(0.0, 1 - length(off) / 0.1))))  # no flip right below
    return (shoulder[0] + way[0] * aside, shoulder[1] - min(drop, upper), shoulder[2] + way[2] * aside)


def _on_forearm(body: Body, side: str) -> Placed:
    """The forearm flat on the floor from the elbow on, the way the angles point it."""
    elbow = _elbow_on_floor(body, side)
    ahead = turned(body.anatomical[f"{side}_forearm"], DOWN)
    ahead = unit((ahead[0], 0.0, ahead[2]))
    _, fore = _spans(side, ("upper_arm", "forearm", "hand"))
    return plus(elbow, plus(times(ahead, fore), (0.0, 0.004, 0.0))), hand_turn(side, ahead, DOWN)


def _on_world(pose: Pose, side: str, mode: str, own: Placed) -> Placed:
    """Flat on the floor, a seat, a chair's back or a counter, under where the angles put the palm."""
    centre = plus(own[0], turned(own[1], PALM[side]))
    ahead = turned(own[1], DOWN)
    if length((ahead[0], 0.0, ahead[2])) < 0.3:
        ahead = (0.0, 0.0, 1.0)
    if mode == "wall":
        hand = hand_turn(side, UP, (0.0, 0.0, 1.0))
    else:
        hand = hand_turn(side, (ahead[0], 0.0, ahead[2]), DOWN)
        centre = (centre[0], WORLD_HEIGHTS[mode] + PALM_ABOVE_FLOOR, centre[2])
    return _shifted(pose, side, "hand", minus(centre, turned(hand, PALM[side]))), hand


# --- two bones ----------------------------------------------------------------------------------------------------


def _spans(side: str, chain: tuple[str, str, str]) -> tuple[float, float]:
    bones, (root, joint, end) = skeleton(), (f"{side}_{part}" for part in chain)
    return bones.span(root, joint), bones.span(joint, end)


def _aside(body: Body, side: str, chain: tuple[str, str, str], target: Point, habit: float) -> Point:
    """Where the knee or elbow would be if the limb as the angles put it were swung over to the target."""
    root, joint, end = (body.at[f"{side}_{part}"] for part in chain)
    bulge = times(turned(body.anatomical[f"{side}_{chain[0]}"], FORWARD), habit)
    swing = least_turn(minus(end, root), minus(target, root))
    return plus(root, turned(swing, plus(minus(joint, root), bulge)))


def _within(root: Point, target: Point, side: str, chain: tuple[str, str, str]) -> Point:
    """The target, or as near to it as the stretched limb comes."""
    reach = sum(_spans(side, chain))
    way = minus(target, root)
    return target if length(way) <= reach * 0.9995 else plus(root, times(unit(way), reach * 0.9995))


def _reached(root: Point, target: Point, hint: Point, upper: float, lower: float) -> Point:
    """Where the knee or elbow is when the limb's end reaches the target, on the side where `hint` is."""
    way = minus(target, root)
    distance = max(1e-6, min(length(way), (upper + lower) * 0.9995))
    distance = max(distance, abs(upper - lower) * 1.001)
    along = unit(way)
    aside = minus(minus(hint, root), times(along, dot(minus(hint, root), along)))
    if length(aside) < 1e-6:
        aside = cross(along, LEFTWARD)
    reach = (upper * upper - lower * lower + distance * distance) / (2 * distance)
    height = sqrt(max(0.0, upper * upper - reach * reach))
    return plus(root, plus(times(along, reach), times(unit(aside), height)))


def _pointing(bone: Point, other: Point, hinge: Point, sign: float) -> Turn:
    """The anatomical turn of a limb's bone: its length along `bone`, its hinge square to both bones."""
    along = unit(bone)
    across = times(cross(along, unit(other)), sign)
    if length(across) < 0.06:
        across = plus(across, times(hinge, 0.06))
    up = times(along, -1)
    across = unit(minus(across, times(up, dot(across, up))))
    return from_axes(across, up, cross(across, up))


__all__ = ["Ground", "Rests", "Start", "placed"]
