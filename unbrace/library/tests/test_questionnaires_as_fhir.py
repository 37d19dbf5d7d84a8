"""Questionnaires out as FHIR R4, and the structure check, which has to find every fault it is shown."""

import copy
from typing import Any

import pytest

from unbrace.library.questionnaires import Shelf, load_questionnaires, to_fhir
from unbrace.library.questionnaires.extensions import HIGHEST, LOINC, LOWEST, ORDINAL
from unbrace.library.questionnaires.r4 import problems_of
from unbrace.library.tests.foreign import foreign

SITE = "https://clinic.example"


@pytest.fixture(scope="module")
def shipped() -> Shelf:
    return load_questionnaires()


def test_everything_that_goes_out_is_a_questionnaire_of_r4(shipped: Shelf) -> None:
    for one in shipped:
        assert problems_of(to_fhir(one, one.text, site=SITE)) == (), one.id
    print(f"{len(shipped)} questionnaires checked against the R4 structure")


def test_the_words_of_others_stay_here_unless_they_were_imported(shipped: Shelf) -> None:
    resource = to_fhir(shipped["peg"], shipped["peg"].text, site=SITE)
    assert [item["linkId"] for item in resource["item"]] == ["1", "2", "3", "score"]
    assert not any("text" in item for item in resource["item"])
    assert "language" not in resource


def test_every_chosen_answer_carries_its_number(shipped: Shelf) -> None:
    (item, _) = to_fhir(shipped["pgic"], shipped["pgic"].text, site=SITE)["item"]
    numbers = [
        extension["valueDecimal"]
        for option in item["answerOption"]
        for extension in option["valueCoding"]["extension"]
        if extension["url"] == ORDINAL
    ]
    assert numbers == [1, 2, 3, 4, 5, 6, 7]
    assert (item["type"], item["required"]) == ("choice", True)
    assert item["answerOption"][0]["valueCoding"]["display"] == "very much better"
    assert "extension" not in item


def test_a_number_has_its_bounds(shipped: Shelf) -> None:
    (item, score) = to_fhir(shipped["nprs"], shipped["nprs"].text, site=SITE)["item"]
    assert item["extension"] == [
        {"url": LOWEST, "valueInteger": 0},
        {"url": HIGHEST, "valueInteger": 10},
    ]
    assert item["text"] == "How strong is your pain right now?"
    assert score == {"linkId": "score", "type": "decimal", "readOnly": True}


def test_codes_are_those_of_the_content(shipped: Shelf) -> None:
    peg = to_fhir(shipped["peg"], site=SITE)
    assert peg["code"] == [{"system": LOINC, "code": "91148-7"}]
    assert peg["item"][0]["code"] == [{"system": LOINC, "code": "91145-3"}]
    assert "code" not in peg["item"][2]
    assert peg["item"][3]["code"] == [{"system": LOINC, "code": "91147-9"}]
    assert to_fhir(shipped["nprs"], site=SITE)["code"] == [{"system": LOINC, "code": "72514-3"}]
    assert "code" not in to_fhir(shipped["psfs"], site=SITE)


def test_the_head_says_what_it_is(shipped: Shelf) -> None:
    head = to_fhir(shipped["start-back"], site=f"{SITE}/")
    assert (head["url"], head["name"]) == (f"{SITE}/fhir/Questionnaire/start-back", "StartBack")
    assert (head["status"], head["version"]) == ("draft", "1.0.0")
    own = to_fhir(shipped["everyday"], shipped["everyday"].text, site=SITE)
    assert own["purpose"] == "Not a validated scale."
    assert own["description"].startswith("On how many of the last 7 days?")
    assert own["language"] == "en"


def test_statements_are_ticked_and_activities_are_named(shipped: Shelf) -> None:
    rmdq = to_fhir(shipped["rmdq-24"], site=SITE)
    assert {item["type"] for item in rmdq["item"][:-1]} == {"boolean"}
    assert len(rmdq["item"]) == 25
    (activities, _) = to_fhir(shipped["psfs"], shipped["psfs"].text, site=SITE)["item"]
    assert (activities["type"], activities["repeats"]) == ("group", True)
    assert [item["type"] for item in activities["item"]] == ["string", "integer"]


