"""The four registers beside the exercises: codes, faults, cautions, aims. An exercise may only name what they hold."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, RootModel

from unbrace.library.errors import ContentError, ContentErrors
from unbrace.library.exercise_file import Code, Text, Written
from unbrace.library.wording import validated
from unbrace.library.yaml_file import read_yaml

Model = TypeVar("Model", bound=BaseModel)


class FaultText(Written):
    """What a fault means, and who can notice it: the camera, or only the person (`self_check`)."""

    means: Text
    seen_by: Literal["camera", "self_check"]


class _Codes(RootModel[dict[Code, Text]]):
    pass


class _Faults(RootModel[dict[str, FaultText]]):
    pass


class _Names(RootModel[dict[str, Text]]):
    pass


@dataclass(frozen=True)
class Registers:
    """`codes`: code → working title, planned exercises included. `cautions`, `aims`: name → plain words."""

    codes: dict[str, str]
    faults: dict[str, FaultText]
    cautions: dict[str, str]
    aims: dict[str, str]


def read_registers(root: Path) -> Registers:
    """Raises ContentErrors with all that is wrong in the registers: nothing else can be checked without them."""
    errors: list[ContentError] = []
    codes = _read(_Codes, root, "codes.yaml", errors)
    faults = _read(_Faults, root, "faults.yaml", errors)
    cautions = _read(_Names, root, "cautions.yaml", errors)
    aims = _read(_Names, root, "aims.yaml", errors)
    if errors or not (codes and faults and cautions and aims):
        raise ContentErrors(errors)
    return Registers(codes.root, faults.root, cautions.root, aims.root)


def _read(model: type[Model], root: Path, name: str, errors: list[ContentError]) -> Model | None:
    try:
        return validated(model, read_yaml(root / name, name))
    except ContentError as error:
        errors.append(error)
    except ContentErrors as found:
        errors += found.errors
    return None
