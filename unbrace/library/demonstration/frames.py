"""Writes the key frames: each position solved in full, several on the way, and the segments of one repetition.

Because every frame on the way is solved and not only the two ends, planted feet stay where they are in between.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from unbrace.library.demonstration.body import Body
from unbrace.library.demonstration.contacts import Ground, Rests, Start, placed
from unbrace.library.demonstration.file import MIRRORED, Demonstration
from unbrace.library.demonstration.props import pieces
from unbrace.library.demonstration.skeleton import skeleton
from unbrace.library.demonstration.turns import back, then

STEPS: Final = 8
"""Frames from one pose to the next. With eight, a foot drifts less than 2 mm between two of them."""
SCALE: Final = 10_000
LONGEST_PAUSE_S: Final = 3.0
DEFAULT_PACE: Final = {"out_s": 2.0, "pause_s": 2.0, "back_s": 2.0}
REST_S: Final = 0.8


@dataclass(frozen=True)
class Leg:
    """A part of the repetition: its name, from which pose to which, and for how long."""

    name: str
    start: str
    end: str
    seconds: float


class Film:
    """Solves the poses of one demonstration, each only once."""

    def __init__(self, demonstration: Demonstration) -> None:
        self.demonstration = demonstration
        d = demonstration
        self._ground = Ground(d.rules, d.anchor, d.carried_by, d.level)
        self._start = Start()
        self.first = self.between("start", "start", 0.0)

    def between(self, one: str, other: str, share: float) -> Body:
        """The body `share` of the way from one pose to another."""
        a, b = self.demonstration.pose(one), self.demonstration.pose(other)
        rests = Rests((dict(a.hands), dict(b.hands)), (dict(a.feet), dict(b.feet)), share)
        return placed(a.towards(b, share), rests, self._ground, self._start)

    def pose(self, name: str) -> Body:
        """The body in one of the poses."""
        return self.between("start", name, 1.0)


def legs(demonstration: Demonstration, tempo: Mapping[str, float] | None) -> list[Leg]:
    """One repetition, or one to each side, as parts with their seconds. The exercise's own tempo goes first."""
    pace = DEFAULT_PACE | dict(demonstration.pace) | dict(tempo or {})
    pause = min(pace["pause_s"], LONGEST_PAUSE_S)
    way = demonstration.way
    if way[0] == way[-1]:
        share = pace["out_s"]
        return [Leg("out", one, other, share) for one, other in pairwise(way)]
    parts = _there_and_back(way, pace, pause)
    if demonstration.alternating:
        changed = tuple(name if name == "start" else _changed_over(name) for name in way)
        parts += _there_and_back(changed, pace, pause)
    return parts


def _changed_over(name: str) -> str:
    return name.removesuffix(MIRRORED) if name.endswith(MIRRORED) else name + MIRRORED


def _there_and_back(way: tuple[str, ...], pace: Mapping[str, float], pause: float) -> list[Leg]:
    pairs = list(pairwise(way))
    parts = [Leg("out", one, other, pace["out_s"] / len(pairs)) for one, other in pairs]
    if pause:
        parts.append(Leg("hold", way[-1], way[-1], pause))
    parts += [Leg("back", other, one, pace["back_s"] / len(pairs)) for one, other in reversed(pairs)]
    return [*parts, Leg("rest", way[0], way[0], REST_S)]


def as_json(demonstration: Demonstration, tempo: Mapping[str, float] | None = None) -> dict[str, Any]:
    """What the viewer is given: plain numbers, turns and places as whole ten-thousandths."""
    film = Film(demonstration)
    bodies: list[Body] = []
    runs: dict[tuple[str, str], tuple[int, int]] = {}
    segments = []
    for leg in legs(demonstration, tempo):
        first, last = _run(film, leg, bodies, runs)
        segments.append({"name": leg.name, "seconds": round(leg.seconds, 2), "from": first, "to": last})
    start, end = (_still(film, name, bodies, runs) for name in ("start", "end"))
    names = [bone.name for bone in skeleton().bones]
    local = [[_local(body, name) for name in names] for body in bodies]
    moving = [i for i, _ in enumerate(names) if len({tuple(frame[i]) for frame in local}) > 1]
    low, high = _reach(bodies)
    return {
        "version": 1,
        "seen_from": demonstration.seen_from,
        "bounds": [low, high],
        "still": {names[i]: local[0][i] for i in range(len(names)) if i not in moving},
        "moving": [names[i] for i in moving],
        "frames": [
            {"place": [round(v * SCALE) for v in body.place], "turns": [n for i in moving for n in frame[i]]}
            for body, frame in zip(bodies, local, strict=True)
        ],
        "segments": segments,
        "start": start,
        "end": end,
        "pieces": pieces(film.first, demonstration.props),
    }


def _still(film: Film, name: str, bodies: list[Body], runs: dict[tuple[str, str], tuple[int, int]]) -> int:
    """The frame of a position for the still picture; without a pose `end`, where the way out arrives."""
    poses = film.demonstration.poses
    wanted = name if name in poses else film.demonstration.way[-1]
    first, _ = _run(film, Leg("rest", wanted, wanted, 0), bodies, runs)
    return first


def _run(
    film: Film, leg: Leg, bodies: list[Body], runs: dict[tuple[str, str], tuple[int, int]]
) -> tuple[int, int]:
    """The frames of a part, solved now or taken from before, backwards if need be."""
    if (leg.end, leg.start) in runs:
        last, first = runs[leg.end, leg.start]
        return first, last
    if (leg.start, leg.end) not in runs:
        begin = len(bodies)
        if leg.start == leg.end:
            known = [v[0] for k, v in runs.items() if k[0] == leg.start] + [
                v[1] for k, v in runs.items() if k[1] == leg.start
            ]
            if known:
                return known[0], known[0]
            bodies.append(film.pose(leg.start))
        else:
            bodies += [film.between(leg.start, leg.end, step / STEPS) for step in range(STEPS + 1)]
        runs[leg.start, leg.end] = (begin, len(bodies) - 1)
    return runs[leg.start, leg.end]


def _local(body: Body, name: str) -> list[int]:
    """The turn of a drawn bone against its parent's."""
    parent = skeleton()[name].parent
    turn = then(back(body.turns[parent]), body.turns[name]) if parent else body.turns[name]
    sign = -1 if turn[3] < 0 else 1
    return [round(sign * value * SCALE) for value in turn]


def _reach(bodies: list[Body]) -> tuple[list[float], list[float]]:
    """The box that holds the figure in all frames."""
    points = [point for body in bodies[::4] for point in body.skin()]
    low = [round(min(p[i] for p in points), 2) for i in range(3)]
    high = [round(max(p[i] for p in points), 2) for i in range(3)]
    return low, high
