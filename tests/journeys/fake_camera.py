"""Turns a rendered clip into a file that Chromium plays as its camera.

Chromium loops the file for ever. So that a count is known by construction, the clip is shown once between two long
still pictures: the person stands in front of the camera until they begin, moves once through the clip, and stands again.
"""

import subprocess
from pathlib import Path


def camera_file(clip: Path, out: Path, *, still_before_s: float, still_after_s: float, size: str = "320:240") -> Path:
    """Write `out` (y4m, 20 frames a second) from `clip`, held still before and after; returns `out`.

    y4m keeps its frame rate, unlike mjpeg, which Chromium always plays at 30 frames a second.
    """
    hold = f"tpad=start_duration={still_before_s}:start_mode=clone:stop_duration={still_after_s}:stop_mode=clone"
    command = [
        "ffmpeg", "-v", "error", "-y", "-i", str(clip),
        "-vf", f"scale={size},fps=20,{hold}", "-pix_fmt", "yuv420p", str(out),
    ]  # fmt: skip
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    return out
