"""The therapist's side of a call: for the therapist of this visit and nobody else."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

import pytest

from tests.doors import everybody_else, signed_in
from tests.people import screened
from unbrace.clinic.assessments.actions import ask_assessment, record_attempt
from unbrace.clinic.assessments.models import Assessment, Attempt
from unbrace.clinic.assessments.tests.conftest import by_camera
from unbrace.clinic.assessments.upload import parse_attempt
from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.calls.queries import Role, seat_by
from unbrace.clinic.calls.tests.conftest import visit as visit
from unbrace.rehab.red_flags import AskedIn

if TYPE_CHECKING:
    from django.test import Client

    from tests.people import People
    from unbrace.clinic.visits.models import Visit


def at(visit: Visit, further: str = "") -> str:
    return f"/therapist/visits/{visit.pk}/call/{further}"


def test_he_opens_the_door_and_ends_it_for_both(people: People, visit: Visit) -> None:
    page = signed_in(people.tom.user).get(at(visit)).content.decode()
    assert "Open the door" in page
    assert "End for both" in page


def test_with_a_relay_its_credential_comes_with_the_pass(
    people: People, visit: Visit, settings: object
) -> None:
    settings.TURN_HOST, settings.TURN_SECRET = "relay.unbrace.test", "of-this-test"  # type: ignore[attr-defined]
    given = signed_in(people.tom.user).post(at(visit, "pass/")).json()
    seat = seat_by(given["ticket"])
    assert seat is not None
    assert seat.role is Role.THERAPIST
    assert given["servers"][1]["urls"][0] == "turn:relay.unbrace.test:3478?transport=udp"
    assert given["servers"][1]["username"].partition(":")[0].isdigit()


def test_a_colleague_and_someone_else_find_nothing_there(people: People, visit: Visit) -> None:
    others = [
        *(client for _, client in everybody_else(people)),
        signed_in(people.theo.user),
        signed_in(people.olga.user),
    ]
    for client in [*others, signed_in(people.maria.user)]:
        assert client.get(at(visit)).status_code in (302, 404)
        assert client.post(at(visit, "pass/")).status_code in (302, 404)


def post(client: Client, where: str, body: dict[str, Any]) -> Any:
    return client.post(where, body, content_type="application/json")


def marked(assessment: Assessment, **said: Any) -> dict[str, Any]:
    return {
        "assessment": str(assessment.pk),
        "test": "shoulder-flexion",
        "key": str(uuid.uuid4()),
        "outcome": "measured",
        "how": "video_camera",
        "by_hand": {"left": 118.4},
        "why": "",
        "pain_before": None,
        "pain_after": 0,
        "ended": "stiff",
        "note": "",
    } | said


def test_he_asks_for_a_set_or_for_one_test_without_leaving_the_call(people: People, visit: Visit) -> None:
    tom = signed_in(people.tom.user)
    panel = tom.get(at(visit, "measuring/")).json()
    assert panel["assessment"] is None
    assert panel["tests"] == []
    assert "short-first" in [one["id"] for one in panel["sets"]]
    asked = post(tom, at(visit, "measuring/"), {"ask": "one:shoulder-flexion"}).json()
    assert [one["test"] for one in asked["tests"]] == ["shoulder-flexion"]
    assert asked["tests"][0]["camera"] == {"name": "elevation", "unit": "degrees", "words": "degrees"}
    refused = post(tom, at(visit, "measuring/"), {"ask": "short-first"})
    assert refused.status_code == 422
    assert "End it first" in refused.json()["error"]
    assert post(tom, at(visit, "measuring/"), {"ask": "one:nothing"}).status_code == 422


def test_what_is_measured_together_is_shown_to_whoever_drives_it(people: People, visit: Visit) -> None:
    tom = signed_in(people.tom.user)
    page = tom.get(at(visit)).content.decode()
    assert 'data-part="mould"><div class="demonstration' in page
    ask_assessment(by=people.tom.user, patient=people.maria, test_set="short-first", tests=["forward-bend"])
    (test,) = tom.get(at(visit, "measuring/")).json()["tests"]
    assert test["pictures"]["start"].startswith("/static/tests_of_function/forward-bend/start.webp?v=")
    assert test["shown"]["end_alt"].startswith("The person has bent forward")


def test_the_panel_says_when_nothing_may_be_measured(people: People, visit: Visit) -> None:
    ask_assessment(by=people.tom.user, patient=people.maria, test_set="short-first")
    tom = signed_in(people.tom.user)
    assert tom.get(at(visit, "measuring/")).json()["safety"] is False
    assert AuditEntry.objects.filter(deed="assessments.read").count() == 1
    screened(people.maria, {"NEU-1": "Y"}, asked_in=AskedIn.FLARE_UP)
    assert tom.get(at(visit, "measuring/")).json()["safety"] is True


def test_a_value_marked_off_the_camera_stands_beside_what_the_device_sent_and_counts(
    people: People, visit: Visit
) -> None:
    asked = ask_assessment(by=people.tom.user, patient=people.maria, test_set="short-first")
    record_attempt(by=people.maria.user, upload=parse_attempt(by_camera(asked)))
    tom, body = signed_in(people.tom.user), marked(asked)
    answers = [post(tom, at(visit, "measuring/mark/"), body) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].json()["attempt"] == answers[1].json()["attempt"]
    hers, his = Attempt.objects.order_by("received_at")
    assert (hers.how, his.how, his.by) == ("camera", "video_camera", people.tom.user)
    (number,) = his.numbers
    assert (number["name"], number["unit"], number["value"], number["error_band"]) == (
        "elevation", "degrees", 118.4, 15,
    )  # fmt: skip
    said = tom.get(at(visit, "measuring/")).json()["tests"]
    arm = next(one for one in said if one["test"] == "shoulder-flexion")["said"]
    assert arm[0].startswith("left: 120 degrees, give or take 15 (read by the therapist off")
    page = tom.get(f"/therapist/patients/{people.maria.pk}/assessments/{asked.pk}/").content.decode()
    assert "left: 120 degrees, give or take 15" in page
    other = post(tom, at(visit, "measuring/mark/"), body | {"by_hand": {"left": 90}})
    assert other.status_code == 409


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"how": "camera"}, "how"),
        ({"how": "in_person"}, "how"),
        ({"by_hand": {}}, "by_hand"),
        ({"by_hand": {"both": 3}}, "by_hand.both"),
        ({"by_hand": {"left": 4000}}, "by_hand.left"),
        ({"by_hand": {"left": "high"}}, "by_hand.left"),
        ({"test": "forward-bent"}, "test"),
        ({"pain_after": 11}, "pain_after"),
        ({"test": "neck-strength-of-nobody", "how": "video_eye"}, "test"),
        ({"outcome": "not_done", "by_hand": {}, "why": ""}, "why"),
        ({"more": 1}, "more"),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_its_field(
    people: People, visit: Visit, said: dict[str, Any], field: str
) -> None:
    asked = ask_assessment(by=people.tom.user, patient=people.maria, test_set="short-first")
    answer = post(signed_in(people.tom.user), at(visit, "measuring/mark/"), marked(asked, **said))
    assert (answer.status_code, answer.json()["field"]) == (422, field)
    assert Attempt.objects.count() == 0


def test_seen_by_eye_or_by_tape_it_has_the_band_of_that_way(people: People, visit: Visit) -> None:
    asked = ask_assessment(by=people.tom.user, patient=people.maria, test_set="short-first")
    tom = signed_in(people.tom.user)
    for how in ("video_eye", "video_tape"):
        answer = post(tom, at(visit, "measuring/mark/"), marked(asked, how=how, by_hand={"left": 118}))
        assert answer.status_code == 200
        assert "118 degrees, give or take 10" in answer.json()["said"]


def test_only_her_therapist_asks_and_marks_here(people: People, visit: Visit) -> None:
    asked = ask_assessment(by=people.tom.user, patient=people.maria, test_set="short-first")
    others = [
        *(client for _, client in everybody_else(people)),
        signed_in(people.theo.user),
        signed_in(people.olga.user),
        signed_in(people.maria.user),
    ]
    for client in others:
        assert client.get(at(visit, "measuring/")).status_code in (302, 404)
        assert post(client, at(visit, "measuring/"), {"ask": "short-first"}).status_code in (302, 404)
        assert post(client, at(visit, "measuring/mark/"), marked(asked)).status_code in (302, 404)
    assert Attempt.objects.count() == 0
