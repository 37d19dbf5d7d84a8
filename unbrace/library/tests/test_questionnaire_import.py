"""The words of others come in only where they fit the instrument item by item, under a licence somebody names."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from unbrace.library.questionnaires import Shelf, load_questionnaires, to_fhir
from unbrace.library.questionnaires.extensions import HIGHEST, LOWEST
from unbrace.library.questionnaires.file import Terms
from unbrace.library.questionnaires.importing import Ready, made_ready
from unbrace.library.questionnaires.kept import NOTE, RESOURCE
from unbrace.library.questionnaires.r4 import problems_of
from unbrace.library.questionnaires.reading import NotImported
from unbrace.library.tests.foreign import as_file, foreign, option

LICENCE = "contract 2026/17 with the owner"
TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def shipped() -> Shelf:
    return load_questionnaires()


def ready(shelf: Shelf, resource: Any, **more: Any) -> Ready:
    return made_ready(as_file(resource), shelf, **{"licence": LICENCE, **more})


def refusal(shelf: Shelf, resource: Any, **more: Any) -> str:
    with pytest.raises(NotImported) as caught:
        ready(shelf, resource, **more)
    return str(caught.value)


def test_every_instrument_of_others_can_be_imported_kept_and_sent_on(shipped: Shelf, tmp_path: Path) -> None:
    others = [one for one in shipped if one.terms is not Terms.OWN_WORDS]
    for one in others:
        ready(shipped, foreign(one), as_id=one.id).keep_in(tmp_path, on=TODAY)
    now = load_questionnaires(imported=tmp_path)
    assert now.not_read == ()
    for one in others:
        kept = now[one.id]
        assert kept.can_be_asked
        assert kept.imported is not None
        assert (kept.imported.licence, kept.imported.copyright) == (LICENCE, "Somebody, 1999")
        assert (kept.imported.imported_on, kept.imported.wording.language) == ("2026-11-23", "en")
        resource = to_fhir(kept, kept.text, site="https://clinic.example")
        assert problems_of(resource) == (), one.id
        assert resource["copyright"] == "Somebody, 1999"
        again = ready(shipped, resource, as_id=one.id)
        assert again.wording == kept.text, one.id
    print(f"{len(others)} instruments imported, kept, sent out and imported again")


def test_the_instrument_is_known_by_its_code_or_its_name(shipped: Shelf) -> None:
    by_code = foreign(shipped["phq-4"]) | {"id": "something"}
    assert ready(shipped, by_code).questionnaire.id == "phq-4"
    by_name = foreign(shipped["odi"]) | {"id": "x", "name": "ODI"}
    assert ready(shipped, by_name).questionnaire.id == "odi"
    by_address = foreign(shipped["rmdq-24"]) | {"id": "x", "url": "https://who.example/Questionnaire/rmdq-24"}
    assert ready(shipped, by_address).questionnaire.id == "rmdq-24"


def test_statements_may_come_as_one_list(shipped: Shelf) -> None:
    resource = foreign(shipped["rmdq-24"])
    options = [{"valueString": f"Statement {n}"} for n in range(1, 25)]
    resource["item"] = [
        {"linkId": "all", "text": "Tick", "type": "choice", "repeats": True, "answerOption": options}
    ]
    found = ready(shipped, resource)
    assert [item.text for item in found.wording.items][::23] == ["Statement 1", "Statement 24"]


def test_groups_are_opened_and_what_is_only_shown_or_computed_is_left_out(shipped: Shelf) -> None:
    resource = foreign(shipped["peg"])
    resource["item"] = [
        {"linkId": "head", "type": "display", "text": "Hello"},
        {"linkId": "all", "type": "group", "item": resource["item"]},
        {"linkId": "sum", "type": "decimal", "readOnly": True},
    ]
    assert [item.id for item in ready(shipped, resource).wording.items] == ["/q1", "/q2", "/q3"]


def test_numbers_with_or_without_bounds(shipped: Shelf) -> None:
    resource = foreign(shipped["peg"])
    bounds = [{"url": LOWEST, "valueInteger": 0}, {"url": HIGHEST, "valueInteger": 10}]
    resource["item"] = [
        {
            "linkId": f"q{n}",
            "text": f"Item {n}",
            "type": "integer",
            **({"extension": bounds} if n == 1 else {}),
        }
        for n in (1, 2, 3)
    ]
    assert len(ready(shipped, resource).wording.items) == 3
    bounds[1]["valueInteger"] = 100
    assert refusal(shipped, resource) == "item q1: the highest answer is 100, needed is 10"


def test_answers_in_another_order_are_put_in_order(shipped: Shelf) -> None:
    resource = foreign(shipped["phq-2"])
    resource["item"][0]["answerOption"].reverse()
    assert [o.value for o in ready(shipped, resource).wording.items[0].options] == [0, 1, 2, 3]


def first(resource: dict[str, Any]) -> dict[str, Any]:
    item: dict[str, Any] = resource["item"][0]
    return item


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda q: q["item"].pop(), "it has 1 items, phq-2 has 2"),
        (lambda q: first(q).pop("text"), "item /q1 has no text"),
        (lambda q: q.pop("language"), "it does not say its language; add Questionnaire.language"),
        (lambda q: q.update(status="retired"), "it is retired; import the version in use"),
        (lambda q: q.update(resourceType="Bundle"), "it is a Bundle, not a Questionnaire"),
        (lambda q: q.pop("resourceType"), "it has no resourceType"),
        (
            lambda q: q["item"][1].update(linkId="/q1"),
            "it is not a FHIR R4 Questionnaire: Questionnaire.item[1].linkId: /q1 is there twice (que-2)",
        ),
        (
            lambda q: q.update(colour="red", shape="round"),
            "it is not a FHIR R4 Questionnaire: Questionnaire.colour: R4 has no such element (and 1 more)",
        ),
        (
            lambda q: first(q)["answerOption"].pop(),
            "item /q1: its answers count 0, 1, 2; needed is each of 0 to 3 once",
        ),
        (
            lambda q: first(q)["answerOption"].append(option(3)),
            "item /q1: its answers count 0, 1, 2, 3, 3; needed is each of 0 to 3 once",
        ),
        (
            lambda q: first(q).update(answerOption=[option(n) for n in (1, 2, 3, 4)]),
            "item /q1: its answers count 1, 2, 3, 4; needed is each of 0 to 3 once",
        ),
        (
            lambda q: first(q)["answerOption"][2]["valueCoding"].pop("extension"),
            "item /q1: an answer has no ordinalValue, so it cannot be counted",
        ),
        (
            lambda q: first(q)["answerOption"][2]["valueCoding"]["extension"][0].update(valueDecimal=1.5),
            "item /q1: an answer has no ordinalValue, so it cannot be counted",
        ),
        (
            lambda q: first(q)["answerOption"][2]["valueCoding"].pop("display"),
            "an answer has no words (code a2)",
        ),
        (
            lambda q: first(q).pop("answerOption"),
            "item /q1 has no answers in the file; write them out as answerOption",
        ),
        (
            lambda q: first(q).update(type="string", answerOption=[{"valueString": "a"}]),
            "item /q1 is of type string, needed is choice or integer",
        ),
        (
            lambda q: first(q).update(enableWhen=[{"question": "/q2", "operator": "exists"}]),
            "item /q1 is asked only sometimes; its instrument asks every item",
        ),
        (
            lambda q: q.update(item=[{"linkId": "g", "type": "group", "repeats": True, "item": q["item"]}]),
            "group g repeats; its instrument asks every item once",
        ),
        (
            lambda q: q.update(id="something", code=[{"code": "x"}]),
            "it does not say which instrument it is; name it with --as",
        ),
    ],
)
def test_what_does_not_fit_is_refused_in_one_sentence(shipped: Shelf, change: Any, says: str) -> None:
    resource = foreign(shipped["phq-2"])
    change(resource)
    assert refusal(shipped, resource) == says


def test_items_in_another_order_are_noticed_by_their_codes(shipped: Shelf) -> None:
    resource = foreign(shipped["peg"])
    resource["item"][2]["code"] = [{"system": "http://loinc.org", "code": "91146-1"}]
    assert refusal(shipped, resource) == "item /q3 (91146-1) is item 2 of the instrument, here 3"


def test_yes_and_no_are_needed_where_statements_are_ticked(shipped: Shelf) -> None:
    resource = foreign(shipped["rmdq-24"])
    resource["item"][0] = {"linkId": "/q1", "text": "Item 1", "type": "integer"}
    assert refusal(shipped, resource) == "item /q1 is of type integer, needed is boolean"


def test_a_file_is_no_licence(shipped: Shelf) -> None:
    said = refusal(shipped, foreign(shipped["peg"]), licence=" ")
    assert (
        said
        == "name where its use is allowed with --licence, such as a contract's number or the owner's page"
    )
    assert "its owner's licence" in refusal(shipped, foreign(shipped["pcs"]), licence="")


def test_our_own_words_are_not_replaced(shipped: Shelf) -> None:
    resource = to_fhir(shipped["nprs"], shipped["nprs"].text, site="https://clinic.example")
    assert refusal(shipped, resource) == "nprs is asked in our own words; there is nothing to import"


def test_a_name_nobody_knows_gets_a_hint(shipped: Shelf) -> None:
    assert refusal(shipped, foreign(shipped["peg"]), as_id="pegg") == (
        "there is no instrument 'pegg'; did you mean 'peg'?"
    )


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"{", "it is not JSON (line 1)"),
        (b"\xff\xfe{}", "it is not plain UTF-8 text"),
        (b"[]", "it is not a FHIR resource but a list or a single value"),
        (b"[" * 100_000, "it is not JSON"),
    ],
)
def test_what_is_no_resource_is_refused(shipped: Shelf, raw: bytes, says: str) -> None:
    with pytest.raises(NotImported) as caught:
        made_ready(raw, shipped, licence=LICENCE)
    assert str(caught.value) == says


def test_the_preview_shows_each_item_with_its_answers(shipped: Shelf) -> None:
    resource = foreign(shipped["phq-9"])
    resource["item"][0]["text"] = "word " * 30
    lines = ready(shipped, resource).preview().splitlines()
    assert lines[0] == "PHQ-9 (phq-9), 9 items, language en"
    assert lines[1] == f"licence: {LICENCE}"
    assert lines[2].endswith("… [0-3]")
    assert lines[3] == "  2. Item 2 [0-3]"
    assert lines[-1] == "Off until somebody turns it on: needs a staffed crisis pathway."


@pytest.fixture
def kept(shipped: Shelf, tmp_path: Path) -> Path:
    ready(shipped, foreign(shipped["peg"])).keep_in(tmp_path, on=TODAY)
    return tmp_path


def reason(folder: Path) -> str:
    shelf = load_questionnaires(imported=folder)
    assert not shelf["peg"].can_be_asked
    (problem,) = shelf.not_read
    return str(problem)


def test_a_file_changed_after_the_import_is_not_asked(kept: Path) -> None:
    with (kept / "peg" / RESOURCE).open("ab") as file:
        file.write(b" ")
    assert reason(kept) == "imported peg: the file was changed after the import; import it again"


def test_half_an_import_is_not_asked(kept: Path) -> None:
    (kept / "peg" / NOTE).write_text(json.dumps({"licence": LICENCE}))
    assert reason(kept) == "imported peg: its import.json is missing or incomplete; import it again"
    (kept / "peg" / RESOURCE).unlink()
    assert reason(kept) == "imported peg: its questionnaire.json cannot be read; import it again"


def test_an_import_without_its_instrument_does_not_stop_the_house(kept: Path) -> None:
    (kept / "peg").rename(kept / "nprs")
    (problem,) = load_questionnaires(imported=kept).not_read
    assert str(problem) == "imported nprs: no instrument of others has this name; import it again"


def test_a_new_import_replaces_the_one_before(shipped: Shelf, kept: Path) -> None:
    resource = foreign(shipped["peg"])
    resource["item"][0]["text"] = "Newer words"
    ready(shipped, resource).keep_in(kept, on=TODAY)
    text = load_questionnaires(imported=kept)["peg"].text
    assert text is not None
    assert text.items[0].text == "Newer words"
