"""One patient as the therapist reads them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.doors import nothing_leaks, signed_in
from tests.people import BRIDGES, SQUATS, sign, sit
from unbrace.clinic.check_ins.actions import record_check_in
from unbrace.clinic.programmes.queries import is_paused
from unbrace.clinic.worklist.actions import review_session

if TYPE_CHECKING:
    from tests.people import People


def page(people: People) -> str:
    return signed_in(people.tom.user).get(f"/therapist/patients/{people.maria.pk}/").content.decode()


def test_before_anything_happened_it_says_what_comes_next(people: People) -> None:
    text = page(people)
    assert "No sessions yet" in text
    assert "Write a programme" in text


def test_a_session_is_told_in_seen_claimed_and_not_seen_with_its_curve(people: People) -> None:
    sit(people.maria, sign(people, people.maria), full=6, pain=0, effort=None)
    text = page(people)
    assert "<b>12</b> seen" in text
    assert "<b>4</b> not seen" in text
    assert "12 full repetitions, between 75° and 75° (give or take 7°)." in text
    assert 'class="range-line"' in text
    assert "<b>0 of 10</b>" in text
    assert "<b>not asked</b>" in text


def test_versions_say_who_signed_and_what_changed(people: People) -> None:
    sign(people, people.maria, [SQUATS], days_ago=10)
    sign(people, people.maria, [SQUATS, BRIDGES], days_ago=5)
    text = page(people)
    assert "Version 2" in text
    assert "Tom, " in text
    assert "new</span> <b>Bridge</b>" in text


def test_a_proposal_shows_reason_rule_and_source(people: People) -> None:
    version = sign(people, people.maria)
    sit(people.maria, version, days_ago=2)
    (proposal,) = review_session(sit(people.maria, version, days_ago=0.1, pain=8))
    text = page(people)
    assert proposal.reason in text
    assert proposal.rule in text
    assert f"/therapist/proposals/{proposal.pk}/accept/?from=patient" in text


def test_a_proposal_the_programme_has_left_behind_is_told_and_not_offered(people: People) -> None:
    version = sign(people, people.maria)
    sit(people.maria, version, days_ago=2)
    (proposal,) = review_session(sit(people.maria, version, days_ago=0.1, pain=8))
    sign(people, people.maria, [BRIDGES], days_ago=0)
    text = page(people)
    assert proposal.reason in text
    assert "The programme has changed since this was proposed" in text
    assert f"{proposal.pk}/refuse/" in text
    assert f"{proposal.pk}/accept/" not in text
    assert f"{proposal.pk}/change/" not in text


def test_the_week_as_the_person_said_it(people: People) -> None:
    record_check_in(by=people.maria.user, patient=people.maria, answers={"average_pain": 0, "poor_nights": 5})
    text = page(people)
    assert "Pain on average 0 of 10, at its worst not said." in text
    assert "the rules hold the dose this week" in text


def test_every_session_can_be_reached(people: People) -> None:
    version = sign(people, people.maria)
    for day in range(1, 15):
        sit(people.maria, version, days_ago=day)
    client, shown = signed_in(people.tom.user), []
    query: str | None = ""
    while query is not None:
        text = client.get(f"/therapist/patients/{people.maria.pk}/{query}").content.decode()
        shown.append(text.count('class="card fold session'))
        link = re.search(r'href="(\?before=[^"#]+)', text)
        query = link[1] if link else None
    assert shown == [6, 6, 2]


def test_the_programme_can_be_paused_and_go_on(people: People) -> None:
    sign(people, people.maria)
    client = signed_in(people.theo.user)
    client.post(f"/therapist/patients/{people.maria.pk}/pause/")
    assert is_paused(people.maria)
    client.post(f"/therapist/patients/{people.maria.pk}/resume/")
    assert not is_paused(people.maria)


def test_the_number_of_questions_to_the_database_does_not_grow(people: People) -> None:
    client, version = signed_in(people.tom.user), sign(people, people.maria)
    review_session(sit(people.maria, version, days_ago=10, pain=8))
    address = f"/therapist/patients/{people.maria.pk}/"
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for day in range(1, 8):
        sit(people.maria, version, days_ago=day)
    sign(people, people.maria, [SQUATS, BRIDGES], days_ago=5)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    # 4 to know who asks for whom, 4 for sessions, 2 for versions, 1 for what the rules said, 3 for what was answered
    # about safety, 1 for check-ins, 1 for what they told at first: this page reads several histories, and the aim of 8
    # is for a page that reads one
    assert len(many) == len(few) <= 16


def test_someone_else_is_told_there_is_nothing_here(people: People) -> None:
    session = sit(people.maria, sign(people, people.maria))
    nothing_leaks(people, f"/therapist/patients/{people.maria.pk}/", None, str(session.pk))
    nothing_leaks(people, f"/therapist/patients/{people.maria.pk}/pause/", {})
    nothing_leaks(people, f"/therapist/patients/{people.maria.pk}/resume/", {})
    assert not is_paused(people.maria)


def test_someone_else_in_the_same_clinic_the_office_does_not_read_it_either(people: People) -> None:
    response = signed_in(people.olga.user).get(f"/therapist/patients/{people.maria.pk}/")
    assert response.status_code == 404
    assert "Maria" not in response.content.decode()


def test_the_patient_does_not_come_in_by_the_therapists_door(people: People) -> None:
    address = f"/therapist/patients/{people.maria.pk}/"
    assert signed_in(people.maria.user).get(address).status_code == 404
