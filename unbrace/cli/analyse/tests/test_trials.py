"""`--test` and `--angles`: a test of function on a recording, and the table of its angles."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from unbrace.cli.analyse import angles
from unbrace.cli.analyse.tests.conftest import Ran
from unbrace.cli.analyse.tests.films import CLIPS
from unbrace.cli.analyse.tests.test_refusals import refused
from unbrace.library.function_tests import load_function_tests
from unbrace.library.recordings import read_recording
from unbrace.motion.body import Body
from unbrace.motion.landmarks import POINTS, Frame
from unbrace.motion.measures import MEASURES

np = pytest.importorskip("numpy")

Analyse = Callable[..., Ran]
FROM_THE_SIDE, HALF = CLIPS / "squat-y090.npz", CLIPS / "squat-y045.npz"


def test_each_trial_is_printed_with_its_band(analyse: Analyse) -> None:
    ran = analyse(FROM_THE_SIDE, "--test", "five-squats")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Five squats · squat-y090.npz\n")
    assert "knee bend: 95° ± 15°" in ran.out
    assert "Style: mixed" in ran.out
    assert "An observation for a therapist, not a diagnosis." in ran.out
    assert "Draft content, not clinically reviewed." in ran.out


def test_a_camera_that_cannot_see_gives_the_way_without_it(analyse: Analyse) -> None:
    ran = analyse(HALF, "--test", "five-squats")
    assert ran.code == 0
    assert "knee bend: not seen (the camera check was never passed)" in ran.out
    assert "In the way: the person should be side-on to the camera." in ran.out
    assert "Without a camera: Watch five squats from the side" in ran.out


def test_json_is_the_result_and_nothing_else(analyse: Analyse) -> None:
    ran = analyse(FROM_THE_SIDE, "--test", "five-squats", "--json")
    seen = json.loads(ran.out)
    assert seen["schema"] == "unbrace.function-test/1"
    assert seen["test"] == "five-squats"
    assert seen["content_version"] == load_function_tests()["five-squats"].version
    assert seen["warnings"] == []
    reading = seen["trials"][0]["readings"][0]
    assert reading.keys() == {
        "name", "method", "unit", "value", "error_band", "reason", "at_least", "frames", "visibility_min",
        "view_quality",
    }  # fmt: skip


def test_what_is_refused(analyse: Analyse, tmp_path: Path) -> None:
    refused(
        analyse(HALF, "--test", "prone-plonk"), "no test of function 'prone-plonk'; did you mean prone-plank?"
    )
    refused(
        analyse(HALF, "--test", "resting-breathing-rate"), "is not measured by a camera: Count the breaths"
    )
    refused(
        analyse(HALF, "--test", "five-squats", "--plot", tmp_path / "a.png"), "--plot and --skeleton are for"
    )
    refused(analyse(HALF, "--test", "five-squats", "--angles", tmp_path / "a.txt"), "ends in .csv")
    refused(
        analyse(HALF, "--test", "five-squats", "--angles", tmp_path / "no" / "a.csv"), "there is no folder"
    )
    table = tmp_path / "table.csv"
    table.write_text("kept")
    refused(analyse(table, "--test", "five-squats", "--angles", table), "this is the file to read")
    assert table.read_text() == "kept"


def test_an_exercise_or_a_test_and_not_both(analyse: Analyse) -> None:
    for arguments in ([], ["--test", "five-squats", "--exercise", "squat"]):
        with pytest.raises(SystemExit) as stopped:
            analyse(HALF, *arguments)
        assert stopped.value.code == 2


@pytest.mark.parametrize("shows", [("--exercise", "squat"), ("--test", "five-squats")])
def test_the_table_has_every_angle_of_every_picture(
    analyse: Analyse, tmp_path: Path, shows: tuple[str, str]
) -> None:
    table = tmp_path / "angles.csv"
    assert analyse(HALF, *shows, "--angles", table).code == 0
    with table.open(newline="") as file:
        rows = list(csv.DictReader(file))
    frames = list(read_recording(HALF).frames())
    assert len(rows) == len(frames)
    for name, measure in angles.ANGLES.items():
        columns = [f"{name}_left", f"{name}_right"] if measure.paired else [name]
        assert set(columns) <= rows[0].keys()
    expected = MEASURES["knee_flexion"].read(Body(frames[100]))[0]
    said = rows[100]["knee_flexion_left"]
    assert said == ("" if expected is None else f"{expected:.2f}")
    assert float(rows[100]["t_ms"]) == pytest.approx(frames[100].t_ms, abs=0.01)


def test_a_recording_at_once_is_the_table_picture_by_picture(tmp_path: Path) -> None:
    recording = read_recording(HALF)
    recording.world[5, 7] = float("nan")
    recording.image[9, 0, 0] = float("inf")
    recording.visibility[20:40, 25:29] = 0.2
    assert list(angles.rows(recording)) == [angles.row(frame) for frame in recording.frames()]
    for at_once in (None, recording):
        list(angles.written(tmp_path / f"{at_once is None}.csv", recording.frames(), at_once))
    assert (tmp_path / "True.csv").read_text() == (tmp_path / "False.csv").read_text()


def test_nothing_in_the_table_is_run_by_a_spreadsheet(tmp_path: Path) -> None:
    """Every cell is empty, a name of ours, or a number; a minus stands only before a digit."""
    body = next(frame for frame in read_recording(HALF).frames() if frame.is_somebody)
    odd = [body, Frame.nobody(40.0), Frame(float("nan"), 1.0, None, None, None), infinite(body)]
    table = tmp_path / "=cmd.csv"
    assert len(list(angles.written(table, odd))) == 4
    with table.open(newline="") as file:
        head, *rows = csv.reader(file)
    assert all(name.replace("_", "").isalnum() for name in head)
    for row in rows:
        assert len(row) == len(head)
        for cell in (cell for cell in (row[0], *row[2:]) if cell):
            assert float(cell) == float(cell), cell
            assert cell != "-0.00"
        assert row[1] in ("", "side", "front", "oblique")


def infinite(body: Frame) -> Frame:
    return Frame(80.0, 1.0, ((float("inf"), 0.0),) * POINTS, body.world, body.visibility)
