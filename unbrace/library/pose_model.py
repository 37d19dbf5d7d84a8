"""Where the pose model lies that finds the 33 landmarks in a picture. It is built in set-up, never downloaded."""

from __future__ import annotations

from pathlib import Path

import unbrace
from unbrace.library.recordings import PoseModel

BUILT = Path(unbrace.__file__).parent / "portal" / "built" / "pose"
BUILD_COMMAND = "python setup/build_pose_model.py"


class PoseModelMissing(FileNotFoundError):
    """The model has not been built here; the message names the command that builds it."""


def find_pose_model(model: PoseModel = "full", built: Path | None = None) -> Path:
    """The `.task` file of this model. Raises `PoseModelMissing` when it was not built.

    An installed wheel carries the models; a checkout builds them once.
    """
    path = (built or BUILT) / f"pose_landmarker_{model}.task"
    if not path.is_file():
        raise PoseModelMissing(
            f"the pose model '{model}' is not built here; in the project's folder run: {BUILD_COMMAND}"
        )
    return path
