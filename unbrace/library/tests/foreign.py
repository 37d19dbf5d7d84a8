"""FHIR Questionnaires as others might send them, with made-up words: `Item 1`, `answer 0`."""

import json
from typing import Any

from unbrace.library.questionnaires import Questionnaire
from unbrace.library.questionnaires.extensions import LOINC, ORDINAL
from unbrace.rehab.answer_ranges import answer_ranges

Resource = dict[str, Any]


def option(value: int) -> Resource:
    coding = {
        "extension": [{"url": ORDINAL, "valueDecimal": value}],
        "code": f"a{value}",
        "display": f"answer {value}",
    }
    return {"valueCoding": coding}


def foreign(one: Questionnaire) -> Resource:
    """A file that fits `one`: choices with numbers, or yes/no where statements are ticked."""
    ticked = one.instrument.arithmetic == "ticked"
    items = [
        {"linkId": f"/q{n}", "text": f"Item {n}", "type": "boolean"}
        if ticked
        else {
            "linkId": f"/q{n}",
            "text": f"Item {n}",
            "type": "choice",
            "answerOption": [option(value) for value in range(low, high + 1)],
        }
        for n, (low, high) in enumerate(answer_ranges(one.instrument), 1)
    ]
    resource: Resource = {
        "resourceType": "Questionnaire",
        "id": one.id,
        "status": "active",
        "language": "en",
        "copyright": "Somebody, 1999",
        "item": items,
    }
    if one.loinc.panel:
        resource["code"] = [{"system": LOINC, "code": one.loinc.panel}]
    return resource


def as_file(resource: Any) -> bytes:
    return json.dumps(resource).encode()
