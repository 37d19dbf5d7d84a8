"""Words of others come in whole or not at all, are looked at before they are asked, and belong to who brought them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.doors import everybody_else, signed_in
from unbrace.clinic.intakes.imports import read_anew
from unbrace.clinic.intakes.way_in import questionnaires
from unbrace.library.questionnaires import load_questionnaires
from unbrace.library.tests.foreign import as_file, foreign

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.people import People

LICENCE = "letter of the owner, 2026-11-02"


@pytest.fixture(autouse=True)
def data(tmp_path: Path, settings: Any) -> Iterator[Path]:
    settings.DATA = tmp_path
    read_anew()
    yield tmp_path / "questionnaires"
    read_anew()


def send(who: Any, resource: Any, **more: str) -> Any:
    raw = resource if isinstance(resource, bytes) else as_file(resource)
    file = SimpleUploadedFile("q.json", raw, content_type="application/json")
    return signed_in(who.user).post("/office/questionnaires/", {"file": file, "licence": LICENCE} | more)


def peg() -> dict[str, Any]:
    return foreign(load_questionnaires()["peg"])


def test_it_comes_in_is_compared_and_then_asked_and_can_be_stopped(people: People, data: Path) -> None:
    client = signed_in(people.olga.user)
    assert send(people.olga, peg()).status_code == 302
    page = client.get("/office/questionnaires/").content.decode()
    assert "here, not asked" in page
    assert "Item 3" in page
    assert LICENCE in page
    assert not questionnaires()["peg"].can_be_asked
    client.post("/office/questionnaires/peg/ask/")
    assert questionnaires()["peg"].can_be_asked
    client.post("/office/questionnaires/peg/stop/")
    assert not questionnaires()["peg"].can_be_asked
    assert (data / "peg" / "questionnaire.json").exists()


@pytest.mark.parametrize(
    ("change", "more", "says"),
    [
        ({}, {"licence": " "}, "in the field Licence"),
        ({"id": "x"}, {}, "in the field Instrument"),
        ({"item": []}, {}, "It was not imported"),
        ({"status": "retired"}, {}, "import the version in use"),
        ({"language": None}, {}, "add Questionnaire.language"),
    ],
)
def test_what_does_not_fit_is_said_with_its_remedy_and_nothing_is_kept(
    people: People, data: Path, change: dict[str, Any], more: dict[str, str], says: str
) -> None:
    resource = {key: value for key, value in (peg() | change).items() if value is not None}
    if "id" in change:
        resource.pop("code", None)
    response = send(people.olga, resource, **more)
    assert response.status_code == 422
    assert says in response.content.decode()
    assert not data.exists()


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe", b"[]", b"{", b"null"])
def test_what_is_no_questionnaire_is_refused(people: People, data: Path, raw: bytes) -> None:
    assert send(people.olga, raw, as_id="peg").status_code == 422
    assert not data.exists()


def test_an_answer_that_counts_otherwise_is_refused_by_its_item(people: People, data: Path) -> None:
    resource = peg()
    resource["item"][1]["answerOption"].pop()
    page = send(people.olga, resource).content.decode()
    assert "item /q2" in page
    assert "needed is each of 0 to 10 once" in page
    assert not data.exists()


def test_a_refused_second_file_leaves_the_first_as_it_was(people: People, data: Path) -> None:
    send(people.olga, peg())
    before = {path.name: path.read_bytes() for path in (data / "peg").iterdir()}
    assert send(people.olga, peg() | {"item": []}).status_code == 422
    assert {path.name: path.read_bytes() for path in (data / "peg").iterdir()} == before
    assert set(before) == {"questionnaire.json", "import.json"}


def test_a_file_that_was_half_written_is_never_asked(people: People, data: Path) -> None:
    send(people.olga, peg())
    signed_in(people.olga.user).post("/office/questionnaires/peg/ask/")
    (data / "peg" / "questionnaire.json").write_bytes(json.dumps(peg() | {"title": "half"}).encode())
    read_anew()
    assert not questionnaires()["peg"].can_be_asked
    assert questionnaires().not_read


def test_someone_else_neither_sees_the_licence_nor_switches_it(people: People, data: Path) -> None:
    send(people.olga, peg())
    for who, client in everybody_else(people):
        for verb in ("ask", "stop"):
            response = client.post(f"/office/questionnaires/peg/{verb}/")
            assert response.status_code in {302, 404}, who
        assert LICENCE not in client.get("/office/questionnaires/").content.decode(), who
    assert not questionnaires()["peg"].can_be_asked
    assert send(people.hanna, peg()).status_code == 404
    page = signed_in(people.hanna.user).get("/office/questionnaires/").content.decode()
    assert "Another clinic on this server" in page


def test_someone_else_in_the_same_clinic_the_therapist_does_not_import(people: People, data: Path) -> None:
    assert send(people.tom, peg()).status_code == 404
    assert not data.exists()
