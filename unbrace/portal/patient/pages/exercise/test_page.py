"""The plan that goes out and the result that comes in: kept once, whatever the network does."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from tests.doors import everybody_else, holds_nothing_of_maria, signed_in
from tests.people import BRIDGES, SQUATS, body, screened, sign, sit
from unbrace.clinic import clock
from unbrace.clinic.accounts.queries import owner_mark
from unbrace.clinic.exercise_sessions.queries import sessions_for
from unbrace.clinic.exercise_sessions.tests.actions.test_traces import with_traces
from unbrace.clinic.programmes.actions import PrescriptionDraft, Written, pause, write_own_exercise
from unbrace.clinic.programmes.queries import catalogue, newest_text, own_exercise_of
from unbrace.clinic.questionnaires.queries import safety_of
from unbrace.rehab.red_flags import AskedIn

if TYPE_CHECKING:
    from tests.people import People


def plan_in(html: str) -> dict[str, Any]:
    text = html.split('<script id="session-plan" type="application/json">')[1].split("</script>")[0]
    plan: dict[str, Any] = json.loads(text)
    return plan


def send(client: Client, content: Any) -> Any:
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    return client.post("/exercise/results/", raw, content_type="application/json")


def test_the_plan_holds_all_that_is_needed_without_a_network(people: People) -> None:
    version = sign(people, people.maria, [SQUATS, BRIDGES])
    plan = plan_in(signed_in(people.maria.user).get("/exercise/").content.decode())
    squat = plan["items"][0]
    assert plan["schema"] == "unbrace.session-plan/1"
    assert (plan["programme_version"], plan["programme_number"]) == (str(version.pk), 1)
    assert plan["owner"] == owner_mark(people.maria.user)
    assert plan["draft_content"] is True
    assert squat["dosage"] == {"sets": 2, "reps": 8, "hold_s": None, "side": "both", "rest_s": 60}
    assert squat["movement"]["phases"]
    assert squat["instructions_html"].startswith("<ol>")
    assert "Stop the set" in squat["stop_html"]
    assert squat["content_version"] == catalogue()["squat"].version
    assert squat["cues"]["f_knee_in"]
    assert squat["pictures"]["start"].startswith("/static/exercises/squat/start.webp?v=")
    assert squat["shown"]["start_alt"] == catalogue()["squat"].pictures.start.alt
    assert bool(squat["shown"]["film"]) == bool(squat["shown"]["viewer"])
    assert plan["urls"]["results"] == "/exercise/results/"


def test_each_exercise_is_shown_before_the_camera_comes_on(people: People) -> None:
    sign(people, people.maria, [SQUATS])
    page = signed_in(people.maria.user).get("/exercise/").content.decode()
    introduce = page.split('<template id="screen-introduce">')[1].split("</template>")[0]
    assert introduce.index('class="demonstration') < introduce.index('value="camera"')


def test_the_owner_on_a_shared_device_says_nothing_about_the_person(people: People) -> None:
    mark = owner_mark(people.maria.user)
    assert str(people.maria.user.pk) not in mark
    assert mark != owner_mark(people.jonas.user)


def test_the_page_may_ask_for_the_camera_and_others_may_not(people: People) -> None:
    sign(people, people.maria)
    client = signed_in(people.maria.user)
    assert "camera=(self)" in client.get("/exercise/")["Permissions-Policy"]
    assert "camera=()" in client.get("/programme/")["Permissions-Policy"]


def test_with_nothing_to_do_it_leads_back_to_today(people: People) -> None:
    client = signed_in(people.maria.user)
    assert client.get("/exercise/")["Location"] == "/"
    sign(people, people.maria)
    pause(by=people.tom.user, patient=people.maria)
    assert client.get("/exercise/")["Location"] == "/"


def test_the_whole_week_is_in_it_with_its_days_also_on_a_day_to_recover(people: People) -> None:
    """It is kept for times without a network: the browser chooses by the day on which it is opened."""
    monday, thursday = (
        PrescriptionDraft("squat", 2, 8, days=(0,)),
        PrescriptionDraft("arm-lift", 2, 8, days=(3, 5)),
    )
    with clock.set_to(datetime(2026, 11, 24, 23, 30, tzinfo=UTC)):  # Wednesday by now in Berlin
        sign(people, people.maria, [monday, thursday])
        plan = plan_in(signed_in(people.maria.user).get("/exercise/").content.decode())
    assert [(one["exercise"], one["days"]) for one in plan["items"]] == [("squat", [0]), ("arm-lift", [3, 5])]
    assert plan["day"] == "2026-11-25"


def test_the_plan_says_who_takes_turns_when_and_how(people: People) -> None:
    evening = replace(SQUATS, part_of_day="evening", circuit=1, tempo="3-1-2", load_kg=2.5)
    drafts = [
        evening,
        replace(BRIDGES, part_of_day="evening", circuit=1),
        PrescriptionDraft("arm-lift", 2, 8),
    ]
    with clock.set_to(clock.now().replace(hour=12)):  # what was done an hour ago must not be yesterday's
        version = sign(people, people.maria, drafts)
        plan = plan_in(signed_in(people.maria.user).get("/exercise/").content.decode())
        told = [(one["exercise"], one["part_of_day"], one["circuit"]) for one in plan["items"]]
        assert told == [("arm-lift", "", None), ("squat", "evening", 1), ("glute-bridge", "evening", 1)]
        assert plan["items"][1]["how"] == "2.5 kg · 3 s out, 1 s pause, 2 s back"
        assert plan["done_today"] == []
        sit(people.maria, version)
        again = plan_in(signed_in(people.maria.user).get("/exercise/").content.decode())
        assert (
            len(again["done_today"]) == len(again["items"]) == 3
        )  # all goes out: the page is kept for later


def test_an_own_exercise_goes_out_with_its_words_and_comes_back_as_done(people: People) -> None:
    written = Written("Slide <b>up</b>", "Stand.\nSlide.", "standing", SQUATS, stop="It pinches.")
    own = write_own_exercise(by=people.tom.user, clinic=people.riverside, written=written, shared=True)
    exercise = f"own-{newest_text(own_exercise_of(people.tom, own.pk)).pk}"
    version = sign(people, people.maria, [PrescriptionDraft(exercise, 2, 8)])
    [item] = plan_in(signed_in(people.maria.user).get("/exercise/").content.decode())["items"]
    assert (item["tracking"], item["movement"], item["title"]) == ("tap", None, "Slide <b>up</b>")
    assert item["instructions_html"] == "<ol><li>Stand.</li><li>Slide.</li></ol>"
    assert item["content_version"] == "own 1"
    upload = body(people.maria, version)
    for one in upload["exercises"][0]["sets"]:
        one |= {"seen": None, "claimed_reps": 8}
    upload["exercises"][0]["mode"] = "tap"
    assert send(signed_in(people.maria.user), upload).status_code == 201
    read = signed_in(people.maria.user).get("/programme/").content.decode()
    assert "Slide &lt;b&gt;up&lt;/b&gt;" in read
    assert "Written by a therapist of your clinic." in read
    assert "Slide <b>" not in read


def test_a_finished_session_is_kept_and_reviewed(
    people: People, django_capture_on_commit_callbacks: Any
) -> None:
    upload = body(people.maria, sign(people, people.maria))
    with django_capture_on_commit_callbacks(execute=True):
        response = send(signed_in(people.maria.user), upload)
    assert response.status_code == 201
    assert [str(s.pk) for s in sessions_for(people.maria)] == [response.json()["session"]]


def test_sent_again_it_is_answered_the_same_and_kept_once(people: People) -> None:
    upload, client = body(people.maria, sign(people, people.maria)), signed_in(people.maria.user)
    first, second = send(client, upload), send(client, upload)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["session"] == second.json()["session"]
    assert sessions_for(people.maria).count() == 1


def test_another_session_under_the_same_key_is_a_conflict(people: People) -> None:
    upload, client = body(people.maria, sign(people, people.maria)), signed_in(people.maria.user)
    send(client, upload)
    assert send(client, upload | {"pain_before": 0}).status_code == 409
    assert sessions_for(people.maria).count() == 1


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"\xff", b"[" * 100_000, b"null", b"[]", b'"x"', b"NaN", b"1" * 5000]
)
def test_what_is_no_session_is_refused_with_a_sentence(people: People, raw: bytes) -> None:
    response = send(signed_in(people.maria.user), raw)
    assert response.status_code == 422
    assert response.json()["error"].endswith(".")


def test_a_wrong_number_names_its_field(people: People) -> None:
    upload = body(people.maria, sign(people, people.maria))
    upload["exercises"][0]["pain"] = 11
    answer = send(signed_in(people.maria.user), upload)
    assert (answer.status_code, answer.json()["field"]) == (422, "exercises[0].pain")


def test_signed_out_it_waits_on_the_device(people: People) -> None:
    response = send(Client(), body(people.maria, sign(people, people.maria)))
    assert response.status_code == 401
    assert "kept on this device" in response.json()["error"]


def test_it_cannot_be_posted_from_another_site(people: People) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(people.maria.user)
    answer = send(client, body(people.maria, sign(people, people.maria)))
    assert (answer.status_code, answer.json()["again"]) == (
        403,
        True,
    )  # the device keeps it and tries once more
    assert not sessions_for(people.maria).exists()


def test_someone_else_cannot_send_marias_session(people: People) -> None:
    upload = body(people.maria, sign(people, people.maria))
    sign(people, people.jonas)
    for who, client in everybody_else(people):
        response = send(client, upload)
        assert response.status_code in (401, 403), who
        holds_nothing_of_maria(people, response, who)
    assert not sessions_for(people.maria).exists()
    assert not sessions_for(people.jonas).exists()


def test_someone_else_cannot_use_marias_programme_as_their_own(people: People) -> None:
    upload = body(people.maria, sign(people, people.maria)) | {"owner": owner_mark(people.jonas.user)}
    assert send(signed_in(people.jonas.user), upload).status_code in (403, 404)
    assert not sessions_for(people.jonas).exists()


def test_someone_else_gets_their_own_plan_or_none(people: People) -> None:
    version = sign(people, people.maria)
    for who, client in everybody_else(people):
        holds_nothing_of_maria(people, client.get("/exercise/"), who, str(version.pk))


def test_a_version_that_has_been_replaced_meanwhile_is_still_taken(people: People) -> None:
    old = sign(people, people.maria, days_ago=10)
    upload = body(people.maria, old)
    sign(people, people.maria, [BRIDGES], days_ago=0.01)
    assert send(signed_in(people.maria.user), upload).status_code == 201
    assert sit(people.maria, old).programme_version_id == old.pk


def test_the_plan_asks_for_traces_only_where_they_are_allowed(people: People) -> None:
    version = sign(people, people.maria)
    client = signed_in(people.maria.user)
    assert plan_in(client.get("/exercise/").content.decode())["traces"] is None
    client.post("/you/stick-figure/", {"allow": "yes"})
    named = plan_in(client.get("/exercise/").content.decode())["traces"]
    sent = with_traces(body(people.maria, version)) | {"trace_consent": named}
    assert send(client, sent).json()["traces"] == {"kept": 2, "refused": []}


def test_a_trace_without_consent_is_refused_in_a_sentence_and_the_session_is_saved(people: People) -> None:
    sent = with_traces(body(people.maria, sign(people, people.maria)))
    answer = send(signed_in(people.maria.user), sent)
    assert answer.status_code == 201
    traces = answer.json()["traces"]
    assert traces["kept"] == 0
    assert traces["refused"][0]["field"] == "exercises[0].sets[0].trace"
    assert "because you have not allowed it" in traces["refused"][0]["error"]
    assert sessions_for(people.maria).count() == 1


def test_a_long_movement_is_taken_and_a_message_beyond_bounds_is_asked_for_again_without(
    people: People,
) -> None:
    """413 makes the device leave the traces behind, so that the session never waits for them."""
    version, client = sign(people, people.maria), signed_in(people.maria.user)
    sent, other = body(people.maria, version), body(people.maria, version)
    sent["exercises"][0]["sets"][0]["trace"] = "A" * 5_900_000
    assert send(client, sent).status_code == 201
    other["exercises"][0]["sets"][0]["trace"] = "A" * 7_100_000
    assert send(client, other).status_code == 413


def test_what_is_large_without_a_trace_is_too_large(people: People) -> None:
    sent = body(people.maria, sign(people, people.maria)) | {"owner": "x" * 1_100_000}
    assert send(signed_in(people.maria.user), sent).status_code == 413


def test_the_plan_says_until_when_it_may_be_begun_without_a_network(people: People) -> None:
    sign(people, people.maria, [SQUATS])
    safety = plan_in(signed_in(people.maria.user).get("/exercise/").content.decode())["safety"]
    asked = safety_of(people.maria).done_at[AskedIn.ONBOARDING]
    assert safety["good_until"] == (asked + timedelta(days=7)).isoformat()
    assert safety["allowed"] == "all"


def test_at_the_start_the_door_says_without_the_page_whether_it_is_still_open(people: People) -> None:
    sign(people, people.maria, [SQUATS])
    client = signed_in(people.maria.user)
    open_door = client.head("/exercise/")
    assert (open_door.status_code, open_door["X-Unbrace-Allowed"]) == (200, "all")
    screened(people.maria, {"CES-1": ("Y", "Y")}, asked_in=AskedIn.CHECK_IN)
    assert client.head("/exercise/").status_code == 302
