"""What the camera shows: is somebody there, whole, at a good distance, alone, from the right side, and in position?

Before the set, `look` answers with hints the person can act on. During it, `lost` says why nothing can be judged at
the moment. Neither ever turns a poor picture into a low score: not seen is not the same as not done.

The thresholds are those of the assessment protocol (section 1.2), adapted where rendered people with known truth
showed that a sound recording would be refused: each constant says which.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from unbrace.motion.body import ANKLES, HIPS, KNEES, SHOULDERS, VISIBLE, Body
from unbrace.motion.events import Hint, LostReason
from unbrace.motion.landmarks import Landmark
from unbrace.motion.measures import MEASURES
from unbrace.motion.movement import Movement, Position, View, Zero
from unbrace.motion.posture import trunk_inclination

Strictness: TypeAlias = Literal["require", "advise"]
"""`require`: a live set waits until the picture is good. `advise`: a recording is read as far as it honestly can be."""

EDGE = 0.03
"""Protocol: needed points inside 3-97 % of the picture."""

SIDE_BELOW, FRONT_FROM = 0.35, 0.60
"""Protocol: shoulder width over trunk length. Turned by 90, 75, 60, 45, 30, 0 degrees rendered people read
0.1, 0.2, 0.5, 0.6, 0.6, 0.7: what is called front reaches to 30 degrees, which the measures used in front bear."""

BODY_HEIGHT = (0.45, 0.92)
"""Nose to ankles over picture height, standing. Protocol: 0.55-0.90 of the body; rendered people at 2.2 to 3.3 m,
the distances it asks for, read 0.57 to 0.71 from nose to ankles."""

BODY_LENGTH = (0.25, 0.80)
"""Shoulders to ankles over picture width when not standing (it is not the height that must fit then); rendered: 0.30
to 0.57."""

TRUNK_HEIGHT = (0.12, 0.60)
"""Hips to shoulders over picture height where the legs need not be seen: a whole standing person reads 0.17, one who
fills the picture from the hips up 0.45."""

SLOW_FRAMES_S = 0.1
"""Protocol: 66 ms. Phones give 12-30 frames a second and counts hold down to 12: 100 ms is said, never demanded."""

JUMP_TRUNKS, JUMP_TRUNKS_PER_S = 0.6, 6.0
"""A body that moves further between two frames is another body: hips drop at 2 to 3 trunk lengths a second in a fast
squat, and the pose model picks *a* person, not *the* person."""

SIZE_JUMP = 1.5
"""The same for its size, as a factor. Leaning shortens a trunk by a third at most, and not from one frame to the
next."""

GAP_S = 1.5
"""Without frames for longer than this, nothing is known about what happened in between."""


@dataclass(frozen=True, slots=True)
class Need:
    """A pair of points the exercise cannot do without, and what a person would call it."""

    name: str
    points: tuple[int, int]


_NAMES = {
    Landmark.LEFT_EAR: "head",
    Landmark.LEFT_SHOULDER: "shoulders",
    Landmark.LEFT_ELBOW: "elbows",
    Landmark.LEFT_WRIST: "hands",
    Landmark.LEFT_HIP: "hips",
    Landmark.LEFT_KNEE: "knees",
    Landmark.LEFT_ANKLE: "feet",
}


_WHOLE, _TO_KNEES, _TO_HIPS = (
    (*SHOULDERS, *HIPS, *KNEES, *ANKLES),
    (*SHOULDERS, *HIPS, *KNEES),
    (*SHOULDERS, *HIPS),
)
_POSITION_NEEDS = {
    Position.STANDING: _WHOLE,
    Position.BOWED: _WHOLE,
    Position.SITTING: _TO_KNEES,
    Position.UPRIGHT: _TO_HIPS,
    Position.KNEELING: _TO_KNEES,
    Position.ON_HEELS: _TO_HIPS,
    Position.LYING: _TO_KNEES,
    Position.ALL_FOURS: _TO_KNEES,
}
"""What tells the position; the counting measure adds its own points."""


def needs_of(movement: Movement) -> tuple[Need, ...]:
    """What tells the position, and the points of the counting measure."""
    points = {*_POSITION_NEEDS[movement.position], *MEASURES[movement.counting.measure].points}
    return tuple(Need(_NAMES[p], (p, p + 1)) for p in sorted(points) if p in _NAMES)


def view_of(body: Body) -> View | None:
    """Where the camera stands, by how wide the shoulders look; None when there is no trunk to compare with."""
    trunk = body.trunk
    if trunk == 0:
        return None
    left, right = (body.picture[shoulder] for shoulder in SHOULDERS)
    width = math.dist(left, right) / trunk
    if width <= SIDE_BELOW:
        return View.SIDE
    return View.FRONT if width >= FRONT_FROM else View.OBLIQUE


def in_position(body: Body, position: Position) -> bool:
    """Whether the person is roughly standing, sitting, kneeling, lying or on all fours.

    Told by the trunk's lean (world) and by how far, in trunk lengths, knees and ankles are below the hips (picture):
    upright and knees almost half a trunk below is standing. Rendered people read 0.8 standing and 0.0 to 0.45 sitting;
    real ones before a depth camera, which puts the shoulders higher, 0.45 to 0.9 standing. Kneeling and sitting on the
    heels are by the lengths of thigh and shank (0.85 of a trunk each), no recording shows them. Where the trunk points
    at the camera and looks short, the lean alone tells lying from all fours no more, and the start bands of the
    exercise do.
    """
    lean, trunk = trunk_inclination(body), body.trunk
    if lean is None or trunk == 0:
        return False
    hips = body.hips[1]
    knees, ankles = (body.flat(*KNEES)[1] - hips) / trunk, (body.flat(*ANKLES)[1] - hips) / trunk
    end_on = view_of(body) is View.FRONT
    match position:
        case Position.STANDING:
            return lean <= 45 and knees >= 0.45 and ankles >= 0.9
        case Position.SITTING:
            return lean <= 45 and knees < 0.45
        case Position.UPRIGHT:
            return lean <= 45
        case Position.BOWED:
            return 15 <= lean <= 90 and knees >= 0.45 and ankles >= 0.9
        case Position.KNEELING:
            return lean <= 45 and ankles < 1.3
        case Position.ON_HEELS:
            return 30 <= lean <= 125 and (ankles < 0.6 or end_on)
        case Position.LYING:
            return 50 <= lean <= 130 and (ankles < 0.6 or end_on)
        case Position.ALL_FOURS:
            return 55 <= lean <= 125 and (knees >= 0.5 or end_on)


def in_start_band(body: Body, movement: Movement) -> bool:
    """Whether the start position's own angles are met by every side that is seen, and by at least one."""
    for band in movement.start:
        seen = [value for value in MEASURES[band.measure].read(body) if value is not None]
        if not seen or not any(band.from_degrees <= value <= band.to_degrees for value in seen):
            return False
    return True


