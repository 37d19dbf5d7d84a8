"""Stop 1, see: a video file becomes upright pictures, each with the time it was taken.

PyAV decodes by the file's own timestamps, so a variable frame rate needs no guessing. Only one picture is held at a
time, however long the video. Formats are an allow-list and the only protocol is `file`: a playlist that names other
files or addresses is not a video of somebody exercising.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from unbrace.cli.analyse.refusal import CannotAnalyse

if TYPE_CHECKING:
    from numpy.typing import NDArray

FORMATS = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,gif,avi,mpegts,mpeg,ogg,flv,asf"
CUT_SHORT_SHARE = 0.9
"""Pictures that end before this share of the length a file promises are worth a warning."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One upright picture with square pixels: `t_ms` from the first one, `rgb` (height, width, 3) of bytes."""

    t_ms: float
    rgb: NDArray[Any]

    @property
    def aspect(self) -> float:
        """Width / height."""
        height, width = self.rgb.shape[:2]
        return float(width) / float(height)


@dataclass
class Video:
    """An opened video. Use as a context manager; `pictures()` can be walked once.

    Raises `CannotAnalyse` when the file holds no video, only sound, a single picture, or stops in the middle.
    `warnings` fills while walking.
    """

    path: Path
    warnings: list[str] = field(default_factory=list)
    _container: Any = None
    _stream: Any = None

    def __enter__(self) -> Video:
        import av

        try:
            self._container = av.open(
                f"file:{self.path.resolve()}",
                options={"protocol_whitelist": "file", "format_whitelist": FORMATS},
            )
        except (av.FFmpegError, UnicodeError) as matter:
            raise CannotAnalyse(f"{self.path}: {_not_a_video(self.path)}") from matter
        try:
            self._stream = self._moving_picture()
        except CannotAnalyse:
            self._container.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._container.close()

    @property
    def duration_ms(self) -> float | None:
        """The length the file promises, if it does."""
        if self._stream.duration:
            return float(self._stream.duration * self._stream.time_base) * 1000
        return self._container.duration / 1000 if self._container.duration else None

    def pictures(self) -> Iterator[Picture]:
        """The pictures in the order in which they were taken."""
        count, t_ms = 0, 0.0
        for picture in self._decoded():
            count, t_ms = count + 1, picture.t_ms
            yield picture
        if count == 0:
            raise CannotAnalyse(f"{self.path}: no picture in it can be read; it may be broken")
        if count == 1:
            raise CannotAnalyse(f"{self.path}: a single picture, not a video")
        if self.duration_ms and t_ms < CUT_SHORT_SHARE * self.duration_ms - 1000:
            self.warnings.append(
                f"the file says {self.duration_ms / 1000:.1f} s, its pictures stop at {t_ms / 1000:.1f} s"
            )

    def _moving_picture(self) -> Any:
        import av

        moving = [
            stream
            for stream in self._container.streams.video
            if not stream.disposition & av.stream.Disposition.attached_pic
        ]
        if not moving:
            matter = "sound but no moving picture" if self._container.streams.audio else "no moving picture"
            raise CannotAnalyse(f"{self.path}: there is {matter} in it")
        moving[0].thread_type = "AUTO"
        return moving[0]

    def _decoded(self) -> Iterator[Picture]:
        import av

        first: float | None = None
        t_s = 0.0
        unreadable = 0
        for packet in self._container.demux(self._stream):
            if packet.is_corrupt:
                raise CannotAnalyse(
                    f"{self.path}: the video is cut short after {t_s - (first or 0.0):.1f} s; copy the file again"
                )
            try:
                frames = packet.decode()
            except av.FFmpegError:
                unreadable += 1
                continue
            for frame in frames:
                t_s = t_s + self._step_s() if frame.time is None else float(frame.time)
                first = t_s if first is None else first
                yield Picture((t_s - first) * 1000, _upright(frame, self._stream.sample_aspect_ratio))
        if unreadable:
            self.warnings.append(f"{unreadable} broken pictures were left out")

    def _step_s(self) -> float:
        """For the rare picture without a time: what the file calls its frame rate, else 25 a second."""
        return float(1 / (self._stream.average_rate or 25))


def _upright(frame: Any, pixel_aspect: Any) -> NDArray[Any]:
    """The picture as a person would see it: pixels made square, then turned as the camera was held."""
    import numpy as np

    width = frame.width if not pixel_aspect else max(1, round(frame.width * float(pixel_aspect)))
    rgb = frame.to_ndarray(format="rgb24", width=width, height=frame.height)
    quarter_turns = round(frame.rotation / 90) % 4
    return np.ascontiguousarray(np.rot90(rgb, quarter_turns))


def _not_a_video(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(12)
    if start[4:8] == b"ftyp":
        return "the video is cut short, its table of contents is missing; copy the file again"
    return "not a video (mp4, mov, webm, gif) nor a landmark recording (.npz)"
