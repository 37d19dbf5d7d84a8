"""Angles between points. Nothing here knows what a body is.

A point is a tuple of two or three numbers; angles are degrees. Where an angle does not exist (two points coincide) the
answer is None, "not seen", and never NaN: a number that reaches a person must mean something.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TypeAlias

Degrees: TypeAlias = float
Point: TypeAlias = tuple[float, ...]
Vector: TypeAlias = tuple[float, ...]


def between(a: Point, b: Point) -> Point:
    """The point half-way."""
    return tuple([(p + q) / 2 for p, q in zip(a, b, strict=True)])


def towards(a: Point, b: Point) -> Vector:
    """The way from a to b."""
    return tuple([q - p for p, q in zip(a, b, strict=True)])


def plus(u: Vector, v: Vector) -> Vector:
    """The sum of two vectors."""
    return tuple([p + q for p, q in zip(u, v, strict=True)])


def dot(u: Vector, v: Vector) -> float:
    """The scalar product."""
    return sum([p * q for p, q in zip(u, v, strict=True)], 0.0)


def cross(u: Vector, v: Vector) -> Vector:
    """The vector product of two vectors of three."""
    (a, b, c), (x, y, z) = u, v
    return (b * z - c * y, c * x - a * z, a * y - b * x)


def length(v: Vector) -> float:
    """How long a vector is."""
    return math.hypot(*v)


def angle(a: Point, b: Point, c: Point) -> Degrees | None:
    """F1: the angle at b between the ways to a and to c, 0 to 180."""
    u, v = towards(b, a), towards(b, c)
    size = length(u) * length(v)
    if size == 0 or not math.isfinite(size):
        return None
    return math.degrees(math.acos(max(-1.0, min(1.0, dot(u, v) / size))))


def bend(a: Point, b: Point, c: Point) -> Degrees | None:
    """How far the joint b between a and c is from straight: 180 less the angle."""
    inner = angle(a, b, c)
    return None if inner is None else 180 - inner


def tilt(lower: Point, upper: Point) -> Degrees | None:
    """F2: lean of the line from lower to upper out of the vertical, in a picture with y down; + towards +x."""
    x, y = upper[0] - lower[0], lower[1] - upper[1]
    return None if x == y == 0 else math.degrees(math.atan2(x, y))


def turn(u: Vector, v: Vector, axis: Vector) -> Degrees | None:
    """The angle from u to v as seen along the axis, right-handed, -180 to 180: both are first laid flat on the
    plane the axis stands on."""
    size = length(axis)
    if size == 0 or not math.isfinite(size):
        return None
    unit = tuple([a / size for a in axis])
    along_u, along_v = dot(u, unit), dot(v, unit)
    sine = dot(cross(u, v), unit)
    cosine = dot(u, v) - along_u * along_v
    return None if sine == cosine == 0 else math.degrees(math.atan2(sine, cosine))


def on_line(a: Point, b: Point, axis: int, value: float) -> Point | None:
    """The point of the line through a and b where coordinate `axis` has this value; None when the line never has."""
    span = b[axis] - a[axis]
    if span == 0:
        return None
    share = (value - a[axis]) / span
    return tuple([p + share * (q - p) for p, q in zip(a, b, strict=True)])


def shortest_turn(degrees: Degrees) -> Degrees:
    """The same direction between -180 and 180, so that passing through 180 is no jump."""
    return math.remainder(degrees, 360)


def mean(values: Iterable[float | None]) -> float | None:
    """The mean of those that exist, None when none does."""
    there = [value for value in values if value is not None]
    return sum(there) / len(there) if there else None
