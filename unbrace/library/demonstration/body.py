"""Bends the skeleton by a pose's angles and says where everything then is.

Each bone has an *anatomical* turn, which is zero in easy standing, so that joint angles mean the same for every bone;
the turn of the drawn bone follows from it by the figure's own rest position.
"""

from __future__ import annotations

from dataclasses import dataclass

from unbrace.library.demonstration.angles import SIDES, Pose
from unbrace.library.demonstration.skeleton import Skeleton, skeleton
from unbrace.library.demonstration.turns import (
    FORWARD,
    LEFTWARD,
    NO_TURN,
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
    twist_about_y,
)

SPINE = {
    # bone: its share of lower back flexion, upper back flexion, side bend, turn
    "lower_back_1": (0.35, 0.0, 0.15, 0.05),
    "lower_back_2": (0.35, 0.0, 0.2, 0.05),
    "lower_back_3": (0.3, 0.1, 0.2, 0.2),
    "upper_back_1": (0.0, 0.45, 0.25, 0.35),
    "upper_back_2": (0.0, 0.45, 0.2, 0.35),
}


def outward(side: str) -> float:
    """1 for the left, whose side the x axis points to, -1 for the right."""
    return 1.0 if side == "left" else -1.0


@dataclass
class Body:
    """A posed skeleton: the anatomical turn of every bone and the place of its pelvis."""

    anatomical: dict[str, Turn]
    place: Point = (0.0, 0.0, 0.0)

    def __post_init__(self) -> None:
        self._bones: Skeleton = skeleton()
        self.settle()

    def settle(self) -> None:
        """Work out where each bone is. To be called after a turn or the place was changed."""
        self.turns: dict[str, Turn] = {}
        self.at: dict[str, Point] = {}
        for bone in self._bones.bones:
            self.turns[bone.name] = then(self._drawn(bone.name), bone.neutral)
            if bone.parent is None:
                self.at[bone.name] = self.place
            else:
                offset = minus(bone.at, self._bones[bone.parent].at)
                self.at[bone.name] = plus(self.at[bone.parent], turned(self.turns[bone.parent], offset))

    def moved(self, by: Point) -> None:
        """Shift the whole body."""
        self.place = plus(self.place, by)
        self.at = {name: plus(at, by) for name, at in self.at.items()}

    def _drawn(self, name: str) -> Turn:
        """Twist along a limb is shared, so that the skin of shoulder and wrist is not wrung."""
        mine = self.anatomical[name]
        side, _, part = name.partition("_")
        if part == "upper_arm":
            chest = self.anatomical["upper_back_2"]
            twist = twist_about_y(then(back(chest), mine))
            return then(mine, about(UP, -_shared(twist)))
        if part == "forearm_twist":
            fore, hand = self.anatomical[f"{side}_forearm"], self.anatomical[f"{side}_hand"]
            return then(fore, about(UP, twist_about_y(then(back(fore), hand)) / 2))
        return mine

    def skin(self, parts: frozenset[str] | None = None) -> list[Point]:
        """The sampled skin where it is now; of some bones only, if named."""
        points = []
        for sample in self._bones.skin:
            if parts is not None and sample.carried[0][0] not in parts:
                continue
            where = (0.0, 0.0, 0.0)
            for name, share in sample.carried:
                local = minus(sample.at, self._bones[name].at)
                where = plus(where, times(plus(self.at[name], turned(self.turns[name], local)), share))
            points.append(where)
        return points

    def point(self, bone: str, offset: Point) -> Point:
        """A point given in a bone's anatomical axes, from its joint."""
        return plus(self.at[bone], turned(self.anatomical[bone], offset))


def _shared(twist: float) -> float:
    """Half of a twist; fading out towards 180, where left and right round are the same."""
    size = min(abs(twist), 110.0, (180.0 - abs(twist)) * 110 / 70)
    return size / 2 if twist > 0 else -size / 2


def bent(pose: Pose, base: Turn) -> Body:
    """The skeleton in this pose, pelvis at the origin, the pelvis turned as the base lies or stands."""
    b = pose.body
    turns: dict[str, Turn] = {}
    turns["pelvis"] = then(
        base,
        about(UP, -b.get("body_turn", 0)),
        about(FORWARD, b.get("body_tip", 0)),
        about(LEFTWARD, b.get("body_lean", 0)),
    )
    above = turns["pelvis"]
    for name, (low, high, bend, turn) in SPINE.items():
        flexion = low * b.get("lower_back_flexion", 0) + high * b.get("upper_back_flexion", 0)
        above = then(above, _trunk(turn * b.get("trunk_turn", 0), bend * b.get("side_bend", 0), flexion))
        turns[name] = above
    _head(pose, turns)
    for side in SIDES:
        _arm(pose, side, turns)
        _leg(pose, side, turns)
    return Body(turns)


