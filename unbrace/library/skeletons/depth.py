"""What a flat skeleton cannot tell: the measures that need depth.

Nobody keeps a list that could be forgotten. A measure needs depth when the same picture, with other world landmarks
behind it, gives it another value.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from unbrace.motion.body import Body
from unbrace.motion.faults import WATCHES
from unbrace.motion.landmarks import POINTS, Frame, Point3
from unbrace.motion.measures import MEASURES
from unbrace.motion.movement import Movement


def _body(spread: float) -> Body:
    """Somebody standing crookedly; `spread` bends the world behind the same picture."""
    image = tuple((0.4 + (k * 7 % 5) / 20, (k * 13 % POINTS) / POINTS) for k in range(POINTS))
    world: tuple[Point3, ...] = tuple(
        (x - 0.5 + spread * (k * 3 % 7), y - 0.5, spread * (k * 11 % 5 - 2)) for k, (x, y) in enumerate(image)
    )
    return Body(Frame(0.0, 1.0, image, world, (1.0,) * POINTS))


@cache
def needs_depth(measure: str) -> bool:
    """Whether this measure of the engine reads world landmarks."""
    read = MEASURES[measure].read
    return read(_body(0.02)) != read(_body(0.05))


def without_depth(movement: Movement) -> tuple[Movement, list[str]]:
    """The movement less what needs depth, and one sentence for each thing left out.

    Raises ValueError when what is counted itself needs depth.
    """
    if needs_depth(movement.counting.measure):
        raise ValueError(f"it is counted by {_said(movement.counting.measure)}, which needs depth")
    said = []
    if movement.range is not None and needs_depth(movement.range.measure):
        said.append(f"{_said(movement.range.measure)} needs depth and is not reported")
        movement = replace(movement, range=None)
    kept = []
    for fault in movement.faults:
        if any(needs_depth(fault.measure or watch.measure) for watch in WATCHES.get(fault.id, ())):
            said.append(f"{fault.id} needs depth and is not looked for")
        else:
            kept.append(fault)
    return replace(movement, faults=tuple(kept)), said


def _said(measure: str) -> str:
    return measure.replace("_", " ")
