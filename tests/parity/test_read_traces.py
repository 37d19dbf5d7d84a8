"""The browser's reader of a kept movement gives every number that Python gives, and refuses what Python refuses."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from unbrace.motion.landmarks import Frame
from unbrace.motion.tests.replay import cases, read
from unbrace.motion.trace import (
    STEPS_OF_VISIBILITY,
    STEPS_PER_METRE,
    STEPS_PER_MS,
    STEPS_PER_PICTURE,
    Trace,
    TraceWriter,
    open_trace,
)

SCRIPT = Path(__file__).with_name("read_traces.mjs")
ROOT = Path(__file__).parents[2]


def in_the_browser(files: Sequence[Path], piece: int) -> list[dict[str, Any]]:
    """What the browser's own file, bundled as for the page, makes of these."""
    node = shutil.which("node")
    if node is None or not (ROOT / "node_modules" / "esbuild").exists():
        pytest.fail("no node or no esbuild: run `npm ci`")
    asked = [node, str(SCRIPT), str(piece), *map(str, files)]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def written(frames: Sequence[Frame]) -> bytes:
    writer = TraceWriter()
    return b"".join([writer.add(frame) for frame in frames]) + writer.finish()


@cache
def recordings() -> list[bytes]:
    return [written([Frame.from_floats(values) for values in read(case)[1]]) for case in cases()]


def fingerprint(data: bytes) -> str:
    trace = open_trace(data)
    assert isinstance(trace, Trace)
    lines = []
    for frame in trace.frames():
        numbers: list[int] = []
        if frame.image is not None and frame.world is not None and frame.visibility is not None:
            numbers += [round(x * STEPS_PER_PICTURE) for x in chain.from_iterable(frame.image)]
            numbers += [round(x * STEPS_PER_METRE) for x in chain.from_iterable(frame.world)]
            numbers += [round(x * STEPS_OF_VISIBILITY) for x in frame.visibility]
        lines.append(f"{round(frame.t_ms * STEPS_PER_MS)}:{','.join(map(str, numbers))}\n")
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def on_disk(folder: Path, datas: Sequence[bytes]) -> list[Path]:
    files = [folder / f"{k}.trace" for k in range(len(datas))]
    for file, data in zip(files, datas, strict=True):
        file.write_bytes(data)
    return files


@pytest.mark.parametrize("piece", [16_384, 777])
def test_every_recording_is_read_to_the_last_number(tmp_path: Path, piece: int) -> None:
    found = in_the_browser(on_disk(tmp_path, recordings()), piece)
    assert len(found) > 30
    assert [one.get("print") for one in found] == [fingerprint(data) for data in recordings()]


def test_people_who_leave_and_jump_are_read_too(tmp_path: Path) -> None:
    """Frames without anybody, differences of two bytes, another aspect within one trace."""
    frames = [Frame.from_floats(values) for values in read(cases()[0])[1][:150]]
    wild = [
        Frame.nobody(frame.t_ms, 1.0)
        if k % 17 == 0
        else Frame(
            frame.t_ms,
            1.5 if k > 100 else frame.aspect,
            tuple((-x * (k % 5), y) for x, y in frame.image or ()),
            tuple((x * (-1) ** k * 9, y, z) for x, y, z in frame.world or ()),
            frame.visibility,
        )
        for k, frame in enumerate(frames)
    ]
    datas = [written(wild), written([]), written([Frame.nobody(k * 33.0) for k in range(200)])]
    found = in_the_browser(on_disk(tmp_path, datas), 1000)
    assert [one.get("print") for one in found] == [fingerprint(data) for data in datas]


def test_what_python_refuses_the_browser_refuses(tmp_path: Path) -> None:
    whole = recordings()[0]
    damaged = {
        "cut off": whole[:-3],
        "goes on": whole + b"x",
        "not a trace": b"GIF89a and more",
        "other version": whole[:7] + b"\x09" + whole[8:],
        "corrupt": whole[:40] + bytes([whole[40] ^ 1]) + whole[41:],
    }
    for data in damaged.values():
        assert not isinstance(open_trace(data), Trace)
    found = in_the_browser(on_disk(tmp_path, list(damaged.values())), 4096)
    assert [one.get("refused") for one in found] == list(damaged)
