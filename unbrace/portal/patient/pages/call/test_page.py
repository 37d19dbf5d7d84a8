"""The person's side of a call: open in its hour, for this person only, with a pass that is theirs."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.doors import everybody_else, signed_in
from tests.people import screened
from unbrace.clinic import clock
from unbrace.clinic.assessments import tests_of_function as shelf
from unbrace.clinic.assessments.actions import ask_assessment, end_assessment
from unbrace.clinic.assessments.models import Attempt
from unbrace.clinic.assessments.tests.conftest import by_camera, sent
from unbrace.clinic.calls.actions import admit, end, open_door
from unbrace.clinic.calls.queries import seat_by, seat_of
from unbrace.clinic.calls.tests.conftest import visit as visit
from unbrace.rehab.red_flags import AskedIn

if TYPE_CHECKING:
    from tests.people import People
    from unbrace.clinic.calls.queries import Seat
    from unbrace.clinic.visits.models import Visit


ARM = "measuring/shoulder-flexion/"


def together(people: People, visit: Visit) -> Seat:
    """Tom has let her in; gives his seat."""
    seat = seat_of(people.tom.user, visit.pk)
    assert seat is not None
    open_door(seat=seat)
    admit(seat=seat)
    return seat


def at(visit: Visit, further: str = "") -> str:
    return f"/visits/{visit.pk}/call/{further}"


def test_in_its_hour_she_looks_at_herself_first(people: People, visit: Visit) -> None:
    page = signed_in(people.maria.user).get(at(visit)).content.decode()
    assert "First, a look at yourself" in page
    assert "Nothing is recorded." in page
    assert 'data-role="patient"' in page


def test_a_second_device_brings_no_microphone(people: People, visit: Visit) -> None:
    page = signed_in(people.maria.user).get(at(visit) + "?device=camera").content.decode()
    assert "This device becomes a second camera" in page
    assert 'data-device="camera"' in page


@pytest.mark.parametrize(
    ("after", "said"),
    [(timedelta(days=-1), "The door opens a quarter of an hour before"), (timedelta(days=1), "is over")],
)
def test_before_and_after_it_says_so_and_loads_no_script(
    people: People, visit: Visit, after: timedelta, said: str
) -> None:
    with clock.set_to(visit.begins + after):
        page = signed_in(people.maria.user).get(at(visit)).content.decode()
    assert said in page
    assert "call.js" not in page


def test_the_pass_is_hers_and_names_no_relay_where_there_is_none(people: People, visit: Visit) -> None:
    given = signed_in(people.maria.user).post(at(visit, "pass/")).json()
    seat = seat_by(given["ticket"])
    assert seat is not None
    assert seat.user == people.maria.user
    assert given["servers"] == []
    assert given["relay_only"] is False


def test_someone_else_finds_nothing_there(people: People, visit: Visit) -> None:
    for _, client in everybody_else(people):
        assert client.get(at(visit)).status_code in (302, 404)
        assert client.post(at(visit, "pass/")).status_code in (302, 404)


def test_her_device_is_given_one_test_of_the_assessment_when_they_are_together(
    people: People, visit: Visit
) -> None:
    asked = ask_assessment(by=people.tom.user, patient=people.maria, test_set="short-first")
    together(people, visit)
    plan = signed_in(people.maria.user).get(at(visit, ARM)).json()
    assert plan["schema"] == "unbrace.assessment-plan/1"
    assert plan["assessment"] == str(asked.pk)
    assert [one["test"] for one in plan["tests"]] == ["shoulder-flexion"]
    assert plan["coach"]["speaks"] is False


def test_nothing_is_measured_before_she_is_let_in_or_after_the_call(people: People, visit: Visit) -> None:
    ask_assessment(by=people.tom.user, patient=people.maria, test_set="short-first")
    maria = signed_in(people.maria.user)
    assert maria.get(at(visit, ARM)).json()["why"] == "apart"
    seat = together(people, visit)
    assert maria.get(at(visit, ARM)).status_code == 200
    end(seat=seat)
    assert maria.get(at(visit, ARM)).json()["why"] == "apart"


def test_what_stops_a_test_alone_stops_it_in_a_call(people: People, visit: Visit) -> None:
    together(people, visit)
    maria = signed_in(people.maria.user)
    assert maria.get(at(visit, ARM)).json()["why"] == "not_asked"
    asked = ask_assessment(by=people.tom.user, patient=people.maria, test_set="short-first")
    stood = sent(asked, "single-leg-stance", by_hand={"left": 2, "right": 2})
    assert maria.post("/assessment/results/", stood, content_type="application/json").status_code == 201
    held = maria.get(at(visit, "measuring/chair-stand-30s/"))
    assert (held.status_code, held.json()["why"]) == (409, "held_back")
    screened(people.maria, {"NEU-1": "Y"}, asked_in=AskedIn.FLARE_UP)
    refused = maria.get(at(visit, ARM))
    assert (refused.status_code, refused.json()["why"]) == (409, "safety")
    assert "safety questions" in refused.json()["error"]
    end_assessment(by=people.tom.user, assessment=asked)


def test_pain_that_jumped_ends_testing_in_the_call_as_well(people: People, visit: Visit) -> None:
    asked = ask_assessment(by=people.tom.user, patient=people.maria, test_set="short-first")
    together(people, visit)
    maria = signed_in(people.maria.user)
    body = sent(asked, pain_before=2, pain_after=6)
    maria.post("/assessment/results/", body, content_type="application/json")
    assert maria.get(at(visit, ARM)).json()["why"] == "over"


def test_a_test_that_waits_for_a_visit_is_open_in_one_and_counts_without_a_mark(
    people: People, visit: Visit
) -> None:
    waiting = next(
        one.id for one in shelf.tests_of_function() if one.company.value == "video_visit" and one.protocol
    )
    asked = ask_assessment(by=people.tom.user, patient=people.maria, test_set="short-first", tests=[waiting])
    maria = signed_in(people.maria.user)
    body = sent(asked, waiting, outcome="not_done", why="did_not_want", by_hand={}, pain_after=None)
    maria.post("/assessment/results/", body, content_type="application/json")
    assert Attempt.objects.get().came_in_under == "caution"
    together(people, visit)
    assert maria.get(at(visit, f"measuring/{waiting}/")).status_code == 200
    body = sent(asked, waiting, outcome="not_done", why="did_not_want", by_hand={}, pain_after=None)
    maria.post("/assessment/results/", body, content_type="application/json")
    assert Attempt.objects.exclude(came_in_under="caution").count() == 1


def test_what_her_device_measured_in_a_call_comes_by_the_way_of_a_test_alone(
    people: People, visit: Visit
) -> None:
    asked = ask_assessment(by=people.tom.user, patient=people.maria, test_set="short-first")
    seat = together(people, visit)
    body = by_camera(asked)
    end(seat=seat)
    answers = [
        signed_in(people.maria.user).post("/assessment/results/", body, content_type="application/json")
        for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [201, 200]
    kept = Attempt.objects.get()
    assert (kept.how, kept.by, kept.came_in_under) == ("camera", people.maria.user, "")


def test_nobody_else_is_given_her_test(people: People, visit: Visit) -> None:
    together(people, visit)
    for _, client in everybody_else(people):
        assert client.get(at(visit, ARM)).status_code in (302, 404)
    assert signed_in(people.tom.user).get(at(visit, ARM)).status_code in (302, 404)
