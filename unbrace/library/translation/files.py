"""Finds the translated files beside an English one by their names, and holds each to the language of its name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from unbrace.library.errors import ContentError, ContentErrors
from unbrace.library.translation.faithful import Made
from unbrace.library.translation.languages import LANGUAGES
from unbrace.library.wording import did_you_mean
from unbrace.library.yaml_file import YamlFile, read_yaml


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


def in_files_language(language: str, written: Made, file: YamlFile) -> None:
    if written.language != language:
        remedy = f"says {written.language!r}, but the file's name says {language!r}; make them alike"
        raise ContentErrors([file.error(("language",), remedy)])
