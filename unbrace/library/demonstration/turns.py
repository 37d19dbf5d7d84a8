"""Rotations as quaternions (x, y, z, w) and points as triples: the little geometry that a skeleton needs."""

from __future__ import annotations

from math import acos, atan2, cos, radians, sin, sqrt

Point = tuple[float, float, float]
Turn = tuple[float, float, float, float]

NO_TURN: Turn = (0.0, 0.0, 0.0, 1.0)
LEFTWARD: Point = (1.0, 0.0, 0.0)
UP: Point = (0.0, 1.0, 0.0)
FORWARD: Point = (0.0, 0.0, 1.0)
DOWN: Point = (0.0, -1.0, 0.0)


def plus(a: Point, b: Point) -> Point:
    """a + b."""
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def minus(a: Point, b: Point) -> Point:
    """a - b."""
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def times(a: Point, factor: float) -> Point:
    """a, longer or shorter."""
    return (a[0] * factor, a[1] * factor, a[2] * factor)


def dot(a: Point, b: Point) -> float:
    """The scalar product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Point, b: Point) -> Point:
    """The vector product."""
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def length(a: Point) -> float:
    """How long a is."""
    return sqrt(dot(a, a))


def unit(a: Point) -> Point:
    """a, one long; a itself where it has no direction."""
    size = length(a)
    return times(a, 1 / size) if size > 1e-9 else a


def between(a: Point, b: Point, share: float) -> Point:
    """The point `share` of the way from a to b."""
    return plus(times(a, 1 - share), times(b, share))


def about(axis: Point, degrees: float) -> Turn:
    """The rotation about an axis through the origin, right-handed."""
    half = radians(degrees) / 2
    x, y, z = times(unit(axis), sin(half))
    return (x, y, z, cos(half))


def then(outer: Turn, *inner: Turn) -> Turn:
    """Rotations multiplied: the last one named is done first, each further one in the frame of those before it."""
    x, y, z, w = outer
    for a, b, c, d in inner:
        x, y, z, w = (
            w * a + x * d + y * c - z * b,
            w * b - x * c + y * d + z * a,
            w * c + x * b - y * a + z * d,
            w * d - x * a - y * b - z * c,
        )
    return (x, y, z, w)


def back(turn: Turn) -> Turn:
    """The rotation that undoes this one."""
    return (-turn[0], -turn[1], -turn[2], turn[3])


def turned(turn: Turn, point: Point) -> Point:
    """The point after the rotation."""
    axis = (turn[0], turn[1], turn[2])
    once = times(cross(axis, point), 2)
    return plus(plus(point, times(once, turn[3])), cross(axis, once))


def from_axes(x: Point, y: Point, z: Point) -> Turn:
    """The rotation that takes the three axes to these three directions."""
    trace = x[0] + y[1] + z[2]
    if trace > 0:
        s = sqrt(trace + 1) * 2
        return ((y[2] - z[1]) / s, (z[0] - x[2]) / s, (x[1] - y[0]) / s, s / 4)
    if x[0] > y[1] and x[0] > z[2]:
        s = sqrt(1 + x[0] - y[1] - z[2]) * 2
        return (s / 4, (y[0] + x[1]) / s, (z[0] + x[2]) / s, (y[2] - z[1]) / s)
    if y[1] > z[2]:
        s = sqrt(1 + y[1] - x[0] - z[2]) * 2
        return ((y[0] + x[1]) / s, s / 4, (z[1] + y[2]) / s, (z[0] - x[2]) / s)
    s = sqrt(1 + z[2] - x[0] - y[1]) * 2
    return ((z[0] + x[2]) / s, (z[1] + y[2]) / s, s / 4, (x[1] - y[0]) / s)


def least_turn(a: Point, b: Point) -> Turn:
    """The smallest rotation that takes direction a to direction b."""
    one, other = unit(a), unit(b)
    axis = cross(one, other)
    w = 1 + dot(one, other)
    if w < 1e-6:
        return about(LEFTWARD if abs(one[0]) < 0.9 else UP, 180)
    size = sqrt(dot(axis, axis) + w * w)
    return (axis[0] / size, axis[1] / size, axis[2] / size, w / size)


def slerp(a: Turn, b: Turn, share: float) -> Turn:
    """The rotation `share` of the way from a to b, by the short way round."""
    cosine = sum(p * q for p, q in zip(a, b, strict=True))
    if cosine < 0:
        b, cosine = (-b[0], -b[1], -b[2], -b[3]), -cosine
    if cosine > 0.9995:
        mixed = [p + (q - p) * share for p, q in zip(a, b, strict=True)]
    else:
        angle = acos(cosine)
        one, two = sin((1 - share) * angle) / sin(angle), sin(share * angle) / sin(angle)
        mixed = [p * one + q * two for p, q in zip(a, b, strict=True)]
    size = sqrt(sum(value * value for value in mixed))
    return (mixed[0] / size, mixed[1] / size, mixed[2] / size, mixed[3] / size)


def twist_about_y(turn: Turn) -> float:
    """How far the rotation turns about the length of a limb, in degrees, -180 to 180."""
    angle = atan2(turn[1], turn[3]) * 360 / 3.141592653589793
    return (angle + 180) % 360 - 180
