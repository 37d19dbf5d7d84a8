"""Recordings of foreign skeletons, in a `.npz` of numpy: `t` or `fps`, `joints`, and sometimes `confidence`, `size`.

The layout is documented in docs/reference/recording-format.md. numpy belongs to the `analyse` extra, so it is
imported when a recording is read, not when this file is.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from unbrace.library.recordings import RecordingError
from unbrace.library.skeletons.skeleton import Skeleton
from unbrace.motion.landmarks import Frame

if TYPE_CHECKING:
    from numpy.typing import NDArray

Arrays: TypeAlias = "dict[str, NDArray[Any]]"

KNOWN = ("t", "fps", "joints", "confidence", "size")


@dataclass(frozen=True, slots=True)
class SkeletonRecording:
    """N moments: `times_ms` (N), `joints` (N, J, 3) in metres or (N, J, 2) in pixels, `confidence` (N, J)."""

    skeleton: Skeleton
    times_ms: NDArray[Any]
    joints: NDArray[Any]
    confidence: NDArray[Any]
    size: tuple[float, float] | None

    @property
    def duration_ms(self) -> float:
        """From the first moment to the last."""
        return float(self.times_ms[-1] - self.times_ms[0])

    def frames(self) -> Iterator[Frame]:
        """The moments in order, as the engine wants them."""
        for t_ms, joints, sure in zip(self.times_ms, self.joints, self.confidence, strict=True):
            yield self.skeleton.frame(float(t_ms), joints.tolist(), sure.tolist(), self.size)


def read_skeleton(path: Path, skeleton: Skeleton) -> SkeletonRecording:
    """Read a recording of this skeleton. Raises `RecordingError` for anything that is not one."""
    import numpy as np

    arrays = _arrays(path)
    joints = arrays["joints"]
    axes, unit = (3, "metres") if skeleton.has_depth else (2, "pixels")
    if joints.ndim != 3 or joints.shape[1:] != (skeleton.joints, axes):
        said = f"joints of {skeleton.name} must have the shape (N, {skeleton.joints}, {axes}), in {unit}"
        raise RecordingError(path, f"{said}; these are {joints.shape}")
    if not len(joints):
        raise RecordingError(path, "the recording is empty: it has no moment in it")
    confidence = arrays.get("confidence", np.ones(joints.shape[:2]))
    if confidence.shape != joints.shape[:2]:
        raise RecordingError(path, f"confidence must have the shape (N, {skeleton.joints})")
    if not ((confidence >= 0) & (confidence <= 1) | np.isnan(confidence)).all():
        raise RecordingError(path, "confidence must lie between 0 and 1")
    times = _times_ms(path, arrays, len(joints))
    return SkeletonRecording(skeleton, times, joints, confidence, _size(path, arrays, skeleton))


def _arrays(path: Path) -> Arrays:
    import numpy as np

    try:
        with np.load(path, allow_pickle=False) as stored:
            arrays = {name: stored[name].astype(float) for name in KNOWN if name in stored.files}
    except (ValueError, EOFError, zipfile.BadZipFile, AttributeError, TypeError) as matter:
        raise RecordingError(path, "not a recording (.npz of numpy), or only a part of one") from matter
    if "joints" not in arrays:
        raise RecordingError(path, "the recording has no joints")
    return arrays


def _times_ms(path: Path, arrays: Arrays, n: int) -> NDArray[Any]:
    import numpy as np

    if "t" in arrays:
        if arrays["t"].shape != (n,):
            raise RecordingError(path, "t must have the shape (N), with the same N as joints")
        if not np.isfinite(arrays["t"]).all():
            raise RecordingError(path, "t holds something that is not a time")
        return arrays["t"] * 1000
    fps = arrays.get("fps")
    if fps is None or fps.size != 1 or not 0 < float(fps.ravel()[0]) < float("inf"):
        raise RecordingError(path, "the recording needs t, seconds for each moment, or fps, moments a second")
    return np.arange(n) * 1000 / float(fps.ravel()[0])


def _size(path: Path, arrays: Arrays, skeleton: Skeleton) -> tuple[float, float] | None:
    if skeleton.has_depth:
        return None
    size = arrays.get("size")
    if size is None or size.shape != (2,) or not ((size > 0) & (size < float("inf"))).all():
        raise RecordingError(
            path, "joints in pixels need size: width and height of the picture, both above 0"
        )
    return float(size[0]), float(size[1])
