"""Finds the translated files beside an English one by their names, and holds each to the language of its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from unbrace.library.errors import ContentError, ContentErrors
from unbrace.library.translation.faithful import Made
from unbrace.library.translation.languages import LANGUAGES
from unbrace.library.wording import did_you_mean
from unbrace.library.yaml_file import YamlFile, read_yaml

T = TypeVar("T")


def files_of(folder: Path, stem: str) -> Iterator[tuple[str, YamlFile]]:
    """`<stem>.<language>.yaml` for every language. Raises ContentErrors for a language there is not."""
    for path in sorted(folder.glob(f"{stem}.*.yaml")):
        language = path.name.split(".")[1]
        if language not in LANGUAGES:
            remedy = f"{language!r} is no language there is here; {did_you_mean(language, LANGUAGES)}"
            raise ContentErrors([ContentError(path.name, "", remedy)])
        try:
            yield language, read_yaml(path, path.name)
        except ContentError as error:
            raise ContentErrors([error]) from None


def each_language(folder: Path, stem: str, read: Callable[[str, YamlFile], T]) -> dict[str, T]:
    """Language → what `read` makes of its file. Raises ContentErrors with all that is wrong in any of them."""
    found: dict[str, T] = {}
    errors: list[ContentError] = []
    for language, file in files_of(folder, stem):
        try:
            found[language] = read(language, file)
        except ContentErrors as refused:
            errors += refused.errors
    if errors:
        raise ContentErrors(errors)
    return found


def in_files_language(language: str, written: Made, file: YamlFile) -> None:
    if written.language != language:
        remedy = f"says {written.language!r}, but the file's name says {language!r}; make them alike"
        raise ContentErrors([file.error(("language",), remedy)])
