"""A video becomes upright pictures, each with the time it was taken."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from unbrace.cli.analyse.refusal import CannotAnalyse
from unbrace.cli.analyse.tests.films import CLIPS, Remade
from unbrace.cli.analyse.video import Picture, Video

pytest.importorskip("av")
np = pytest.importorskip("numpy")

SQUAT = CLIPS / "squat-y045.mp4"
SQUAT_PICTURES = 381


def pictures_of(path: Path) -> list[Picture]:
    with Video(path) as video:
        return list(video.pictures())


def test_every_picture_has_the_time_it_was_taken() -> None:
    taken = pictures_of(SQUAT)
    assert len(taken) == SQUAT_PICTURES
    assert [picture.t_ms for picture in taken[:3]] == pytest.approx([0, 50, 100])
    assert taken[-1].t_ms == pytest.approx(19_000)
    assert taken[0].aspect == pytest.approx(320 / 240)


def test_the_promised_length_is_known_before_the_first_picture() -> None:
    with Video(SQUAT) as video:
        assert video.duration_ms == pytest.approx(19_050)


@pytest.mark.parametrize(
    ("name", "codec", "pixels"),
    [("a.mov", "libx264", "yuv420p"), ("a.webm", "libvpx", "yuv420p"), ("a.gif", "gif", "rgb8")],
)
def test_other_formats_keep_the_times(tmp_path: Path, name: str, codec: str, pixels: str) -> None:
    short = Remade(tmp_path / name, codec, pixels, keep=lambda index: index < 20).write(SQUAT)
    assert [picture.t_ms for picture in pictures_of(short)] == pytest.approx([50 * n for n in range(20)])


def test_a_variable_frame_rate_is_not_evened_out(tmp_path: Path) -> None:
    kept = [0, 1, 2, 7, 8, 30, 31, 39]
    uneven = Remade(tmp_path / "a.mp4", "libx264", "yuv420p", keep=lambda index: index in kept).write(SQUAT)
    assert [picture.t_ms for picture in pictures_of(uneven)] == pytest.approx([50 * n for n in kept])


def turned(path: Path, a: int, b: int, c: int, d: int) -> Path:
    """The squat clip as a phone writes it when it is held upright: same pixels, another display matrix."""
    film = bytearray(SQUAT.read_bytes())
    matrix = film.index(b"tkhd") + 4 + 4 + 5 * 4 + 8 + 8
    film[matrix : matrix + 20] = struct.pack(">5i", a << 16, b << 16, 0, c << 16, d << 16)
    path.write_bytes(film)
    return path


@pytest.mark.parametrize(
    ("matrix", "upright"),
    [
        ((0, 1, -1, 0), lambda rgb: np.rot90(rgb, -1)),
        ((-1, 0, 0, -1), lambda rgb: np.rot90(rgb, 2)),
        ((0, -1, 1, 0), lambda rgb: np.rot90(rgb, 1)),
    ],
    ids=["quarter turn clockwise", "upside down", "quarter turn anticlockwise"],
)
def test_a_turned_camera_is_turned_back(
    tmp_path: Path, matrix: tuple[int, int, int, int], upright: Callable[..., object]
) -> None:
    with Video(SQUAT) as video:
        straight = next(video.pictures()).rgb
    with Video(turned(tmp_path / "phone.mp4", *matrix)) as video:
        found = next(video.pictures()).rgb
    assert np.array_equal(found, upright(straight))


def test_a_video_without_its_table_of_contents_is_cut_short(tmp_path: Path) -> None:
    cut = tmp_path / "cut.mp4"
    film = SQUAT.read_bytes()
    cut.write_bytes(film[: film.index(b"moov")])
    with pytest.raises(CannotAnalyse, match="cut short, its table of contents is missing"), Video(cut):
        pass


def test_a_video_that_stops_in_the_middle_is_refused_with_the_place(tmp_path: Path) -> None:
    cut = tmp_path / "cut.mp4"
    film = SQUAT.read_bytes()
    assert film.index(b"moov") < film.index(b"mdat"), "this clip can be played while it still arrives"
    cut.write_bytes(film[: len(film) * 6 // 10])
    with pytest.raises(CannotAnalyse, match=r"cut short after 1\d\.\d s; copy the file again"):
        pictures_of(cut)


def test_a_webm_that_ends_too_early_is_read_with_a_warning(tmp_path: Path) -> None:
    whole = Remade(tmp_path / "whole.webm", "libvpx", "yuv420p", keep=lambda index: index < 100).write(SQUAT)
    cut = tmp_path / "cut.webm"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    with Video(cut) as video:
        assert 0 < len(list(video.pictures())) < 100
        assert "its pictures stop at" in video.warnings[0]


def test_damaged_pictures_are_left_out_and_said(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.mp4"
    film = bytearray(SQUAT.read_bytes())
    middle = len(film) // 2
    film[middle : middle + 4000] = bytes((n * 37) % 256 for n in range(4000))
    damaged.write_bytes(film)
    with Video(damaged) as video:
        assert SQUAT_PICTURES // 2 < len(list(video.pictures())) < SQUAT_PICTURES
        assert "broken pictures were left out" in video.warnings[0]


def test_only_one_picture_is_held_at_a_time() -> None:
    """Memory does not grow with the length: whoever walks on loses the pictures already seen."""
    import gc
    import weakref

    held = []
    with Video(SQUAT) as video:
        for picture in video.pictures():
            held.append(weakref.ref(picture.rgb))
            del picture
    gc.collect()
    assert sum(ref() is not None for ref in held) == 0
