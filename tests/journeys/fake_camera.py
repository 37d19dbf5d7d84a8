"""Turns a rendered clip into a file that Chromium plays as its camera.

Chromium loops the file for ever. So that a count is known by construction, the clip is shown once between two
long still pictures: the person stands in front of the camera, moves once through the clip, and stands again.
"""

import subprocess
from pathlib import Path


def camera_file(clip: Path, out: Path, *, still_before_s: float, still_after_s: float) -> Path:
    """Write `out` (y4m, 20 frames a second) from `clip`, held still before and after; returns `out`.

    y4m keeps its frame rate, unlike mjpeg, which Chromium always plays at 30 frames a second.
    """
    before = f"start_duration={still_before_s}:start_mode=clone"
    after = f"stop_duration={still_after_s}:stop_mode=clone"
    command = [
        "ffmpeg", "-v", "error", "-y", "-i", str(clip),
        "-vf", f"scale=320:240,fps=20,tpad={before}:{after}", "-pix_fmt", "yuv420p", str(out),
    ]  # fmt: skip
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    return out
