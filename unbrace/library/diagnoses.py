"""Reads the diagnosis codes that a note may carry, and refuses a file in which two lines could be mixed up."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import Field

from unbrace.library.errors import ContentError, ContentErrors
from unbrace.library.exercise_file import Text, Written
from unbrace.library.wording import validated
from unbrace.library.yaml_file import YamlFile, read_yaml

ROOT = Path(__file__).parents[1] / "content" / "diagnoses"
FILE = "icd-10-cm.yaml"


class CodeText(Written):
    """One line of the list."""

    code: str = Field(pattern=r"^[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?$", description="such as M54.50")
    text: Text = Field(description="what it stands for, in few words")
    also: Text = Field(description="other words under which it is looked for")


class CodesFile(Written):
    """All entries of `icd-10-cm.yaml`."""

    version: Text = Field(description="raised with every change")
    release: Text = Field(description="which release of the classification the lines are from")
    licence: Text = Field(description="why the lines may stand here")
    reviewed_by: Text | None = Field(description="who checked them against the release, or null")
    codes: tuple[CodeText, ...] = Field(min_length=1, description="one line a code")


@dataclass(frozen=True)
class Diagnosis:
    """`line` is what is picked and shown; `also` are other words under which it is looked for."""

    code: str
    text: str
    also: str

    @property
    def line(self) -> str:
        return f"{self.code} {self.text}"


def load_diagnoses(root: Path | None = None) -> dict[str, Diagnosis]:
    """By code, in the order of the file. Raises ContentErrors with all that is to be put right."""
    return _shipped() if root is None else _read(root)


@cache
def _shipped() -> dict[str, Diagnosis]:
    return _read(ROOT)


def _read(root: Path) -> dict[str, Diagnosis]:
    try:
        file = read_yaml(root / FILE, FILE)
    except ContentError as error:
        raise ContentErrors([error]) from None
    written = validated(CodesFile, file)
    if errors := list(_twice(file, written)):
        raise ContentErrors(errors)
    return {one.code: Diagnosis(one.code, one.text, one.also) for one in written.codes}


def _twice(file: YamlFile, written: CodesFile) -> Iterator[ContentError]:
    codes: set[str] = set()
    texts: set[str] = set()
    for index, one in enumerate(written.codes):
        if one.code in codes:
            yield file.error(("codes", index, "code"), f"{one.code} stands there twice; keep one line")
        if one.text.lower() in texts:
            yield file.error(
                ("codes", index, "text"), f"{one.text!r} stands for two codes; say how they differ"
            )
        codes.add(one.code)
        texts.add(one.text.lower())
