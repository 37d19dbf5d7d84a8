"""Sent once, whole, and with what it came to; nothing that was not asked counts."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from tests.people import People, screened, tells
from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.intakes.actions import answer_intake, send_intake
from unbrace.clinic.intakes.models import Intake, IntakeAnswer
from unbrace.clinic.intakes.queries import open_intake_of, sent_intake_of, way_in
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.refused import Refused


def answer(patient: Patient, question: str, said: dict[str, Any], post: uuid.UUID | None = None) -> None:
    answer_intake(
        by=patient.user,
        patient=patient,
        question=question,
        said=said,
        post=post or uuid.uuid4(),
        questions_version=way_in().version,
    )


def test_there_has_to_be_something_to_send(people: People) -> None:
    with pytest.raises(Refused, match="nothing to send"):
        send_intake(by=people.maria.user, patient=people.maria)


def test_half_of_it_is_not_sent(people: People) -> None:
    tells(people.maria, stops_before="days")
    with pytest.raises(Refused, match="still open"):
        send_intake(by=people.maria.user, patient=people.maria)
    assert sent_intake_of(people.maria) is None


def test_a_place_that_was_not_screened_stops_it(people: People) -> None:
    tells(people.maria)
    answer(people.maria, "places", {"areas": ["low_back", "neck"]})
    answer(people.maria, "worst", {"region": "neck"})
    with pytest.raises(Refused, match="safety questions did not ask about"):
        send_intake(by=people.maria.user, patient=people.maria)


@pytest.mark.parametrize(("safety", "says"), [({"NEU-1": "Y"}, "doctor first")])
def test_a_doctor_today_stops_answering_and_sending(
    people: People, safety: dict[str, str], says: str
) -> None:
    tells(people.maria)
    screened(people.maria, safety, regions=["low_back", "neck"])
    with pytest.raises(Refused, match=says):
        send_intake(by=people.maria.user, patient=people.maria)
    with pytest.raises(Refused, match=says):
        answer(people.maria, "belly", {"belly": "often"})


def test_a_branch_that_was_left_again_does_not_count(people: People) -> None:
    tells(people.maria)
    answer(people.maria, "belly", {"belly": "often"})
    habits = {
        f"holding_{name}": 4 for name in ("standing", "all_day", "lifting", "advice", "letting_go", "at_rest")
    }
    answer(people.maria, "belly_habits", habits)
    answer(people.maria, "belly", {"belly": "hardly"})
    sent = send_intake(by=people.maria.user, patient=people.maria)
    assert "holding" not in {score["measure"] for score in sent.scores}
    assert "How often?" not in {one["question"] for one in sent.told}


def test_the_audit_holds_that_it_was_sent_and_nothing_of_what_was_said(people: People) -> None:
    tells(people.maria)
    send_intake(by=people.maria.user, patient=people.maria)
    entries = AuditEntry.objects.filter(deed__startswith="intakes.")
    assert [entry.deed for entry in entries.order_by("pk")] == ["intakes.begin", "intakes.send"]
    assert all(entry.details == {} for entry in entries)


def test_the_same_form_sent_twice_is_one_answer(people: People) -> None:
    post = uuid.uuid4()
    for _ in range(2):
        answer(people.maria, "story", {"since": "under_6_weeks"}, post)
    assert IntakeAnswer.objects.count() == 1
    assert Intake.objects.get() == open_intake_of(people.maria)


def test_what_does_not_fit_is_refused(people: People) -> None:
    for question, said in (("story", {"since": "yesterday"}), ("nothing", {}), ("pain", {"nprs_now": 11})):
        with pytest.raises(Refused):
            answer(people.maria, question, said)
    assert not IntakeAnswer.objects.exists()
