"""The command's own manners: what goes to stdout, what to stderr, and how it stops."""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from unbrace.cli.analyse.command import register, run
from unbrace.cli.analyse.tests.conftest import Ran
from unbrace.cli.analyse.tests.films import CLIPS

pytest.importorskip("numpy")

Analyse = Callable[..., Ran]
RECORDED = CLIPS / "squat-y045.npz"

KEYS = {
    "exercise", "content_version", "engine_version", "duration_ms", "frames", "seen_ratio", "counts",
    "repetitions", "faults", "lost_sight",
}  # fmt: skip
KEYS_OF_A_REPETITION = {"start_ms", "peak_ms", "end_ms", "side", "kind", "range_deg", "tempo", "faults"}


def test_json_has_every_promised_key(analyse: Analyse) -> None:
    ran = analyse(RECORDED, "--exercise", "squat", "--json")
    seen = json.loads(ran.out)
    assert seen.keys() >= KEYS
    assert seen["counts"].keys() == {"full", "partial"}
    assert seen["repetitions"]
    for repetition in seen["repetitions"]:
        assert repetition.keys() >= KEYS_OF_A_REPETITION
    assert seen["exercise"] == "squat"
    assert ran.err == ""


def test_json_says_which_content_and_which_engine(analyse: Analyse) -> None:
    from unbrace.library.exercises import load_exercises
    from unbrace.motion import ENGINE_VERSION

    seen = json.loads(analyse(RECORDED, "--exercise", "squat", "--json").out)
    assert seen["content_version"] == load_exercises()["squat"].version
    assert seen["engine_version"] == ENGINE_VERSION


def test_lost_sight_has_its_times_and_its_reason(analyse: Analyse, tmp_path: Path) -> None:
    import numpy as np

    hidden = dict(np.load(RECORDED))
    for name in ("full_img", "full_world", "full_vis"):
        hidden[name] = hidden[name].copy()
        hidden[name][200:260] = np.nan
    np.savez(tmp_path / "clip.npz", **hidden)
    seen = json.loads(analyse(tmp_path / "clip.npz", "--exercise", "squat", "--json").out)
    (lost,) = seen["lost_sight"]
    assert lost["reason"] == "nobody"
    assert lost["start_ms"] == pytest.approx(10_000, abs=1000)
    assert lost["end_ms"] == pytest.approx(13_000, abs=1000)
    assert seen["seen_ratio"] == pytest.approx(1 - 60 / 381, abs=0.05)


def test_without_json_a_person_can_read_it(analyse: Analyse) -> None:
    ran = analyse(RECORDED, "--exercise", "squat")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Squat · squat-y045.npz\n")
    assert "5 full repetitions, 1 partial" in ran.out


def test_a_plot_is_drawn_beside_the_answer(analyse: Analyse, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    ran = analyse(RECORDED, "--exercise", "squat", "--json", "--plot", tmp_path / "squat.png")
    assert json.loads(ran.out)["counts"]["full"] == 5
    assert (tmp_path / "squat.png").read_bytes().startswith(b"\x89PNG")


def test_the_progress_bar_stays_on_stderr(analyse: Analyse) -> None:
    ran = analyse(RECORDED, "--exercise", "squat", "--json", "--progress")
    assert json.loads(ran.out)["frames"] == 381
    assert "of 19.0 s" in ran.err
    assert ran.err.endswith("\r\x1b[K"), "wiped off at the end"


def test_where_nobody_watches_there_is_no_progress_bar(analyse: Analyse) -> None:
    assert analyse(RECORDED, "--exercise", "squat").err == ""


def test_it_is_one_of_the_commands_of_unbrace(capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser(prog="unbrace")
    register(parser.add_subparsers(dest="command"))
    args = parser.parse_args(["analyse", str(RECORDED), "--exercise", "squat", "--json"])
    assert args.run is run
    assert args.run(args) == 0
    assert json.loads(capsys.readouterr().out)["counts"]["full"] == 5


def test_importing_the_command_needs_none_of_the_extra_packages() -> None:
    program = (
        "import sys, unbrace.cli.analyse.command;"
        "print(sorted({'numpy', 'av', 'mediapipe', 'matplotlib'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"


def test_a_reader_that_goes_away_is_no_error() -> None:
    """`unbrace analyse … | head -1`."""
    read, write = os.pipe()
    os.close(read)
    ran = subprocess.run(
        [sys.executable, "-m", "unbrace.cli.analyse", str(RECORDED), "--exercise", "squat"],
        stdout=write,
        stderr=subprocess.PIPE,
        text=True,
    )
    os.close(write)
    assert (ran.returncode, ran.stderr) == (0, "")


def test_ctrl_c_stops_it_without_a_traceback(pose_models: None) -> None:
    film = CLIPS / "glute-bridge-y300.mp4"
    running = subprocess.Popen(
        [sys.executable, "-m", "unbrace.cli.analyse", str(film), "--exercise", "glute-bridge", "--progress"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # a shell's background job ignores Ctrl-C and hands that on; the person at the keyboard has it
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert running.stderr is not None
    assert running.stderr.read(1), "the bar is drawn: it is at work"
    time.sleep(0.3)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=30)
    assert running.returncode == 130
    assert out == b""
    assert b"Traceback" not in err
    assert err.endswith(b"unbrace analyse: stopped\n")
