"""Words of others come in whole or not at all, are looked at before they are asked, and belong to who brought them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from tests.doors import everybody_else, signed_in
from unbrace.clinic.intakes.way_in import way_in
from unbrace.clinic.questionnaires.actions import import_questionnaire
from unbrace.clinic.questionnaires.models import ImportedQuestionnaire
from unbrace.clinic.questionnaires.shelf import shelf_of
from unbrace.library.questionnaires import load_questionnaires
from unbrace.library.questionnaires.kept import keep
from unbrace.library.tests.foreign import as_file, foreign

if TYPE_CHECKING:
    from tests.people import People
    from unbrace.clinic.care_teams.models import Clinic

LICENCE = "letter of the owner, 2026-11-02"


@pytest.fixture(autouse=True)
def data(tmp_path: Path, settings: Any) -> Path:
    """What whoever runs the server brings in lies here."""
    settings.DATA = tmp_path
    return tmp_path / "questionnaires"


def is_asked(clinic: Clinic, name: str = "peg") -> bool:
    return shelf_of(clinic)[name].can_be_asked


def send(who: Any, resource: Any, **more: str) -> Any:
    raw = resource if isinstance(resource, bytes) else as_file(resource)
    file = SimpleUploadedFile("q.json", raw, content_type="application/json")
    return signed_in(who.user).post("/office/questionnaires/", {"file": file, "licence": LICENCE} | more)


def peg() -> dict[str, Any]:
    return foreign(load_questionnaires()["peg"])


def test_it_comes_in_is_compared_and_then_asked_and_can_be_stopped(people: People) -> None:
    client = signed_in(people.olga.user)
    assert send(people.olga, peg()).status_code == 302
    page = client.get("/office/questionnaires/").content.decode()
    assert "here, not asked" in page
    assert "Item 3" in page
    assert LICENCE in page
    assert not is_asked(people.riverside)
    client.post("/office/questionnaires/peg/ask/")
    assert is_asked(people.riverside)
    client.post("/office/questionnaires/peg/stop/")
    assert not is_asked(people.riverside)
    assert ImportedQuestionnaire.objects.get().licence == LICENCE


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
    people: People, change: dict[str, Any], more: dict[str, str], says: str
) -> None:
    resource = {key: value for key, value in (peg() | change).items() if value is not None}
    if "id" in change:
        resource.pop("code", None)
    response = send(people.olga, resource, **more)
    assert response.status_code == 422
    assert says in response.content.decode()
    assert not ImportedQuestionnaire.objects.exists()


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe", b"[]", b"{", b"null"])
def test_what_is_no_questionnaire_is_refused(people: People, raw: bytes) -> None:
    assert send(people.olga, raw, as_id="peg").status_code == 422
    assert not ImportedQuestionnaire.objects.exists()


def test_an_answer_that_counts_otherwise_is_refused_by_its_item(people: People) -> None:
    resource = peg()
    resource["item"][1]["answerOption"].pop()
    page = send(people.olga, resource).content.decode()
    assert "item /q2" in page
    assert "needed is each of 0 to 10 once" in page
    assert not ImportedQuestionnaire.objects.exists()


def test_a_refused_second_file_leaves_the_first_as_it_was(people: People) -> None:
    send(people.olga, peg())
    before = ImportedQuestionnaire.objects.values().get()
    assert send(people.olga, peg() | {"item": []}).status_code == 422
    assert ImportedQuestionnaire.objects.values().get() == before


def test_a_file_that_was_changed_afterwards_is_never_asked(people: People) -> None:
    send(people.olga, peg())
    signed_in(people.olga.user).post("/office/questionnaires/peg/ask/")
    ImportedQuestionnaire.objects.update(file=json.dumps(peg() | {"title": "half"}).encode(), sha256="0" * 64)
    assert not is_asked(people.riverside)
    assert shelf_of(people.riverside).not_read


def test_what_one_clinic_brings_in_is_asked_there_alone(people: People) -> None:
    """The licence is the clinic's: its words are not for the people of another."""
    send(people.olga, peg())
    signed_in(people.olga.user).post("/office/questionnaires/peg/ask/")
    assert is_asked(people.riverside)
    assert not is_asked(people.hilltop)
    asked = {field.measure for one in way_in(people.riverside).questions for field in one.fields}
    there = {field.measure for one in way_in(people.hilltop).questions for field in one.fields}
    assert "peg" in asked
    assert "peg" not in there


def test_another_process_knows_of_it_at_once(people: People) -> None:
    """Nothing has to be told to read anew: a switch that another process made is found in the next question."""
    send(people.olga, peg())
    assert not is_asked(people.riverside)
    ImportedQuestionnaire.objects.update(active=True)
    assert is_asked(people.riverside)
    ImportedQuestionnaire.objects.update(active=False)
    assert not is_asked(people.riverside)


def test_an_import_whose_transaction_fails_leaves_nothing(people: People) -> None:
    with transaction.atomic():
        import_questionnaire(
            by=people.olga.user, clinic=people.riverside, raw=as_file(peg()), licence=LICENCE
        )
        transaction.set_rollback(True)
    assert not ImportedQuestionnaire.objects.exists()
    assert "peg" not in shelf_of(people.riverside).inactive


def test_what_whoever_runs_the_server_brings_in_is_for_all_and_may_be_replaced_by_ones_own(
    people: People, data: Path
) -> None:
    keep(data / "peg", as_file(peg()), licence="of the house", language="en", on=date(2026, 1, 1))
    assert is_asked(people.riverside)
    assert is_asked(people.hilltop)
    assert signed_in(people.olga.user).post("/office/questionnaires/peg/stop/").status_code == 404
    assert (
        "Whoever runs this server"
        in signed_in(people.olga.user).get("/office/questionnaires/").content.decode()
    )
    send(people.olga, peg())
    assert not is_asked(people.riverside)
    assert is_asked(people.hilltop)


def test_an_import_of_earlier_days_stays_with_the_clinic_that_made_it(people: People, data: Path) -> None:
    """It lay in the data folder, with the clinic in its note."""
    keep(
        data / "peg",
        as_file(peg()),
        licence=LICENCE,
        language="en",
        on=date(2026, 1, 1),
        clinic=str(people.riverside.pk),
    )
    assert is_asked(people.riverside)
    assert not is_asked(people.hilltop)
    assert signed_in(people.hanna.user).post("/office/questionnaires/peg/stop/").status_code == 404
    signed_in(people.olga.user).post("/office/questionnaires/peg/stop/")
    assert not is_asked(people.riverside)


def test_someone_else_neither_sees_the_licence_nor_switches_it(people: People) -> None:
    send(people.olga, peg())
    for who, client in everybody_else(people):
        for verb in ("ask", "stop"):
            response = client.post(f"/office/questionnaires/peg/{verb}/")
            assert response.status_code in {302, 404}, who
        assert LICENCE not in client.get("/office/questionnaires/").content.decode(), who
    assert not is_asked(people.riverside)
    assert (
        "here, not asked" not in signed_in(people.hanna.user).get("/office/questionnaires/").content.decode()
    )


def test_someone_else_in_the_same_clinic_the_therapist_does_not_import(people: People) -> None:
    assert send(people.tom, peg()).status_code == 404
    assert not ImportedQuestionnaire.objects.exists()
