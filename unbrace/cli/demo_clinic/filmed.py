"""Clips for the demo: a drawn figure that moves as a recording of the library does. Nobody was filmed.

Where ffmpeg is missing there are none, and the demo says nothing about clips.
"""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw

from unbrace.clinic import clock
from unbrace.clinic.care_teams.models import Membership
from unbrace.clinic.conversations.actions import (
    File,
    Said,
    prepare_clip,
    read_remarks,
    remark_on_clip,
    send_message,
    settle_message,
)
from unbrace.clinic.conversations.models import Attachment
from unbrace.clinic.patients.models import Patient
from unbrace.library.exercises import ROOT as EXERCISES
from unbrace.motion.landmarks import Frame, Landmark

SIZE: Final = (400, 300)
FPS, SECONDS = 8, 11
WALL, FLOOR, SKIN = "#dfe5e2", "#b9a78e", "#3f5f66"
_L = Landmark
BONES: Final = (
    (_L.LEFT_SHOULDER, _L.LEFT_HIP), (_L.RIGHT_SHOULDER, _L.RIGHT_HIP), (_L.LEFT_HIP, _L.LEFT_KNEE),
    (_L.RIGHT_HIP, _L.RIGHT_KNEE), (_L.LEFT_KNEE, _L.LEFT_ANKLE), (_L.RIGHT_KNEE, _L.RIGHT_ANKLE),
    (_L.LEFT_SHOULDER, _L.LEFT_ELBOW), (_L.RIGHT_SHOULDER, _L.RIGHT_ELBOW), (_L.LEFT_ELBOW, _L.LEFT_WRIST),
    (_L.RIGHT_ELBOW, _L.RIGHT_WRIST), (_L.LEFT_ANKLE, _L.LEFT_TOES), (_L.RIGHT_ANKLE, _L.RIGHT_TOES),
)  # fmt: skip
ARROW: Final = {"kind": "arrow", "colour": "yellow", "points": [[0.82, 0.34], [0.64, 0.46]]}
ANGLE: Final = {"kind": "angle", "colour": "white", "points": [[0.54, 0.3], [0.46, 0.56], [0.62, 0.66]]}


def filmed(
    maria: Patient,
    ruth: Patient,
    tom: Membership,
    now: datetime,
    at: Callable[[datetime, int, time], datetime],
) -> None:
    """One clip of Maria's that has been looked at and drawn on, and one of Ruth's that waits."""
    if shutil.which("ffmpeg") is None:
        return
    with clock.set_to(at(now, 5, time(19, 30))):
        clip = _sends(maria, "squat", "side-on-full", "This is how I do it. Do I go far enough down?")
    if clip is not None:
        with clock.set_to(at(now, 4, time(9, 0))):
            _say(tom, clip, 1800, "Lovely slow way down. This is far enough.", [ANGLE])
            _say(tom, clip, 6200, "Let the hips go a little further back here.", [ARROW])
        with clock.set_to(at(now, 4, time(12, 41))):
            read_remarks(by=maria.user, clip=clip)
            settle_message(by=tom.user, message=clip.message)
    with clock.set_to(now - timedelta(hours=5)):
        _sends(
            ruth,
            "glute-bridge",
            "side-on-full",
            "It pulled on the right when I came up. Can you have a look?",
        )


def _say(tom: Membership, clip: Attachment, at_ms: int, text: str, shapes: list[object]) -> None:
    said = Said(at_ms, text, json.dumps(shapes))
    remark_on_clip(by=tom.user, clip=clip, key=uuid.uuid4(), said=said)


def _sends(person: Patient, exercise: str, case: str, text: str) -> Attachment | None:
    """None where it could not be made."""
    data = _film(exercise, case)
    if not data:
        return None
    file = File("clip", BytesIO(data), len(data), agreed=True)
    message, _ = send_message(by=person.user, patient=person, key=uuid.uuid4(), text=text, file=file)
    clip = prepare_clip(Attachment.objects.select_related("message__patient__clinic").get(message=message))
    return clip if clip.state == Attachment.State.READY else None


def _film(exercise: str, case: str) -> bytes:
    frames = _frames(exercise, case)
    if not frames:
        return b""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "film.mp4"
        command = [
            "-f",
            "image2pipe",
            "-c:v",
            "mjpeg",
            "-framerate",
            str(FPS),
            "-i",
            "-",
            "-c:v",
            "mpeg4",
            "-q:v",
            "3",
        ]
        program = str(shutil.which("ffmpeg"))
        pictures = b"".join(_drawn(frames))
        done = subprocess.run(  # noqa: S603 - our own arguments and pictures
            [program, "-v", "error", "-y", *command, str(target)],
            input=pictures,
            check=False,
            capture_output=True,
        )
        return target.read_bytes() if done.returncode == 0 else b""


def _frames(exercise: str, case: str) -> list[Frame]:
    found = sorted((EXERCISES / exercise / "cases").glob(f"{case or '*'}.jsonl.gz"))
    if not found:
        return []
    with gzip.open(found[0], "rt") as lines:
        next(lines)  # what is expected
        return [Frame.from_floats(json.loads(line)) for line in lines]


def _drawn(frames: list[Frame]) -> Iterator[bytes]:
    """The recording again and again, one picture an eighth of a second."""
    first, last = frames[0].t_ms, frames[-1].t_ms
    k = 0
    for step in range(FPS * SECONDS):
        moment = first + (step * 1000 / FPS) % max(last - first, 1)
        k = k if k < len(frames) - 1 and frames[k].t_ms <= moment else 0
        while k < len(frames) - 1 and frames[k].t_ms < moment:
            k += 1
        yield _picture(frames[k])


def _picture(frame: Frame) -> bytes:
    width, height = SIZE
    picture = Image.new("RGB", SIZE, WALL)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, height * 0.86, width, height), fill=FLOOR)
    if frame.image is not None:
        at = [(x * width, y * height) for x, y in frame.image]
        for one, other in BONES:
            draw.line((at[one], at[other]), fill=SKIN, width=12)
            for joint in (one, other):
                x, y = at[joint]
                draw.ellipse((x - 6, y - 6, x + 6, y + 6), fill=SKIN)
        x, y = at[Landmark.NOSE]
        draw.ellipse((x - 16, y - 20, x + 13, y + 13), fill=SKIN)
    out = BytesIO()
    picture.save(out, "JPEG", quality=88)
    return out.getvalue()
