"""Landmark recordings: one exercise filmed, kept as points without pictures, in a `.npz` of numpy.

The layout is documented in docs/reference/recording-format.md. numpy belongs to the `analyse` extra, so it is
imported when a recording is read, not when this file is.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from unbrace.motion.landmarks import POINTS, Frame

if TYPE_CHECKING:
    from numpy.typing import NDArray

PoseModel: TypeAlias = Literal["full", "lite"]

SIZE_WHEN_NOT_GIVEN = (4, 3)
"""Width and height of the picture when a recording has no `size`: only their ratio matters, and webcams and the
project's own synthetic clips (480 × 360, 320 × 240) are 4:3."""


class RecordingError(ValueError):
    """A file that is not a landmark recording: which file, and what is the matter, in one line."""

    def __init__(self, path: Path, matter: str) -> None:
        super().__init__(f"{path}: {matter}")


@dataclass(frozen=True, slots=True)
class Recording:
    """N moments of 33 points: `times_ms` (N), `image` (N, 33, 2 or 3), `world` (N, 33, 3), `visibility` (N, 33).

    `aspect` is width / height of the picture. A moment whose `world` holds NaN is one in which nobody was found.
    """

    times_ms: NDArray[Any]
    image: NDArray[Any]
    world: NDArray[Any]
    visibility: NDArray[Any]
    aspect: float

    @property
    def duration_ms(self) -> float:
        """From the first moment to the last; 0 for an empty recording."""
        return float(self.times_ms[-1] - self.times_ms[0]) if len(self.times_ms) else 0.0

    def frames(self) -> Iterator[Frame]:
        """The moments in order, as the engine wants them."""
        for index, t_ms in enumerate(self.times_ms):
            yield self._frame(index, float(t_ms))

    def _frame(self, index: int, t_ms: float) -> Frame:
        import numpy as np

        image, world, seen = self.image[index], self.world[index], self.visibility[index]
        if np.isnan(image).any() or np.isnan(world).any() or np.isnan(seen).any():
            return Frame.nobody(t_ms, self.aspect)
        return Frame(
            t_ms,
            self.aspect,
            tuple((x, y) for x, y, *_ in image.tolist()),
            tuple((x, y, z) for x, y, z in world.tolist()),
            tuple(seen.tolist()),
        )


def read_recording(path: Path, model: PoseModel = "full") -> Recording:
    """Read the landmarks that `model` found. Raises `RecordingError` for anything that is not such a recording."""
    arrays = _arrays(path, model)
    recording = Recording(
        times_ms=arrays["t"] * 1000,
        image=arrays[f"{model}_img"],
        world=arrays[f"{model}_world"],
        visibility=arrays[f"{model}_vis"],
        aspect=_aspect(path, arrays),
    )
    _check_shapes(path, recording, model)
    return recording


def write_recording(
    path: Path, frames: Iterable[Frame], size: tuple[int, int], model: PoseModel = "full"
) -> None:
    """Write `frames` as a recording that `read_recording` gives back, coordinates rounded to 16-bit floats.

    `size` is width and height of the picture. Times count from the first frame.
    """
    import numpy as np

    kept = list(frames)
    start = kept[0].t_ms if kept else 0.0
    flat, deep = ((np.nan,) * 2,) * POINTS, ((np.nan,) * 3,) * POINTS
    arrays: dict[str, Any] = {
        "t": np.array([(frame.t_ms - start) / 1000 for frame in kept], dtype=np.float32),
        "size": np.array(size, dtype=np.int32),
        f"{model}_img": np.array([frame.image or flat for frame in kept], dtype=np.float16),
        f"{model}_world": np.array([frame.world or deep for frame in kept], dtype=np.float16),
        f"{model}_vis": np.array(
            [frame.visibility or (np.nan,) * POINTS for frame in kept], dtype=np.float16
        ),
    }
    np.savez_compressed(path, **arrays)


def _arrays(path: Path, model: PoseModel) -> Mapping[str, NDArray[Any]]:
    import numpy as np

    wanted = ["t", f"{model}_img", f"{model}_world", f"{model}_vis"]
    try:
        with np.load(path, allow_pickle=False) as stored:
            names = set(stored.files)
            _refuse_missing(path, [name for name in wanted if name not in names], names)
            return {name: stored[name].astype(float) for name in [*wanted, "size"] if name in names}
    except RecordingError:
        raise
    except (ValueError, EOFError, zipfile.BadZipFile, AttributeError, TypeError) as matter:
        raise RecordingError(path, "not a landmark recording (.npz of numpy), or a broken one") from matter


def _refuse_missing(path: Path, missing: list[str], names: set[str]) -> None:
    if not missing:
        return
    other = "lite" if any(name.startswith("full_") for name in missing) else "full"
    held = {f"{other}_{part}" for part in ("img", "world", "vis")} <= names
    remedy = (
        f"; it holds the landmarks of the other model: use --model {other}" if held and "t" in names else ""
    )
    raise RecordingError(path, f"the recording has no {', '.join(missing)}{remedy}")


def _aspect(path: Path, arrays: Mapping[str, NDArray[Any]]) -> float:
    size = arrays.get("size")
    width, height = SIZE_WHEN_NOT_GIVEN if size is None else _two_numbers(path, size)
    if not (width > 0 and height > 0):
        raise RecordingError(path, "size must be width and height, both above 0")
    return float(width) / float(height)


def _two_numbers(path: Path, size: NDArray[Any]) -> tuple[float, float]:
    if size.shape != (2,):
        raise RecordingError(path, "size must be two numbers, width and height")
    return float(size[0]), float(size[1])


def _check_shapes(path: Path, recording: Recording, model: PoseModel) -> None:
    import numpy as np

    n = len(recording.times_ms) if recording.times_ms.ndim == 1 else -1
    shapes = {
        "t": (recording.times_ms.shape, (n,), "(N)"),
        f"{model}_img": (recording.image.shape[:2], (n, POINTS), f"(N, {POINTS}, 2 or 3)"),
        f"{model}_world": (recording.world.shape, (n, POINTS, 3), f"(N, {POINTS}, 3)"),
        f"{model}_vis": (recording.visibility.shape, (n, POINTS), f"(N, {POINTS})"),
    }
    for name, (found, wanted, said) in shapes.items():
        if found != wanted:
            raise RecordingError(path, f"{name} must have the shape {said}, with the same N for every array")
    if recording.image.ndim != 3 or recording.image.shape[2] not in (2, 3):
        raise RecordingError(path, f"{model}_img must have the shape (N, {POINTS}, 2 or 3)")
    if n == 0:
        raise RecordingError(path, "the recording is empty: it has no moment in it")
    if not np.isfinite(recording.times_ms).all():
        raise RecordingError(path, "t holds something that is not a time")
