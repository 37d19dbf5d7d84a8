"""Reads a FHIR R4 Questionnaire of others against the structure of an instrument, and says in one sentence what is off.

Nothing is guessed: the number of items, every answer's number and the order of known codes have to match, because a
score over the wrong items looks exactly like a right one.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from unbrace.library.questionnaires.extensions import HIGHEST, LOINC, LOWEST, ORDINALS
from unbrace.library.questionnaires.r4 import problems_of
from unbrace.library.questionnaires.wording import AnswerOption, ItemText, Wording
from unbrace.rehab.answer_ranges import Range, answer_ranges
from unbrace.rehab.scoring import Instrument


class NotImported(Exception):
    """Why this file cannot be imported, as a sentence without its full stop."""


def read_wording(
    resource: Any, instrument: Instrument, loinc_items: Sequence[str] = (), *, language: str | None = None
) -> Wording:
    """The words of its items, checked against the instrument. Raises NotImported."""
    checked = questionnaire_in(resource)
    asked = list(_asked(checked.get("item", [])))
    spoken = language or checked.get("language")
    if not spoken:
        raise NotImported("it does not say its language; add Questionnaire.language")
    items = _one_list(asked) if instrument.arithmetic == "ticked" else asked
    if len(items) != instrument.items:
        raise NotImported(f"it has {len(items)} items, {instrument.id} has {instrument.items}")
    _refuse_other_order(items, loinc_items)
    ranges = answer_ranges(instrument)
    ticked = instrument.arithmetic == "ticked"
    texts = tuple(_text(item, between, ticked=ticked) for item, between in zip(items, ranges, strict=True))
    return Wording(items=texts, introduction=None, language=str(spoken))


def questionnaire_in(resource: Any) -> Mapping[str, Any]:
    """The resource, when it is an R4 Questionnaire in its structure and in use."""
    if not isinstance(resource, dict):
        raise NotImported("it is not a FHIR resource but a list or a single value")
    kind = resource.get("resourceType")
    if kind != "Questionnaire":
        raise NotImported(f"it is a {kind}, not a Questionnaire" if kind else "it has no resourceType")
    if problems := problems_of(resource):
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        raise NotImported(f"it is not a FHIR R4 Questionnaire: {problems[0]}{more}")
    if resource["status"] == "retired":
        raise NotImported("it is retired; import the version in use")
    return resource


def _asked(items: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """What is asked, in order: groups opened, display and computed items left out."""
    for item in items:
        if "enableWhen" in item:
            raise NotImported(
                f"item {item['linkId']} is asked only sometimes; its instrument asks every item"
            )
        if item["type"] == "group":
            if item.get("repeats"):
                raise NotImported(f"group {item['linkId']} repeats; its instrument asks every item once")
            yield from _asked(item["item"])
        elif item["type"] != "display" and not item.get("readOnly"):
            yield item


def _one_list(asked: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Statements to tick come as yes/no items, or as one item with all of them as answers."""
    if len(asked) == 1 and asked[0]["type"] == "choice" and asked[0].get("repeats"):
        return [
            {"linkId": f"{asked[0]['linkId']}.{n}", "type": "boolean", "text": _words(option)}
            for n, option in enumerate(asked[0].get("answerOption", ()), 1)
        ]
    return asked


def _refuse_other_order(items: Sequence[Mapping[str, Any]], loinc_items: Sequence[str]) -> None:
    for place, item in enumerate(items):
        for code in item.get("code", ()):
            known = code.get("code") if code.get("system") == LOINC else None
            if known in loinc_items and loinc_items.index(known) != place:
                ours = loinc_items.index(known) + 1
                raise NotImported(
                    f"item {item['linkId']} ({known}) is item {ours} of the instrument, here {place + 1}"
                )


def _text(item: Mapping[str, Any], between: Range, *, ticked: bool) -> ItemText:
    link = item["linkId"]
    if not item.get("text"):
        raise NotImported(f"item {link} has no text")
    kind = item["type"]
    wanted = "boolean" if ticked else "choice or integer"
    if kind not in wanted.split(" or "):
        raise NotImported(f"item {link} is of type {kind}, needed is {wanted}")
    options: tuple[AnswerOption, ...] = ()
    if kind == "integer":
        _refuse_other_bounds(item, between)
    if kind == "choice":
        options = _options(item, between)
    return ItemText(id=link, text=item["text"], options=options)


def _refuse_other_bounds(item: Mapping[str, Any], between: Range) -> None:
    given = {one["url"]: one.get("valueInteger") for one in item.get("extension", ())}
    for url, expected, word in ((LOWEST, between[0], "lowest"), (HIGHEST, between[1], "highest")):
        if given.get(url, expected) != expected:
            raise NotImported(
                f"item {item['linkId']}: the {word} answer is {given[url]}, needed is {expected}"
            )


def _options(item: Mapping[str, Any], between: Range) -> tuple[AnswerOption, ...]:
    link = item["linkId"]
    if "answerOption" not in item:
        raise NotImported(f"item {link} has no answers in the file; write them out as answerOption")
    options = tuple(
        AnswerOption(value=_ordinal(option, link), text=_words(option)) for option in item["answerOption"]
    )
    lowest, highest = between
    if sorted(option.value for option in options) != list(range(lowest, highest + 1)):
        numbers = ", ".join(str(option.value) for option in options)
        raise NotImported(
            f"item {link}: its answers count {numbers}; needed is each of {lowest} to {highest} once"
        )
    return tuple(sorted(options, key=lambda option: option.value))


def _ordinal(option: Mapping[str, Any], link: str) -> int:
    """The number an answer counts as: `ordinalValue` on the answer or its coding, or a whole number itself."""
    if "valueInteger" in option:
        return int(option["valueInteger"])
    for block in (option.get("valueCoding", {}), option):
        for extension in block.get("extension", ()):
            value = extension.get("valueDecimal")
            if extension.get("url") in ORDINALS and value is not None and value == int(value):
                return int(value)
    raise NotImported(f"item {link}: an answer has no ordinalValue, so it cannot be counted")


def _words(option: Mapping[str, Any]) -> str:
    coding = option.get("valueCoding", {})
    words = coding.get("display") or option.get("valueString") or option.get("valueInteger")
    if words is None:
        raise NotImported(f"an answer has no words (code {coding.get('code')})")
    return str(words)
