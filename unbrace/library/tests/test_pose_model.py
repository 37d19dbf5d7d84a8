"""The built pose model is found, or the command that builds it is named."""

from pathlib import Path

import pytest

from unbrace.library.pose_model import PoseModelMissing, find_pose_model


def test_the_built_model_is_found(tmp_path: Path) -> None:
    (tmp_path / "pose_landmarker_lite.task").write_bytes(b"")
    assert find_pose_model("lite", built=tmp_path) == tmp_path / "pose_landmarker_lite.task"


def test_a_missing_model_names_the_command(tmp_path: Path) -> None:
    with pytest.raises(PoseModelMissing, match=r"'full' is not built here.*setup/build_pose_model\.py"):
        find_pose_model("full", built=tmp_path)
