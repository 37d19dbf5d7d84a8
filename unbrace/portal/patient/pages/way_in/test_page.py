"""The way in, question by question: kept as given, gone on with anywhere, never before the safety questions."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from tests.doors import everybody_else, holds_nothing_of_maria, signed_in
from tests.people import answers_for, screened, sign
from unbrace.clinic import clock
from unbrace.clinic.intakes.models import Intake, IntakeAnswer
from unbrace.clinic.intakes.queries import asked_of, open_intake_of, way_in
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.questionnaires.actions import clear_flags
from unbrace.clinic.questionnaires.models import SafetyScreen
from unbrace.clinic.questionnaires.queries import waiting_findings_of

if TYPE_CHECKING:
    from tests.people import People

ADDRESS = "/way-in/"


@pytest.fixture
def nora(people: People) -> Patient:
    """New, and through the safety questions with nothing found."""
    care = Patient.objects.create(user=people.lone, clinic=people.riverside, therapist=people.tom)
    screened(care)
    return care


def form(question: str, **said: Any) -> dict[str, Any]:
    return {"id": question, "version": way_in().version, "post": str(uuid.uuid4()), **said}


def text(client: Client, address: str = ADDRESS) -> str:
    return client.get(address, follow=True).content.decode()


def test_nothing_is_asked_before_the_safety_questions(people: People) -> None:
    Patient.objects.create(user=people.lone, clinic=people.riverside, therapist=people.tom)
    client = signed_in(people.lone)
    assert client.get(ADDRESS)["Location"] == "/safety/"
    assert client.post(ADDRESS, form("places", areas=["neck"]))["Location"] == "/safety/"
    assert not Intake.objects.exists()


def test_a_doctor_today_stops_it_at_once_and_what_was_said_is_kept(people: People, nora: Patient) -> None:
    client = signed_in(nora.user)
    client.post(ADDRESS, form("places", areas=["low_back"]))
    finding = screened(nora, {"NEU-1": "Y"}, regions=["low_back", "neck"])
    assert client.get(ADDRESS)["Location"] == f"/safety/{finding.screen_id}/result/"
    assert client.post(ADDRESS, form("story", since="under_6_weeks")).status_code == 302
    assert [row.question for row in IntakeAnswer.objects.all()] == ["places"]


def test_an_emergency_leaves_nothing_else(people: People, nora: Patient) -> None:
    finding = screened(nora, {"CES-1": "U"}, regions=["low_back", "neck"])
    response = signed_in(nora.user).get(ADDRESS)
    assert response["Location"] == f"/safety/{finding.screen_id}/result/"


def test_what_waits_for_the_therapist_does_not_stop_the_telling(people: People, nora: Patient) -> None:
    screened(nora, {"GEN-1": "Y"}, regions=["low_back", "neck"])
    assert "Mark where it hurts" in text(signed_in(nora.user))


def test_looking_begins_nothing_and_an_answer_begins_it_once(nora: Patient) -> None:
    client = signed_in(nora.user)
    assert "Mark where it hurts" in text(client)
    assert not Intake.objects.exists()
    said = form("places", areas=["low_back"])
    for _ in range(2):
        assert client.post(ADDRESS, said)["Location"] == ADDRESS
    assert Intake.objects.count() == IntakeAnswer.objects.count() == 1
    assert "How did it begin?" in text(client)


def test_gone_on_with_on_another_device(nora: Patient) -> None:
    signed_in(nora.user).post(ADDRESS, form("places", areas=["low_back"]))
    with clock.set_to(clock.now() + timedelta(days=2)):
        assert "How did it begin?" in text(signed_in(nora.user))


def test_an_earlier_answer_is_shown_and_changed_and_both_are_kept(nora: Patient) -> None:
    client = signed_in(nora.user)
    client.post(ADDRESS, form("places", areas=["low_back"]))
    client.post(ADDRESS, form("story", since="under_6_weeks", words="Lifting a box."))
    again = text(client, f"{ADDRESS}?question=story")
    assert "Lifting a box." in again
    client.post(ADDRESS, form("story", since="over_3_months"))
    asked = asked_of(nora, open_intake_of(nora))
    assert asked.said["story"] == {"since": "over_3_months"}
    assert IntakeAnswer.objects.filter(question="story").count() == 2


@pytest.mark.parametrize(
    ("question", "said", "problem"),
    [
        ("places", {}, "Mark at least one place"),
        ("places", {"areas": ["knee"]}, "Mark at least one place"),
        ("story", {}, "Please choose one of the answers"),
        ("pain", {"nprs_now": "0", "nprs_worst": "11", "nprs_average": "3"}, "from 0 to 10"),
        ("pain", {"nprs_now": "0", "nprs_worst": "4"}, "from 0 to 10"),
        ("signs", {}, "If nothing fits"),
        ("signs", {"signs": ["came_back"], "none_of": "signs"}, "Which of the two is right?"),
        (
            "goals",
            {"goal_1": "Dance", "goal_1_kind": "walking", "goal_1_now": "2", "goal_2": "Ski"},
            "from 0 to 10",
        ),
        ("days", {"time": "morning"}, "Tick what fits"),
    ],
)
def test_a_form_that_says_nothing_is_asked_again_and_never_taken_for_none(
    nora: Patient, question: str, said: dict[str, Any], problem: str
) -> None:
    client = signed_in(nora.user)
    client.post(ADDRESS, form("places", areas=["low_back"]))
    before = IntakeAnswer.objects.count()
    response = client.post(ADDRESS, form(question, **said))
    assert response.status_code == 422
    assert problem in response.content.decode()
    assert IntakeAnswer.objects.count() == before


def test_nought_is_an_answer_and_an_empty_list_is_said(nora: Patient) -> None:
    client = signed_in(nora.user)
    client.post(ADDRESS, form("places", areas=["low_back"]))
    client.post(ADDRESS, form("pain", nprs_now="0", nprs_worst="0", nprs_average="0"))
    client.post(ADDRESS, form("signs", none_of="signs"))
    said = asked_of(nora, open_intake_of(nora)).said
    assert said["pain"] == {"nprs_now": 0, "nprs_worst": 0, "nprs_average": 0}
    assert said["signs"] == {"signs": []}


def test_a_place_nobody_screened_asks_the_safety_questions_first(nora: Patient) -> None:
    client = signed_in(nora.user)
    client.post(ADDRESS, form("places", areas=["low_back", "neck"]))
    page = text(client)
    assert "First some more safety questions" in page
    assert "your neck" in page
    client.post(ADDRESS, {"screen": "yes"})
    begun = SafetyScreen.objects.filter(patient=nora).latest("started_at")
    assert sorted(begun.regions) == ["low_back", "neck"]
    assert client.get(ADDRESS)["Location"] == "/safety/"


def test_a_screen_that_an_emergency_stopped_has_not_asked_everything(people: People, nora: Patient) -> None:
    client = signed_in(nora.user)
    client.post(ADDRESS, form("places", areas=["low_back", "neck"]))
    screened(nora, {"CES-1": "U"}, regions=["low_back", "neck"])
    found = [finding.pk for finding in waiting_findings_of(nora)]
    clear_flags(by=people.tom.user, patient=nora, findings=found, reason="Seen by a doctor.")
    assert "First some more safety questions" in text(client)


def test_only_what_the_branch_needs_is_asked(nora: Patient) -> None:
    client = signed_in(nora.user)
    client.post(ADDRESS, form("places", areas=["low_back"]))
    assert "which troubles you most" not in text(client, f"{ADDRESS}?question=worst").lower()
    assert "Headaches that start in the neck" not in text(client, f"{ADDRESS}?question=signs")
    client.post(ADDRESS, form("belly", belly="often"))
    assert "Letting my belly go is hard." in text(client, f"{ADDRESS}?question=belly_habits")


def test_renewed_questions_are_asked_anew(nora: Patient) -> None:
    client = signed_in(nora.user)
    client.post(ADDRESS, form("places", areas=["low_back"]) | {"version": "2020-01"})
    assert not IntakeAnswer.objects.exists()
    intake = Intake.objects.create(patient=nora, questions_version="2020-01", language="en")
    for said in ({"areas": ["knee"]}, {"where": "back"}):
        IntakeAnswer.objects.create(
            intake=intake, question="places", said=said, questions_version="2020-01", post=uuid.uuid4()
        )
        assert "Mark where it hurts" in text(client)


def test_somebody_who_has_a_programme_is_not_new(people: People) -> None:
    sign(people, people.maria, days_ago=1)
    assert signed_in(people.maria.user).get(ADDRESS)["Location"] == "/"


def test_markup_in_somebodys_own_words_stays_words(nora: Patient) -> None:
    client = signed_in(nora.user)
    client.post(ADDRESS, form("places", areas=["low_back"]))
    client.post(ADDRESS, form("story", since="under_6_weeks", words="<img src=x>"))
    assert "<img src=x>" not in text(client, f"{ADDRESS}?question=story")


def test_someone_else_neither_reads_nor_answers_it(people: People, nora: Patient) -> None:
    Patient.objects.filter(pk=people.maria.pk).update(therapist=people.tom)
    maria = signed_in(people.maria.user)
    maria.post(ADDRESS, form("places", areas=["low_back"]))
    maria.post(ADDRESS, form("story", since="under_6_weeks", words="MARIAS-OWN-STORY"))
    before = IntakeAnswer.objects.filter(intake__patient=people.maria).count()
    assert before == 2
    for who, client in everybody_else(people):
        for address in (ADDRESS, f"{ADDRESS}?question=story", "/way-in/check/"):
            holds_nothing_of_maria(people, client.get(address), who, "MARIAS-OWN-STORY")
        client.post(ADDRESS, form("story", since="over_3_months"))
    assert IntakeAnswer.objects.filter(intake__patient=people.maria).count() == before


def test_every_answer_of_the_demo_is_one_the_questions_take(nora: Patient) -> None:
    client = signed_in(nora.user)
    for question, said in answers_for("low_back").items():
        response = client.post(ADDRESS, form(question, **said))
        assert response.status_code == 302, question
    assert client.get(ADDRESS)["Location"] == "/way-in/check/"
