"""Sets of tests: what a therapist picks for a person with one click. One file of `content/sets_of_tests` each."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from unbrace.library.errors import ContentError, ContentErrors
from unbrace.library.exercise_file import Text, Written
from unbrace.library.function_tests import load_function_tests
from unbrace.library.wording import did_you_mean, validated
from unbrace.library.wordlist import banned_word_in
from unbrace.library.yaml_file import YamlFile, read_yaml

ROOT = Path(__file__).parents[1] / "content" / "sets_of_tests"
_NAME = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")


class SetFile(Written):
    """All entries of one file."""

    title: Text = Field(description="what it is called")
    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")] = Field(
        description="three numbers, such as 1.0.0; raise it with every change"
    )
    licence: Literal["CC-BY-4.0", "CC0-1.0"] = Field(description="CC-BY-4.0, or CC0-1.0")
    reviewed_by: Text | None = Field(
        description="the clinician who signed this set, or null while it is a draft"
    )
    for_whom: Text = Field(description="one sentence: when it is the right one")
    minutes: int = Field(ge=1, le=120, description="how long it takes, pauses included")
    tests: tuple[Text, ...] = Field(min_length=1, description="ids of tests of function, in order")


@dataclass(frozen=True)
class SetOfTests:
    """`id` is the name of its file."""

    id: str
    title: str
    version: str
    reviewed_by: str | None
    for_whom: str
    minutes: int
    tests: tuple[str, ...]


def load_sets_of_tests(
    root: Path | None = None, known: Collection[str] | None = None
) -> Mapping[str, SetOfTests]:
    """All sets, shortest first. Raises ContentErrors with everything that is to be put right."""
    root = root or ROOT
    tests = known if known is not None else tuple(load_function_tests().tests)
    errors: list[ContentError] = []
    found: list[SetOfTests] = []
    for path in sorted(root.glob("*.yaml")):
        try:
            found.append(_read(path, tests))
        except ContentErrors as wrong:
            errors += wrong.errors
    if not found and not errors:
        errors.append(ContentError(root.name, "", "holds no set; add a file such as lower-back.yaml"))
    if errors:
        raise ContentErrors(errors)
    return MappingProxyType({one.id: one for one in sorted(found, key=lambda one: (one.minutes, one.id))})


def _read(path: Path, known: Collection[str]) -> SetOfTests:
    try:
        file = read_yaml(path, path.name)
    except ContentError as error:
        raise ContentErrors([error]) from None
    text = validated(SetFile, file)
    if errors := list(_wrong(path, file, text, known)):
        raise ContentErrors(errors)
    entries = {name: getattr(text, name) for name in SetFile.model_fields if name != "licence"}
    return SetOfTests(id=path.stem, **entries)


def _wrong(path: Path, file: YamlFile, text: SetFile, known: Collection[str]) -> Iterator[ContentError]:
    if not _NAME.match(path.stem):
        yield ContentError(path.name, "", "is not a file name; use small letters and hyphens")
    for index, test in enumerate(text.tests):
        if test not in known:
            yield file.error(
                ("tests", index), f"{test!r} is no test of function; {did_you_mean(test, known)}"
            )
        if test in text.tests[:index]:
            yield file.error(("tests", index), f"names {test} a second time; once is enough")
    for name in ("title", "for_whom"):
        if banned := banned_word_in(getattr(text, name)):
            yield file.error((name,), f"says {banned!r}; say it in a way that neither scolds nor alarms")
