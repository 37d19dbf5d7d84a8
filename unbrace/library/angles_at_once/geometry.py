"""`motion.geometry` for many pictures at once.

A point or a vector is an array whose first axis is x, y (, z) and whose last is the picture; angles are degrees. Where
`motion` says None, there is NaN here. Results are the same to 1e-9 degrees; only of a joint within a thousandth of a
degree of straight an arc cosine knows no more than 1e-6, here and there.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[Any]


def dot(u: Array, v: Array) -> Array:
    """The scalar products."""
    total: Array = (u * v).sum(axis=0)
    return total


def cross(u: Array, v: Array) -> Array:
    """The vector products of vectors of three."""
    (a, b, c), (x, y, z) = u, v
    return np.stack([b * z - c * y, c * x - a * z, a * y - b * x])


def length(v: Array) -> Array:
    """How long the vectors are."""
    norm: Array = np.sqrt(dot(v, v))
    return norm


def angle(a: Array, b: Array, c: Array) -> Array:
    """F1: the angle at b between the ways to a and to c, 0 to 180."""
    return between(a - b, c - b)


def between(u: Array, v: Array) -> Array:
    """The angle from one vector to the other, 0 to 180."""
    cosine = np.clip(quotient(dot(u, v), length(u) * length(v)), -1.0, 1.0)
    degrees: Array = np.degrees(np.arccos(cosine))
    return degrees


def bend(a: Array, b: Array, c: Array) -> Array:
    """How far the joint b between a and c is from straight."""
    return 180 - angle(a, b, c)


def tilt(lower: Array, upper: Array) -> Array:
    """F2: lean of the line from lower to upper out of the vertical, in a picture with y down; + towards +x."""
    return direction(upper[0] - lower[0], lower[1] - upper[1])


def flat_turn(u: Array, v: Array) -> Array:
    """The angle from u to v in the picture, -180 to 180: `turn` about an axis that leaves the picture along +z."""
    return direction(u[0] * v[1] - u[1] * v[0], u[0] * v[0] + u[1] * v[1])


def turn(u: Array, v: Array, axis: Array) -> Array:
    """The angle from u to v as seen along the axis, right-handed, -180 to 180."""
    unit = quotient(axis, length(axis))
    cosine = dot(u, v) - dot(u, unit) * dot(v, unit)
    return direction(dot(cross(u, v), unit), cosine)


def direction(sine: Array, cosine: Array) -> Array:
    """The angle whose sine and cosine are in this ratio; NaN where both are 0."""
    degrees: Array = np.degrees(np.arctan2(sine, cosine))
    nowhere = (sine == 0) & (cosine == 0)
    if nowhere.any():
        degrees[nowhere] = np.nan
    return degrees


def quotient(part: Array, whole: Array) -> Array:
    """The one over the other; NaN where the other is 0."""
    return part / np.where(whole == 0, np.nan, whole)
