"""Turns what pydantic found into sentences a physiotherapist can act on."""

import dataclasses
import json
import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from unbrace.library.errors import ContentError, ContentErrors
from unbrace.library.yaml_file import Location, YamlFile

NOT_A_NUMBER = "not a number; write digits only, such as 40"
NOT_WHOLE = "not a whole number; write digits only, such as 3"
NOT_TEXT = "not text; put it in quotes"
NOT_A_LIST = "not a list; write it in brackets, such as [one, two], or each entry after a dash"
NOT_A_BLOCK = "needs entries of its own, each on an indented line below it"

_PLAIN: dict[str, str] = {
    "float_type": NOT_A_NUMBER,
    "float_parsing": NOT_A_NUMBER,
    "finite_number": NOT_A_NUMBER,
    "int_type": NOT_WHOLE,
    "int_parsing": NOT_WHOLE,
    "int_from_float": NOT_WHOLE,
    "bool_type": "neither true nor false; write one of the two",
    "string_type": NOT_TEXT,
    "string_too_short": "empty; write something here",
    "too_short": "empty; name at least one",
    "tuple_type": NOT_A_LIST,
    "dict_type": NOT_A_BLOCK,
    "mapping_type": NOT_A_BLOCK,
    "model_type": NOT_A_BLOCK,
    "dataclass_type": NOT_A_BLOCK,
}
_FORMS = {
    r"^[A-Z]{2}\d{2}$": "a code is two capital letters and two digits, such as KM05",
    r"^\d+\.\d+\.\d+$": "a version is three numbers, such as 1.0.0",
}


Model = TypeVar("Model", bound=BaseModel)


def validated(model: type[Model], file: YamlFile) -> Model:
    """The file as `model`. Raises ContentErrors: all that is wrong, not only the first."""
    try:
        text = json.dumps(file.data)
    except (TypeError, ValueError):
        raise ContentErrors(
            [ContentError(file.name, "", "uses more of YAML than words, numbers and lists")]
        ) from None
    try:
        return model.model_validate_json(text)
    except ValidationError as found:
        raise ContentErrors({_said(model, file, detail) for detail in found.errors()}) from None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`did you mean 'squat'?` when something known is close, else the list of what is known."""
    known = sorted(known)
    close = get_close_matches(word, known, n=1, cutoff=0.6)
    return f"did you mean {close[0]!r}?" if close else f"known here: {', '.join(known)}"


def _said(model: type[BaseModel], file: YamlFile, detail: ErrorDetails) -> ContentError:
    at = tuple(step for step in detail["loc"] if step != "[key]")
    kind = detail["type"]
    if kind == "missing":
        return file.error(at, _missing(model, at))
    if kind in ("extra_forbidden", "unexpected_keyword_argument"):
        return file.error(
            at, f"unknown entry; {did_you_mean(str(at[-1]), _entries(_type_at(model, at[:-1])))}"
        )
    if kind == "value_error":
        return _own_words(file, at, str(detail["ctx"]["error"]))
    return file.error(at, _PLAIN.get(kind) or _with_context(kind, detail))


def _missing(model: type[BaseModel], at: Location) -> str:
    description = _entries(_type_at(model, at[:-1])).get(str(at[-1]))
    return f"missing; add it: {description}" if description else "missing; add it"


def _with_context(kind: str, detail: ErrorDetails) -> str:
    context: Mapping[str, Any] = detail.get("ctx", {})
    given = detail["input"]
    if kind in ("enum", "literal_error"):
        offered = re.findall("'(.*?)'", context["expected"])
        return f"{given!r} cannot be chosen here; {did_you_mean(str(given), offered)}"
    if kind == "string_pattern_mismatch":
        return f"{given!r} does not have the right form; {_FORMS.get(context['pattern'], 'compare it with another')}"
    return f"{given!r} cannot be used here: {detail['msg'].lower()}"


def _own_words(file: YamlFile, at: Location, message: str) -> ContentError:
    """A check inside a dataclass names its field in front: `phases: thresholds must rise`."""
    field, colon, remedy = message.partition(": ")
    if colon and field.isidentifier():
        return file.error(at if field in at[-2:] else (*at, field), remedy)
    return file.error(at, message)


def _type_at(kind: Any, location: Location) -> Any:
    """The type that stands at this place of the file, following lists, mappings and `or nothing`."""
    for step in location:
        kind = _inner(kind)
        if isinstance(step, int):
            kind = get_args(kind)[0]
        elif _entries(kind):
            kind = _hints(kind).get(step)
        else:
            kind = get_args(kind)[-1] if get_args(kind) else None
    return _inner(kind)


def _inner(kind: Any) -> Any:
    """The type without `or nothing` and without annotations."""
    if get_origin(kind) is Annotated:
        return _inner(get_args(kind)[0])
    if get_origin(kind) in (Union, UnionType):
        return _inner(next(part for part in get_args(kind) if part is not NoneType))
    return kind


def _hints(kind: Any) -> dict[str, Any]:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return {field.alias or name: field.annotation for name, field in kind.model_fields.items()}
    return get_type_hints(kind)


def _entries(kind: Any) -> dict[str, str]:
    """The entries a block may have, each with its description (empty where it has none)."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return {field.alias or name: field.description or "" for name, field in kind.model_fields.items()}
    if dataclasses.is_dataclass(kind):
        return {field.name: "" for field in dataclasses.fields(kind)}
    return {}
