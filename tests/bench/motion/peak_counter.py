"""The baseline of counting: peaks of the first principal component, untuned. What a weekend's script would do.

Joints relative to the first one, first principal component over the whole recording, smoothed over half a second; most
of the time is spent at rest, so the side away from the median is up. Peaks that stand out by a standard deviation on
both sides, 0.7 s apart. A repetition is the time between the lows before and after. Where each side is a repetition of
its own, the peaks to the other side count, too.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

from tests.bench.motion.agreement import Span

SMOOTH_S, APART_S, PROMINENCE_SD = 0.5, 0.7, 1.0


def counted(places: Any, fps: float, both_ways: bool = False) -> list[Span]:
    """Repetitions in (N, J, 3) places, in frames."""
    signal = _main_component(places, fps)
    if both_ways:
        return sorted(_peaks(signal, fps) + _peaks(-signal, fps))
    return _peaks(signal if np.mean(signal) >= np.median(signal) else -signal, fps)


def _main_component(places: Any, fps: float) -> Any:
    flat = (places - places[:, :1]).reshape(len(places), -1)
    flat = flat - flat.mean(axis=0)
    _, vectors = np.linalg.eigh(flat.T @ flat)
    width = max(1, int(SMOOTH_S * fps))
    return np.convolve(flat @ vectors[:, -1], np.ones(width) / width, mode="same")


def _peaks(signal: Any, fps: float) -> list[Span]:
    least = PROMINENCE_SD * float(np.std(signal))
    tops: list[int] = []
    low, high, rising = float(signal[0]), float(signal[0]), True
    at = 0
    for k, value in enumerate(signal.tolist()):
        if rising:
            if value > high:
                high, at = value, k
            elif high - value > least:
                if high - low > least and (not tops or at - tops[-1] >= APART_S * fps):
                    tops.append(at)
                rising, low = False, value
        elif value < low:
            low = value
        elif value - low > least:
            rising, high, at = True, value, k
    lows = [0, *(a + int(np.argmin(signal[a:b])) for a, b in pairwise(tops)), len(signal) - 1]
    return [(float(a), float(b)) for a, b in pairwise(lows)] if tops else []
