"""A questionnaire as FHIR R4 Questionnaire. The words of others go along only where this house has imported them."""

from typing import Any

from unbrace.library.questionnaires.extensions import HIGHEST, LOINC, LOWEST, ORDINAL
from unbrace.library.questionnaires.shelf import Questionnaire
from unbrace.library.questionnaires.wording import AnswerOption, ItemText, Wording
from unbrace.rehab.answer_ranges import Range, answer_ranges

NAMED_BY_PERSON = "mean_of_named"
SCORE_LINK = "score"


def to_fhir(questionnaire: Questionnaire, text: Wording | None = None, *, site: str) -> dict[str, Any]:
    """The resource. `text` are the words to send along, None for structure, codes and ordinals alone.

    `site` is the address the canonical URL begins with. Every chosen answer carries its number as the SDC
    `ordinalValue`; LOINC codes are only those the content holds.
    """
    address = f"{site.rstrip('/')}/fhir"
    loinc = questionnaire.loinc
    resource: dict[str, Any] = {
        "resourceType": "Questionnaire",
        "id": questionnaire.id,
        "url": f"{address}/Questionnaire/{questionnaire.id}",
        "version": questionnaire.version,
        "name": _name(questionnaire.id),
        "title": questionnaire.title,
        "status": "draft" if questionnaire.reviewed_by is None else "active",
        "subjectType": ["Patient"],
        "item": [*_items(questionnaire, text, address), _score(questionnaire)],
    }
    if panel := loinc.panel or loinc.item:
        resource["code"] = [{"system": LOINC, "code": panel}]
    if text:
        resource["language"] = text.language
    if text and text.introduction:
        resource["description"] = text.introduction
    if questionnaire.not_validated:
        resource["purpose"] = "Not a validated scale."
    if text and questionnaire.imported and questionnaire.imported.copyright:
        resource["copyright"] = questionnaire.imported.copyright
    return resource


def _name(questionnaire_id: str) -> str:
    """`start-back` as `StartBack`: R4 wants a name a machine can use."""
    return "".join(part.capitalize() for part in questionnaire_id.split("-"))


def _items(questionnaire: Questionnaire, text: Wording | None, address: str) -> list[dict[str, Any]]:
    instrument = questionnaire.instrument
    ranges = answer_ranges(instrument)
    codes = questionnaire.loinc.items
    if instrument.arithmetic == NAMED_BY_PERSON:
        return [_named_by_person(text.items[0] if text else None, ranges[0])]
    items = []
    for index, one in enumerate(ranges):
        item_text = text.items[index] if text else None
        item = _item(item_text, index, one, ticked=instrument.arithmetic == "ticked")
        if item_text and item_text.options:
            system = f"{address}/CodeSystem/{questionnaire.id}-answers"
            item["type"] = "choice"
            item["answerOption"] = [_option(option, system) for option in item_text.options]
            item.pop("extension", None)
        if index < len(codes):
            item["code"] = [{"system": LOINC, "code": codes[index]}]
        items.append(item)
    return items


def _item(text: ItemText | None, index: int, between: Range, *, ticked: bool) -> dict[str, Any]:
    item: dict[str, Any] = {"linkId": text.id if text else str(index + 1)}
    if text:
        item["text"] = text.text
    if ticked:
        return {**item, "type": "boolean"}
    lowest, highest = between
    bounds = [{"url": LOWEST, "valueInteger": lowest}, {"url": HIGHEST, "valueInteger": highest}]
    return {**item, "type": "integer", "required": True, "extension": bounds}


def _named_by_person(text: ItemText | None, between: Range) -> dict[str, Any]:
    """An activity in the person's own words, and how well it goes; up to five times."""
    rating = _item(text, 0, between, ticked=False)
    named = {"linkId": f"{rating['linkId']}-name", "type": "string", "required": True}
    rating["linkId"] = f"{rating['linkId']}-rating"
    return {"linkId": "activities", "type": "group", "repeats": True, "item": [named, rating]}


def _option(option: AnswerOption, system: str) -> dict[str, Any]:
    return {
        "valueCoding": {
            "extension": [{"url": ORDINAL, "valueDecimal": option.value}],
            "system": system,
            "code": str(option.value),
            "display": option.text,
        }
    }


def _score(questionnaire: Questionnaire) -> dict[str, Any]:
    """The score beside the answers, computed by this house and only read by others."""
    score: dict[str, Any] = {"linkId": SCORE_LINK, "type": "decimal", "readOnly": True}
    if questionnaire.loinc.score:
        score["code"] = [{"system": LOINC, "code": questionnaire.loinc.score}]
    return score
