"""What a landmark recording is, and what is refused as one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from unbrace.library.recordings import RecordingError, read_recording, write_recording
from unbrace.motion.landmarks import POINTS, Frame

np = pytest.importorskip("numpy")

SOMEBODY = Frame(
    t_ms=40.0,
    aspect=16 / 9,
    image=tuple((i / 64, 1 - i / 64) for i in range(POINTS)),
    world=tuple((i / 32, -i / 32, i / 64) for i in range(POINTS)),
    visibility=tuple(i / 32 for i in range(POINTS)),
)


def arrays(**changed: Any) -> dict[str, Any]:
    """A recording of three moments by the full model, with some arrays changed or (None) left out."""
    whole = {
        "t": np.array([0.0, 0.05, 0.1], dtype=np.float32),
        "full_img": np.zeros((3, POINTS, 3), dtype=np.float16),
        "full_world": np.zeros((3, POINTS, 3), dtype=np.float16),
        "full_vis": np.ones((3, POINTS), dtype=np.float16),
    }
    return {name: array for name, array in {**whole, **changed}.items() if array is not None}


def saved(folder: Path, **changed: Any) -> Path:
    path = folder / "clip.npz"
    np.savez(path, **arrays(**changed))
    return path


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "clip.npz"
    write_recording(path, [Frame.nobody(0.0, 16 / 9), SOMEBODY], size=(1920, 1080))
    recording = read_recording(path)
    nobody, somebody = recording.frames()
    assert nobody.image is None
    assert nobody.world is None
    assert nobody.visibility is None
    assert (somebody.image, somebody.world) == (SOMEBODY.image, SOMEBODY.world), "exact in 16 bits"
    assert somebody.aspect == SOMEBODY.aspect
    assert somebody.visibility == SOMEBODY.visibility
    assert somebody.t_ms == pytest.approx(SOMEBODY.t_ms)
    assert recording.duration_ms == pytest.approx(40.0)


def test_times_count_from_the_first_frame(tmp_path: Path) -> None:
    path = tmp_path / "clip.npz"
    write_recording(path, [Frame.nobody(5000.0), Frame.nobody(5250.0)], size=(4, 3))
    assert [frame.t_ms for frame in read_recording(path).frames()] == pytest.approx([0.0, 250.0])


def test_a_moment_with_nan_is_one_with_nobody(tmp_path: Path) -> None:
    world = np.zeros((3, POINTS, 3), dtype=np.float16)
    world[1] = np.nan
    seen = [frame.world is not None for frame in read_recording(saved(tmp_path, full_world=world)).frames()]
    assert seen == [True, False, True]


def test_without_size_the_picture_is_four_by_three(tmp_path: Path) -> None:
    assert read_recording(saved(tmp_path)).aspect == pytest.approx(4 / 3)
    assert read_recording(saved(tmp_path, size=np.array([1080, 1920]))).aspect == pytest.approx(9 / 16)


def test_image_may_come_without_depth(tmp_path: Path) -> None:
    flat = np.zeros((3, POINTS, 2), dtype=np.float16)
    assert len(list(read_recording(saved(tmp_path, full_img=flat)).frames())) == 3


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"t": None}, "has no t"),
        ({"full_img": None, "full_vis": None}, "has no full_img, full_vis"),
        ({"t": np.zeros((3, 1))}, "t must have the shape (N)"),
        ({"t": np.array([0.0, np.nan, 0.1])}, "t holds something that is not a time"),
        ({"full_world": np.zeros((2, POINTS, 3))}, "full_world must have the shape (N, 33, 3)"),
        ({"full_world": np.zeros((3, 17, 3))}, "full_world must have the shape (N, 33, 3)"),
        ({"full_img": np.zeros((3, POINTS, 4))}, "full_img must have the shape (N, 33, 2 or 3)"),
        ({"full_img": np.zeros((3, POINTS))}, "full_img must have the shape (N, 33, 2 or 3)"),
        ({"full_vis": np.zeros((3, POINTS, 1))}, "full_vis must have the shape (N, 33)"),
        ({"size": np.array([4, 0])}, "both above 0"),
        ({"size": np.array(4)}, "size must be two numbers"),
        ({"full_vis": np.array(["a", "b"])}, "not a landmark recording"),
        ({"full_vis": np.array([{}, {}], dtype=object)}, "not a landmark recording"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(tmp_path: Path, changed: dict[str, Any], said: str) -> None:
    with pytest.raises(RecordingError) as refusal:
        read_recording(saved(tmp_path, **changed))
    assert said in str(refusal.value)
    assert "clip.npz" in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_an_empty_recording_is_refused(tmp_path: Path) -> None:
    nothing = {name: array[:0] for name, array in arrays().items()}
    with pytest.raises(RecordingError, match="the recording is empty"):
        read_recording(saved(tmp_path, **nothing))


def test_the_other_model_is_offered_when_only_that_one_is_there(tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match="use --model full"):
        read_recording(saved(tmp_path), model="lite")


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 and then nothing", b"just words", b"\x93NUMPY\x01\x00"]
)
def test_what_is_no_npz_at_all_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "clip.npz"
    path.write_bytes(content)
    with pytest.raises(RecordingError, match="not a landmark recording"):
        read_recording(path)
