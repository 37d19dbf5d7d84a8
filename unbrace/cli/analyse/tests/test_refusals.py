"""Whatever the person can put right: one clear line on stderr, nothing on stdout, exit 2."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

from unbrace.cli.analyse.tests.conftest import Ran
from unbrace.cli.analyse.tests.films import CLIPS
from unbrace.library import pose_model

np = pytest.importorskip("numpy")
pytest.importorskip("av")
pytest.importorskip("mediapipe")

Analyse = Callable[..., Ran]
SQUAT = CLIPS / "squat-y045.npz"
FIND = "unbrace.cli.analyse.extras.find_spec"


def refused(ran: Ran, *said: str) -> None:
    """The shape every refusal has, and the words this one says."""
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.startswith("unbrace analyse: ")
    assert ran.err.count("\n") == 1, "one line"
    for words in said:
        assert words in ran.err


def test_a_file_that_is_not_there(analyse: Analyse, tmp_path: Path) -> None:
    refused(analyse(tmp_path / "gone.mp4", "--exercise", "squat"), "gone.mp4: there is no such file")


def test_a_folder(analyse: Analyse, tmp_path: Path) -> None:
    refused(analyse(tmp_path, "--exercise", "squat"), "a folder, not a video; name one file in it")


def test_a_device(analyse: Analyse) -> None:
    refused(analyse("/dev/null", "--exercise", "squat"), "a device or a pipe, not a video")


@pytest.mark.parametrize("name", ["clip.mp4", "clip.npz"])
def test_an_empty_file(analyse: Analyse, tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    refused(analyse(tmp_path / name, "--exercise", "squat"), f"{name}: the file is empty")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(analyse: Analyse, tmp_path: Path) -> None:
    secret = tmp_path / "clip.mp4"
    secret.write_bytes(b"film")
    secret.chmod(0)
    refused(analyse(secret, "--exercise", "squat"), "cannot be read (Permission denied)")


@pytest.mark.parametrize("name", ["notes.txt", "notes.mp4"])
def test_words_are_not_a_video(analyse: Analyse, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("ten squats, felt fine\n")
    refused(analyse(tmp_path / name, "--exercise", "squat"), f"{name}: not a video (mp4, mov, webm, gif)")


def test_noise_is_not_a_video(analyse: Analyse, tmp_path: Path) -> None:
    noise = tmp_path / "clip.mp4"
    noise.write_bytes(bytes((n * n * 31 + n) % 256 for n in range(50_000)))
    refused(analyse(noise, "--exercise", "squat"), "not a video")


def test_a_playlist_that_names_other_files_is_not_a_video(analyse: Analyse, tmp_path: Path) -> None:
    shutil.copy(CLIPS / "squat-y045.mp4", tmp_path / "clip.mp4")
    playlist = tmp_path / "list.ffconcat"
    playlist.write_text("ffconcat version 1.0\nfile clip.mp4\n")
    refused(analyse(playlist, "--exercise", "squat"), "not a video")


def test_sound_alone(analyse: Analyse, tmp_path: Path) -> None:
    import av

    path = tmp_path / "song.mp4"
    with av.open(str(path), "w") as written:
        stream = written.add_stream("aac", rate=44_100)
        silence = av.AudioFrame.from_ndarray(
            np.zeros((1, 1024), dtype=np.float32), format="fltp", layout="mono"
        )
        silence.sample_rate = 44_100
        written.mux(stream.encode(silence))
        written.mux(stream.encode(None))
    refused(analyse(path, "--exercise", "squat"), "song.mp4: there is sound but no moving picture in it")


def test_a_single_picture(analyse: Analyse, tmp_path: Path, pose_models: None) -> None:
    import av

    path = tmp_path / "one.gif"
    with av.open(str(path), "w") as written:
        stream = written.add_stream("gif", rate=10)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "rgb8"
        grey = av.VideoFrame.from_ndarray(np.full((48, 64, 3), 128, dtype=np.uint8), format="rgb24")
        written.mux(stream.encode(grey.reformat(format="rgb8")))
        written.mux(stream.encode(None))
    refused(analyse(path, "--exercise", "squat"), "one.gif: a single picture, not a video")


def test_a_film_without_its_table_of_contents(analyse: Analyse, tmp_path: Path) -> None:
    film = (CLIPS / "squat-y045.mp4").read_bytes()
    cut = tmp_path / "cut.mp4"
    cut.write_bytes(film[: film.index(b"moov")])
    refused(analyse(cut, "--exercise", "squat"), "the video is cut short", "copy the file again")


def test_a_film_that_stops_in_the_middle(analyse: Analyse, tmp_path: Path, pose_models: None) -> None:
    film = (CLIPS / "squat-y045.mp4").read_bytes()
    cut = tmp_path / "cut.mp4"
    cut.write_bytes(film[: len(film) // 3])
    refused(
        analyse(cut, "--exercise", "squat", "--model", "lite"),
        "the video is cut short after",
        "copy the file again",
    )


def test_a_wall_with_nobody_in_front(analyse: Analyse, blank_video: Path, pose_models: None) -> None:
    refused(
        analyse(blank_video, "--exercise", "squat"), "wall.mp4: nobody was found in any of the 20 pictures"
    )


def test_a_recording_with_nobody_in_it(analyse: Analyse, tmp_path: Path) -> None:
    whole = dict(np.load(SQUAT))
    whole["full_world"] = np.full_like(whole["full_world"], np.nan)
    np.savez(tmp_path / "clip.npz", **whole)
    refused(
        analyse(tmp_path / "clip.npz", "--exercise", "squat"), "nobody was found in any of the 381 pictures"
    )


def test_a_recording_with_missing_arrays(analyse: Analyse, tmp_path: Path) -> None:
    np.savez(tmp_path / "clip.npz", t=np.zeros(3))
    refused(
        analyse(tmp_path / "clip.npz", "--exercise", "squat"),
        "clip.npz: the recording has no full_img, full_world, full_vis",
    )


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("squad", "did you mean squat?"),
        ("Squat", "did you mean squat?"),
        ("KM05", "did you mean squat?"),
        ("arm_lift", "did you mean arm-lift?"),
        ("glutebridge", "did you mean glute-bridge?"),
        ("swimming-the-channel", "there are "),
    ],
)
def test_an_unknown_exercise(analyse: Analyse, asked: str, answer: str) -> None:
    refused(analyse(SQUAT, "--exercise", asked), f"there is no exercise '{asked}'; {answer}")


def test_a_plot_in_a_folder_that_is_not_there(analyse: Analyse, tmp_path: Path) -> None:
    refused(
        analyse(SQUAT, "--exercise", "squat", "--plot", tmp_path / "no" / "a.png"),
        "there is no folder",
        "make it",
    )


def test_a_plot_named_as_a_folder(analyse: Analyse, tmp_path: Path) -> None:
    folder = tmp_path / "a.png"
    folder.mkdir()
    refused(
        analyse(SQUAT, "--exercise", "squat", "--plot", folder), "a folder; give the plot a name of its own"
    )


def test_a_plot_that_is_no_png(analyse: Analyse, tmp_path: Path) -> None:
    refused(analyse(SQUAT, "--exercise", "squat", "--plot", tmp_path / "a.pdf"), "a name that ends in .png")


def test_a_plot_that_cannot_be_written(
    analyse: Analyse, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    refused(analyse(SQUAT, "--exercise", "squat", "--plot", tmp_path / "a.png"), "cannot be written there")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_a_disk_that_fills_up_while_the_plot_is_written(analyse: Analyse, tmp_path: Path) -> None:
    full = tmp_path / "a.png"
    full.symlink_to("/dev/full")
    refused(analyse(SQUAT, "--exercise", "squat", "--plot", full), "the plot cannot be written")


@pytest.mark.parametrize(
    ("file", "missing", "said"),
    [
        (SQUAT, {"numpy"}, "this needs numpy, which is not installed: pip install 'unbrace[analyse]'"),
        (CLIPS / "squat-y045.mp4", {"av", "mediapipe"}, "this needs av, mediapipe, which are not installed"),
    ],
)
def test_missing_packages_name_the_remedy(
    analyse: Analyse, monkeypatch: pytest.MonkeyPatch, file: Path, missing: set[str], said: str
) -> None:
    monkeypatch.setattr(FIND, lambda name: None if name in missing else find_spec(name))
    refused(analyse(file, "--exercise", "squat"), said)


def test_a_missing_matplotlib_is_said_before_the_video_is_read(
    analyse: Analyse, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(FIND, lambda name: None)
    refused(analyse(SQUAT, "--exercise", "squat", "--plot", tmp_path / "a.png"), "this needs matplotlib")


def test_a_pose_model_that_was_not_built(
    analyse: Analyse, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(pose_model, "BUILT", tmp_path)
    refused(
        analyse(CLIPS / "squat-y045.mp4", "--exercise", "squat"),
        "'full' is not built here",
        "setup/build_pose_model.py",
    )


def test_a_file_that_is_no_pose_model(
    analyse: Analyse, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "pose_landmarker_full.task").write_bytes(b"not a model")
    monkeypatch.setattr(pose_model, "BUILT", tmp_path)
    refused(analyse(CLIPS / "squat-y045.mp4", "--exercise", "squat"), "not a pose model; build it again")
