"""The four registers beside the exercises: codes, faults, cautions, aims. An exercise may only name what they hold."""

from dataclasses import dataclass
from pathlib import Path

from pydantic import RootModel

from unbrace.library.errors import ContentError, ContentErrors
from unbrace.library.exercise_file import Code, Text, Written
from unbrace.library.wording import validated
from unbrace.library.yaml_file import YamlFile, read_yaml


class FaultText(Written):
    """What a fault means, and who can notice it: the camera, or only the person (`self_check`)."""

    means: Text
    seen_by: Text


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
    """Raises ContentErrors when a register is missing or not readable: nothing can be checked without them."""
    errors: list[ContentError] = []
    files: dict[str, YamlFile] = {}
    for name in ("codes.yaml", "faults.yaml", "cautions.yaml", "aims.yaml"):
        try:
            files[name] = read_yaml(root / name, name)
        except ContentError as error:
            errors.append(error)
    if errors:
        raise ContentErrors(errors)
    return Registers(
        codes=validated(_Codes, files["codes.yaml"]).root,
        faults=validated(_Faults, files["faults.yaml"]).root,
        cautions=validated(_Names, files["cautions.yaml"]).root,
        aims=validated(_Names, files["aims.yaml"]).root,
    )