def base(shipped: Shelf) -> dict[str, Any]:
    return foreign(shipped["phq-2"])


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda q: q.pop("status"), "Questionnaire.status"),
        (lambda q: q.update(status="finished"), "Questionnaire.status"),
        (lambda q: q.update(colour="red"), "Questionnaire.colour: R4 has no such element"),
        (lambda q: q.update(title=5), "Questionnaire.title: is empty or of the wrong type"),
        (lambda q: q.update(title=" "), "Questionnaire.title"),
        (lambda q: q.update(experimental="yes"), "Questionnaire.experimental"),
        (lambda q: q.update(date="last week"), "Questionnaire.date"),
        (lambda q: q.update(subjectType="Patient"), "Questionnaire.subjectType"),
        (lambda q: q.update(subjectType=[]), "Questionnaire.subjectType"),
        (lambda q: q.update(id="a b"), "Questionnaire.id"),
        (lambda q: q.update(name="two words"), "que-0"),
        (lambda q: q.update(_title={}), "Questionnaire._title"),
        (lambda q: q["code"][0].update(text="x"), "Questionnaire.code[0].text"),
        (lambda q: q["item"][0].pop("linkId"), "item[0].linkId: missing"),
        (lambda q: q["item"][1].update(linkId="/q1"), "que-2"),
        (lambda q: q["item"][0].update(type="number"), "item[0].type"),
        (lambda q: q["item"][0].update(answer=1), "item[0].answer: R4 has no such element"),
        (lambda q: q["item"][0].update(required="true"), "item[0].required"),
        (lambda q: q["item"][0].update(maxLength=5), "que-10"),
        (lambda q: q["item"][0].update(initial=[{"valueInteger": 1}]), "que-11"),
        (lambda q: q["item"][0].update(answerValueSet="http://x"), "que-4"),
        (lambda q: q["item"][0].update(type="boolean"), "que-5"),
        (lambda q: q["item"][0].update(type="group"), "que-1"),
        (lambda q: q["item"].append({"linkId": "g", "type": "group"}), "que-1"),
        (
            lambda q: q["item"].append(
                {"linkId": "d", "type": "display", "item": [{"linkId": "e", "type": "text"}]}
            ),
            "que-1",
        ),
        (lambda q: q["item"].append({"linkId": "d", "type": "display", "code": [{"code": "a"}]}), "que-3"),
        (lambda q: q["item"].append({"linkId": "d", "type": "display", "required": True}), "que-6"),
        (lambda q: q["item"].append({"linkId": "d", "type": "display", "readOnly": True}), "que-9"),
        (
            lambda q: q["item"].append({"linkId": "d", "type": "display", "initial": [{"valueInteger": 1}]}),
            "que-8",
        ),
        (lambda q: q["item"][0]["answerOption"][0].update(valueInteger=1), "exactly one is needed"),
        (lambda q: q["item"][0]["answerOption"][0].pop("valueCoding"), "answerOption[0]"),
        (lambda q: q["item"][0]["answerOption"][0]["valueCoding"].update(text="x"), "valueCoding.text"),
        (
            lambda q: q["item"][0]["answerOption"][0]["valueCoding"]["extension"][0].pop("url"),
            "extension[0].url: missing",
        ),
        (
            lambda q: q["item"][0]["answerOption"][0]["valueCoding"]["extension"][0].update(valueDecimal="1"),
            "valueDecimal",
        ),
        (
            lambda q: q["item"][0]["answerOption"][0]["valueCoding"]["extension"][0].pop("valueDecimal"),
            "ext-1",
        ),
        (lambda q: q.update(resourceType="Bundle"), "is not Questionnaire"),
    ],
)
def test_the_structure_check_finds_the_fault(shipped: Shelf, change: Any, problem: str) -> None:
    resource = base(shipped)
    assert problems_of(resource) == ()
    broken = copy.deepcopy(resource)
    change(broken)
    found = problems_of(broken)
    assert any(problem in one for one in found), found