class Framing:
    """The camera check of one exercise."""

    def __init__(self, movement: Movement, strictness: Strictness) -> None:
        self._movement = movement
        self._strict = strictness == "require"
        self.needs = needs_of(movement)
        self._does_not_matter: set[Hint] = {"get_into_position"}
        if movement.counting.zero is Zero.MIDDLE:
            self._does_not_matter.add(self._turn())

    def look(
        self, body: Body, view: View | None, frame_s: float | None
    ) -> tuple[tuple[Hint, ...], bool, bool]:
        """What could be better; whether the set may begin all the same; and whether the picture could be counted from.

        Somebody in the middle of a repetition is not in the start position, which makes the picture no worse. Nor does
        it that shoulders are turned away from the camera where turning them is the exercise.
        """
        blocking = tuple(self._blocking(body, view))
        hints = (*blocking, *self._advice(body, view, frame_s, blocking))
        return hints, not blocking, self._does_not_matter.issuperset(blocking)

    def _blocking(self, body: Body, view: View | None) -> Iterator[Hint]:
        if not all(self._inside(body, need) for need in self.needs):
            yield "whole_body"
            return
        if self._strict:
            yield from self._distance(body)
        if not in_position(body, self._movement.position) or not in_start_band(body, self._movement):
            yield "get_into_position"
        if view not in self._movement.counts_from:
            yield self._turn()

    def _advice(
        self, body: Body, view: View | None, frame_s: float | None, already: tuple[Hint, ...]
    ) -> Iterator[Hint]:
        if not self._strict and "whole_body" not in already:
            yield from self._distance(body)
        if view is not self._movement.view and self._turn() not in already:
            yield self._turn()
        if frame_s is not None and frame_s > SLOW_FRAMES_S:
            yield "slow_frames"

    def _turn(self) -> Hint:
        return "turn_to_camera" if self._movement.view is View.FRONT else "turn_side_on"

    def _distance(self, body: Body) -> Iterator[Hint]:
        position = self._movement.position
        if position in (Position.STANDING, Position.BOWED):
            if body.seen[Landmark.NOSE] == 0:
                return  # a skeleton without a face: the height is not known
            size = body.flat(*ANKLES)[1] - body.flat(Landmark.NOSE)[1]
            least, most = BODY_HEIGHT
        elif position is Position.UPRIGHT:
            size = body.trunk
            least, most = TRUNK_HEIGHT
        elif self._movement.view is View.FRONT:
            return  # a body that points at the camera has no length to compare; its points must be inside all the same
        else:
            size = math.dist(body.shoulders, body.flat(*ANKLES)) / body.aspect
            least, most = BODY_LENGTH
        if size < least:
            yield "too_far"
        elif size > most:
            yield "too_close"

    def _inside(self, body: Body, need: Need) -> bool:
        """Either of the pair, visible and well inside the picture: side-on, only the near one can be trusted."""
        left, right = need.points
        seen = body.seen
        return (seen[left] >= VISIBLE and body.inside(left, EDGE)) or (
            seen[right] >= VISIBLE and body.inside(right, EDGE)
        )

    def seen(self, body: Body) -> dict[str, bool]:
        """For the overlay: which parts the camera sees."""
        return {need.name: self._inside(body, need) for need in self.needs}

    def lost(self, body: Body) -> LostReason | None:
        """Why this frame cannot be judged, None when it can. Gentler than the check before: no margin at the edge."""
        seen = body.seen
        for need in self.needs:
            left, right = need.points
            if not (body.inside(left, -EDGE) or body.inside(right, -EDGE)):
                return "out_of_frame"
            if not (seen[left] >= VISIBLE or seen[right] >= VISIBLE):
                return "low_visibility"
        return None


class Presence:
    """Whether the body in this frame can be the body of the frame before: by place and size."""

    def __init__(self) -> None:
        self._t_s = 0.0
        self._place: tuple[float, float] | None = None
        self._size = 0.0

    def is_same(self, body: Body, t_s: float) -> bool:
        """True for the first body, and for one that could have got here from the last."""
        place, size = body.hips, body.trunk
        same = self._place is None or size == 0 or self._could_be(place, size, t_s - self._t_s)
        self._t_s, self._place, self._size = t_s, place, size
        return same

    def _could_be(self, place: tuple[float, float], size: float, elapsed_s: float) -> bool:
        if elapsed_s > GAP_S or self._size == 0 or self._place is None:
            return True
        moved = math.dist(place, self._place) / max(size, self._size)
        grown = max(size / self._size, self._size / size)
        return moved <= JUMP_TRUNKS + JUMP_TRUNKS_PER_S * elapsed_s and grown <= SIZE_JUMP + elapsed_s
