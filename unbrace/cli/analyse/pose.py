"""Stop 2, find the body: picture → 33 landmarks + timestamp, with the model the browser uses. No clinical word here."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Any

from unbrace.cli.analyse.refusal import CannotAnalyse
from unbrace.cli.analyse.video import Picture
from unbrace.motion.landmarks import Frame


class PoseFinder:
    """MediaPipe's PoseLandmarker in video mode, one person, thresholds as MediaPipe sets them."""

    def __init__(self, model: Path) -> None:
        self._model = model
        self._landmarker: Any = None
        self._clock_ms = -1

    def __enter__(self) -> PoseFinder:
        try:
            from mediapipe.tasks.python import BaseOptions, vision

            options = vision.PoseLandmarkerOptions(
                base_options=BaseOptions(model_asset_path=str(self._model)),
                running_mode=vision.RunningMode.VIDEO,
            )
            self._landmarker = vision.PoseLandmarker.create_from_options(options)
        except OSError as matter:
            raise CannotAnalyse(
                f"the pose runtime did not load ({matter}); on Debian: apt install libgl1 libegl1 libgles2"
            ) from matter
        except (RuntimeError, ValueError) as matter:
            raise CannotAnalyse(f"{self._model}: not a pose model; build it again") from matter
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._landmarker.close()

    def find(self, picture: Picture) -> Frame:
        """The landmarks in `picture`, at its own time; nobody when no person was found."""
        import mediapipe

        # MediaPipe wants whole milliseconds that only go forward; the engine gets the exact time.
        self._clock_ms = max(self._clock_ms + 1, round(picture.t_ms))
        image = mediapipe.Image(mediapipe.ImageFormat.SRGB, picture.rgb)
        found = self._landmarker.detect_for_video(image, self._clock_ms)
        if not found.pose_landmarks or not found.pose_world_landmarks:
            return Frame.nobody(picture.t_ms, picture.aspect)
        points, world = found.pose_landmarks[0], found.pose_world_landmarks[0]
        return Frame(
            picture.t_ms,
            picture.aspect,
            tuple((p.x, p.y) for p in points),
            tuple((p.x, p.y, p.z) for p in world),
            tuple(p.visibility for p in points),
        )