def _trunk(turn: float, bend: float, flexion: float) -> Turn:
    return then(about(UP, -turn), about(FORWARD, bend), about(LEFTWARD, flexion))


def _head(pose: Pose, turns: dict[str, Turn]) -> None:
    b = pose.body
    flexion, bend, turn, nod, glide = (
        b.get(name, 0.0) for name in ("neck_flexion", "neck_side_bend", "neck_turn", "head_nod", "chin_glide")
    )
    turns["neck_1"] = then(turns["upper_back_2"], _trunk(0.2 * turn, 0.4 * bend, 0.45 * flexion - glide))
    turns["neck_2"] = then(
        turns["neck_1"], _trunk(0.4 * turn, 0.4 * bend, 0.3 * flexion + 0.2 * nod + 0.2 * glide)
    )
    turns["head"] = then(
        turns["neck_2"], _trunk(0.4 * turn, 0.2 * bend, 0.25 * flexion + 0.8 * nod + 0.8 * glide)
    )


def _arm(pose: Pose, side: str, turns: dict[str, Turn]) -> None:
    s, chest = outward(side), turns["upper_back_2"]
    raised, plane = pose.limb(side, "shoulder_elevation"), pose.limb(side, "shoulder_plane")
    lift = pose.limb(side, "shoulder_lift") + 0.22 * max(0.0, raised - 30)  # the blade helps on the way up
    turns[f"{side}_shoulder"] = then(
        chest, about(UP, -s * pose.limb(side, "shoulder_forward")), about(FORWARD, s * lift)
    )
    ahead, aside = about_plane(plane)
    upper = then(
        chest,
        about((-ahead, 0.0, s * aside), raised),
        about(UP, s * pose.limb(side, "shoulder_rotation")),
    )
    fore = then(upper, about(LEFTWARD, -pose.limb(side, "elbow_flexion")))
    hand = then(
        fore,
        about(UP, s * pose.limb(side, "forearm_rotation")),
        about(FORWARD, s * pose.limb(side, "wrist_extension")),
    )
    turns[f"{side}_upper_arm"] = turns[f"{side}_upper_arm_twist"] = upper
    turns[f"{side}_forearm"] = turns[f"{side}_forearm_twist"] = fore
    set_hand(turns, side, hand, pose.limb(side, "grip"))


def about_plane(plane: float) -> tuple[float, float]:
    """Forward and sideways share of a plane of elevation."""
    forward = turned(about(UP, plane), FORWARD)
    return forward[2], forward[0]


def set_hand(turns: dict[str, Turn], side: str, hand: Turn, grip: float) -> None:
    """Turn a hand and close its fingers, 0 to 100."""
    s = outward(side)
    turns[f"{side}_hand"] = hand
    turns[f"{side}_fingers"] = then(hand, about(FORWARD, -s * (0.65 * grip - 4)))
    turns[f"{side}_fingertips"] = then(turns[f"{side}_fingers"], about(FORWARD, -s * (0.85 * grip - 4)))
    turns[f"{side}_thumb"] = then(hand, about(UP, s * 0.3 * grip), about(FORWARD, -s * 0.25 * grip))


def _leg(pose: Pose, side: str, turns: dict[str, Turn]) -> None:
    s = outward(side)
    thigh = then(
        turns["pelvis"],
        about(LEFTWARD, -pose.limb(side, "hip_flexion")),
        about(FORWARD, s * pose.limb(side, "hip_abduction")),
        about(UP, s * pose.limb(side, "hip_rotation")),
    )
    shin = then(thigh, about(LEFTWARD, pose.limb(side, "knee_flexion")))
    foot = then(shin, about(LEFTWARD, -pose.limb(side, "ankle_flexion")))
    turns[f"{side}_thigh"], turns[f"{side}_shin"] = thigh, shin
    set_foot(turns, side, foot, pose.limb(side, "toe_extension"))


def set_foot(turns: dict[str, Turn], side: str, foot: Turn, toes: float) -> None:
    """Turn a foot and bend its toes up."""
    turns[f"{side}_foot"] = foot
    turns[f"{side}_toes"] = then(foot, about(LEFTWARD, -toes))


__all__ = ["NO_TURN", "Body", "bent", "outward", "set_foot", "set_hand"]
