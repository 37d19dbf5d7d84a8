"""What FHIR R4 allows in a Questionnaire: elements, their types, required codes, and the rules between them.

Written from the public R4 (4.0.1) definition of Questionnaire. It covers the resource as far as it can be checked
without a terminology server: unknown elements, wrong types, missing ones, codes outside required value sets, empty
values, and the invariants que-1 to que-13 that speak about structure.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Problem = str
_ID = re.compile(r"^[A-Za-z0-9\-.]{1,64}$")
_DATE = re.compile(r"^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2}))?)?)?$")
_NAME = re.compile(r"^[A-Z]\w{0,254}$", re.ASCII)

STATUS = ("draft", "active", "retired", "unknown")
ITEM_TYPES = (
    *("group", "display", "boolean", "decimal", "integer", "date", "dateTime", "time", "string", "text"),
    *("url", "choice", "open-choice", "attachment", "reference", "quantity"),
)


def _text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _flag(value: Any) -> bool:
    return isinstance(value, bool)


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _block(value: Any) -> bool:
    return isinstance(value, dict) and bool(value)


def _date(value: Any) -> bool:
    return isinstance(value, str) and bool(_DATE.match(value))


def _many(one: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list) and bool(value) and all(one(each) for each in value)


Elements = Mapping[str, Callable[[Any], bool]]
_EVERYWHERE: Elements = {"id": _text, "extension": _many(_block), "modifierExtension": _many(_block)}
RESOURCE: Elements = {
    **_EVERYWHERE,
    "resourceType": _text,
    **dict.fromkeys(("meta", "text"), _block),
    **dict.fromkeys(("implicitRules", "language", "url", "version", "name", "title", "status"), _text),
    **dict.fromkeys(("publisher", "description", "purpose", "copyright"), _text),
    **dict.fromkeys(("date", "approvalDate", "lastReviewDate"), _date),
    **dict.fromkeys(
        ("identifier", "contact", "useContext", "jurisdiction", "code", "item", "contained"), _many(_block)
    ),
    **dict.fromkeys(("derivedFrom", "subjectType"), _many(_text)),
    "experimental": _flag,
    "effectivePeriod": _block,
}
ITEM: Elements = {
    **_EVERYWHERE,
    **dict.fromkeys(
        ("linkId", "definition", "prefix", "text", "type", "enableBehavior", "answerValueSet"), _text
    ),
    **dict.fromkeys(("code", "enableWhen", "answerOption", "initial", "item"), _many(_block)),
    **dict.fromkeys(("required", "repeats", "readOnly"), _flag),
    "maxLength": _whole,
}
OPTION: Elements = {
    **_EVERYWHERE,
    "valueInteger": _whole,
    **dict.fromkeys(("valueDate", "valueTime", "valueString"), _text),
    **dict.fromkeys(("valueCoding", "valueReference"), _block),
    "initialSelected": _flag,
}
CODING: Elements = {
    **_EVERYWHERE,
    **dict.fromkeys(("system", "version", "code", "display"), _text),
    "userSelected": _flag,
}


def problems_of(resource: Mapping[str, Any]) -> tuple[Problem, ...]:
    """Everything in which this is not an R4 Questionnaire, with the place; empty when nothing was found."""
    return tuple(_resource(resource))


def _resource(resource: Mapping[str, Any]) -> Iterator[Problem]:
    if resource.get("resourceType") != "Questionnaire":
        yield "Questionnaire.resourceType: is not Questionnaire"
        return
    yield from _elements(resource, RESOURCE, "Questionnaire")
    if resource.get("status") not in STATUS:
        yield f"Questionnaire.status: must be one of {', '.join(STATUS)}"
    if isinstance(resource.get("id"), str) and not _ID.match(resource["id"]):
        yield "Questionnaire.id: may hold letters, digits, - and . only"
    if isinstance(resource.get("name"), str) and not _NAME.match(resource["name"]):
        yield "Questionnaire.name: begins with a capital letter and has no spaces (que-0)"
    if isinstance(resource.get("code"), list):
        for index, code in enumerate(resource["code"]):
            yield from _elements(code, CODING, f"Questionnaire.code[{index}]")
    seen: set[str] = set()
    yield from _items(resource.get("item"), "Questionnaire.item", seen)


def _items(items: Any, at: str, seen: set[str]) -> Iterator[Problem]:
    for index, item in enumerate(items if isinstance(items, list) else []):
        if isinstance(item, dict):
            yield from _item(item, f"{at}[{index}]", seen)


def _item(item: Mapping[str, Any], at: str, seen: set[str]) -> Iterator[Problem]:
    yield from _elements(item, ITEM, at)
    link, kind = item.get("linkId"), item.get("type")
    if not _text(link):
        yield f"{at}.linkId: missing"
    elif link in seen:
        yield f"{at}.linkId: {link} is there twice (que-2)"
    else:
        seen.add(str(link))
    if kind not in ITEM_TYPES:
        yield f"{at}.type: must be one of {', '.join(ITEM_TYPES)}"
        return
    yield from _invariants(item, str(kind), at)
    for index, code in enumerate(item.get("code", ()) if isinstance(item.get("code"), list) else ()):
        yield from _elements(code, CODING, f"{at}.code[{index}]")
    for index, option in enumerate(
        item.get("answerOption", ()) if isinstance(item.get("answerOption"), list) else ()
    ):
        yield from _option(option, f"{at}.answerOption[{index}]")
    yield from _items(item.get("item"), f"{at}.item", seen)


def _invariants(item: Mapping[str, Any], kind: str, at: str) -> Iterator[Problem]:
    if kind == "group" and not item.get("item"):
        yield f"{at}: a group needs items (que-1)"
    if kind == "display" and item.get("item"):
        yield f"{at}: a display has no items (que-1)"
    if kind == "display" and item.get("code"):
        yield f"{at}: a display has no code (que-3)"
    if "answerOption" in item and "answerValueSet" in item:
        yield f"{at}: has answers and a link to answers; one of the two (que-4)"
    offers = "answerOption" in item or "answerValueSet" in item
    if offers and kind not in ("choice", "open-choice", "integer", "date", "time", "string", "quantity"):
        yield f"{at}: {kind} has no answers to choose from (que-5)"
    if kind == "display" and ("required" in item or "repeats" in item):
        yield f"{at}: a display is neither required nor repeated (que-6)"
    if kind in ("group", "display") and "initial" in item:
        yield f"{at}: {kind} has no initial value (que-8)"
    if kind == "display" and "readOnly" in item:
        yield f"{at}: a display is not readOnly (que-9)"
    if "maxLength" in item and kind not in (
        "boolean",
        "decimal",
        "integer",
        "string",
        "text",
        "url",
        "open-choice",
    ):
        yield f"{at}: {kind} has no maxLength (que-10)"
    if "answerOption" in item and "initial" in item:
        yield f"{at}: has answers and an initial value; mark an answer instead (que-11)"


def _option(option: Any, at: str) -> Iterator[Problem]:
    if not isinstance(option, dict):
        return
    yield from _elements(option, OPTION, at)
    values = [name for name in option if name.startswith("value")]
    if len(values) != 1:
        yield f"{at}: has {len(values)} values; exactly one is needed"
    if isinstance(option.get("valueCoding"), dict):
        yield from _elements(option["valueCoding"], CODING, f"{at}.valueCoding")


def _elements(block: Mapping[str, Any], allowed: Elements, at: str) -> Iterator[Problem]:
    """Unknown elements and wrong or empty values. `_name` beside `name` carries extensions of a primitive."""
    for name, value in block.items():
        if name.startswith("_") and name[1:] in allowed:
            if not _block(value):
                yield f"{at}.{name}: is empty or not a block"
        elif name not in allowed:
            yield f"{at}.{name}: R4 has no such element"
        elif not allowed[name](value):
            yield f"{at}.{name}: is empty or of the wrong type"
    extensions = block.get("extension")
    for index, extension in enumerate(extensions if isinstance(extensions, list) else ()):
        if isinstance(extension, dict):
            yield from _extension(extension, f"{at}.extension[{index}]")


def _extension(extension: Mapping[str, Any], at: str) -> Iterator[Problem]:
    if not _text(extension.get("url")):
        yield f"{at}.url: missing"
    values = [name for name in extension if name.startswith("value")]
    if len(values) + ("extension" in extension) != 1:
        yield f"{at}: has a value or extensions of its own, one of the two (ext-1)"
    for name, check in (("valueInteger", _whole), ("valueDecimal", _number), ("valueString", _text)):
        if name in extension and not check(extension[name]):
            yield f"{at}.{name}: is empty or of the wrong type"
