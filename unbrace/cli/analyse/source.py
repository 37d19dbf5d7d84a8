"""Where the landmarks come from: a video and the pose model, or a recording in which they are already found."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from unbrace.cli.analyse import extras
from unbrace.cli.analyse.pose import PoseFinder
from unbrace.cli.analyse.refusal import CannotAnalyse
from unbrace.cli.analyse.silence import native_notes_hidden
from unbrace.cli.analyse.video import Video
from unbrace.library.pose_model import find_pose_model
from unbrace.library.recordings import PoseModel, Recording, read_recording
from unbrace.library.skeletons.recording import read_skeleton
from unbrace.library.skeletons.skeleton import Skeleton
from unbrace.motion.landmarks import Frame

RECORDING_SUFFIX = ".npz"


@dataclass
class Source:
    """Frames to walk once. `duration_ms` is what the file promises, None if it does not; `warnings` fills meanwhile.

    `recording` has all the frames at once, where the file is a recording of our own points.
    """

    frames: Iterator[Frame]
    duration_ms: float | None
    warnings: list[str] = field(default_factory=list)
    recording: Recording | None = None


@contextmanager
def opened(path: Path, model: PoseModel, skeleton: Skeleton | None = None) -> Iterator[Source]:
    """Open `path` as what it is. Raises `CannotAnalyse`, `RecordingError` or `PoseModelMissing`, each in one line."""
    _refuse_no_file(path)
    if skeleton is not None:
        extras.require(extras.RECORDING)
        foreign = read_skeleton(path, skeleton)
        yield Source(foreign.frames(), foreign.duration_ms)
        return
    if path.suffix.lower() == RECORDING_SUFFIX:
        extras.require(extras.RECORDING)
        recording = read_recording(path, model)
        yield Source(recording.frames(), recording.duration_ms, recording=recording)
        return
    extras.require(extras.VIDEO)
    with Video(path) as video:
        weights = find_pose_model(model)
        with native_notes_hidden(), PoseFinder(weights) as finder:
            yield Source(map(finder.find, video.pictures()), video.duration_ms, video.warnings)


def _refuse_no_file(path: Path) -> None:
    if not path.exists():
        raise CannotAnalyse(f"{path}: there is no such file")
    if path.is_dir():
        raise CannotAnalyse(f"{path}: a folder, not a video; name one file in it")
    if not path.is_file():
        raise CannotAnalyse(f"{path}: a device or a pipe, not a video")
    try:
        with path.open("rb") as file:
            start = file.read(1)
    except OSError as matter:
        raise CannotAnalyse(f"{path}: cannot be read ({matter.strerror})") from matter
    if not start:
        raise CannotAnalyse(f"{path}: the file is empty")
