"""The packages only this command needs. They are an extra, so that a clinic's server stays small."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec

from unbrace.cli.analyse.refusal import CannotAnalyse

REMEDY = "pip install 'unbrace[analyse]'"
RECORDING = ("numpy",)
VIDEO = ("numpy", "av", "mediapipe")
PLOT = ("matplotlib",)


def require(packages: Sequence[str]) -> None:
    """Raise `CannotAnalyse` naming the packages that are not installed and the command that installs them."""
    missing = [name for name in packages if find_spec(name) is None]
    if missing:
        raise CannotAnalyse(f"this needs {', '.join(missing)}, which {_is(missing)} not installed: {REMEDY}")


def _is(missing: list[str]) -> str:
    return "is" if len(missing) == 1 else "are"
