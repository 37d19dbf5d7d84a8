"""Reads a CASE.json strictly: one clear line about the first thing that is off, never a guess."""

import json
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel

from unbrace.library.errors import ContentError, ContentErrors
from unbrace.library.wording import validated
from unbrace.library.yaml_file import YamlFile

LARGEST_CASE = 1_000_000
Case = TypeVar("Case", bound=BaseModel)


class NotACase(Exception):
    """What is off, as one line."""


def read_case(path: Path, model: type[Case]) -> Case:
    """The case. Raises NotACase with file, place and remedy; further findings are counted."""
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_CASE + 1)
    except OSError as problem:
        raise NotACase(f"{path.name}: cannot be read ({problem.strerror})") from None
    if len(raw) > LARGEST_CASE:
        raise NotACase(f"{path.name}: is larger than 1 MB, which no case is")
    data = _object(raw, path.name)
    try:
        return validated(model, YamlFile(path.name, data, yaml.MappingNode("", [])))
    except ContentErrors as found:
        first, *others = found.errors
        more = f" (and {len(others)} more)" if others else ""
        raise NotACase(f"{_on_one_line(first)}{more}") from None


def _object(raw: bytes, name: str) -> dict[str, Any]:
    try:
        data = json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_number)
    except UnicodeDecodeError:
        raise NotACase(f"{name}: is not plain UTF-8 text; save it as UTF-8") from None
    except json.JSONDecodeError as problem:
        raise NotACase(f"{name}: is not JSON; look at line {problem.lineno}") from None
    except RecursionError:
        raise NotACase(f"{name}: is nested too deeply to be a case") from None
    if not isinstance(data, dict):
        raise NotACase(f"{name}: is not a block of entries in braces; compare it with an example")
    return data


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            raise NotACase(f"{name}: written twice; keep one")
    return dict(pairs)


def _no_number(word: str) -> float:
    raise NotACase(f"{word} is not a number; write digits, or null when it is not known")


def _on_one_line(error: ContentError) -> str:
    return " ".join(str(error).split())
