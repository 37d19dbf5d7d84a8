"""The assessment as a person meets it: a list, each test with and without a camera, and closed when it is not safe."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.doors import signed_in
from tests.people import screened
from unbrace.clinic.assessments.actions import ask_assessment, end_assessment
from unbrace.clinic.assessments.models import Assessment, Attempt
from unbrace.clinic.assessments.tests.conftest import by_camera, sent
from unbrace.motion.protocol import protocol_from_json
from unbrace.motion.trial import TrialSession
from unbrace.rehab.red_flags import AskedIn

if TYPE_CHECKING:
    from django.test import Client

    from tests.people import People

QUERIES = 30


@pytest.fixture
def maria(people: People) -> Client:
    return signed_in(people.maria.user)


@pytest.fixture
def asked(people: People) -> Assessment:
    return ask_assessment(by=people.tom.user, patient=people.maria, test_set="short-first", note="No hurry.")


def plan_in(page: str) -> dict[str, Any]:
    found = re.search(r'id="assessment-plan" type="application/json">(.*?)</script>', page, re.S)
    assert found
    plan: dict[str, Any] = json.loads(found[1])
    return plan


def post(client: Client, body: Any) -> Any:
    return client.post("/assessment/results/", json.dumps(body), content_type="application/json")


def test_without_one_the_page_says_so_and_today_is_silent(maria: Client) -> None:
    assert "No tests are open" in maria.get("/assessment/").content.decode()
    assert "of your assessment" not in maria.get("/").content.decode()


def test_the_list_and_everything_the_browser_needs(maria: Client, asked: Assessment) -> None:
    assert "5 tests of your assessment are open" in maria.get("/").content.decode()
    page = maria.get("/assessment/").content.decode()
    assert "No hurry." in page
    plan = plan_in(page)
    assert [one["test"] for one in plan["tests"]] == asked.tests
    arm = next(one for one in plan["tests"] if one["test"] == "shoulder-flexion")
    assert arm["each_side"] is True
    assert TrialSession(protocol_from_json(arm["protocol"])).snapshot()["trials"] == {
        "both": 0,
        "left": 0,
        "right": 0,
    }


def test_a_test_is_shown_in_the_list_before_it_begins_and_by_hand(maria: Client, asked: Assessment) -> None:
    page = maria.get("/assessment/").content.decode()
    bend = next(one for one in plan_in(page)["tests"] if one["test"] == "forward-bend")
    assert bend["pictures"]["end"].startswith("/static/tests_of_function/forward-bend/end.webp?v=")
    assert bend["shown"]["start_alt"] == "A person stands tall, side-on, feet together."
    assert f'src="{bend["pictures"]["start"]}"' in page
    intro = page.split('<template id="screen-test-intro">')[1].split("</template>")[0]
    assert intro.index('class="demonstration') < intro.index('value="camera"')
    by_hand = maria.get(f"/assessment/{asked.pk}/forward-bend/").content.decode()
    assert f'src="{bend["pictures"]["end"]}"' in by_hand
    picture = maria.get(bend["pictures"]["start"])
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/webp")
    assert maria.get("/static/tests_of_function/forward-bend/test.yaml").status_code == 404


def test_where_no_picture_would_help_there_is_none(people: People, maria: Client) -> None:
    tests = ["resting-breathing-rate"]
    asked = ask_assessment(by=people.tom.user, patient=people.maria, test_set="short-first", tests=tests)
    page = maria.get("/assessment/").content.decode()
    (plan,) = plan_in(page)["tests"]
    assert plan["pictures"] == {"start": "", "end": ""}
    assert plan["shown"]["film"] == ""
    assert "/static/tests_of_function/" not in page
    assert "<img" not in maria.get(f"/assessment/{asked.pk}/resting-breathing-rate/").content.decode()


def test_a_result_from_a_device_is_kept_once_and_shown_with_its_band(
    maria: Client, asked: Assessment
) -> None:
    body = by_camera(asked)
    assert [post(maria, body).status_code for _ in range(2)] == [201, 200]
    assert post(maria, body | {"pain_after": 9}).status_code == 409
    assert post(maria, body | {"outcome": "fine"}).status_code == 422
    page = maria.get("/assessment/").content.decode()
    assert "left: 115 degrees, give or take 15" in page
    assert "Do it again" in page


def test_nobody_sends_for_somebody_else(people: People, asked: Assessment) -> None:
    assert post(signed_in(people.jonas.user), sent(asked)).status_code == 403
    assert post(signed_in(people.tom.user), sent(asked)).status_code == 403
    from django.test import Client as Nobody

    assert post(Nobody(), sent(asked)).status_code == 401
    assert Attempt.objects.count() == 0


@pytest.mark.parametrize("answer", [{"NEU-1": "Y"}, {"NEU-3": ("Y", "Y")}])
def test_a_safety_answer_that_waits_closes_every_test(
    people: People, maria: Client, asked: Assessment, answer: dict[str, Any]
) -> None:
    screened(people.maria, answer, asked_in=AskedIn.FLARE_UP)
    page = maria.get("/assessment/").content.decode()
    assert "Tests wait until the safety questions are answered" in page
    assert "assessment-plan" not in page
    assert "data-begin" not in page
    where = f"/assessment/{asked.pk}/forward-bend/"
    assert maria.get(where).status_code == 302
    assert maria.post(where, {"value-both": "10"}).status_code == 302
    assert Attempt.objects.count() == 0


def test_by_hand_without_scripts(maria: Client, asked: Assessment) -> None:
    where = f"/assessment/{asked.pk}/forward-bend/"
    page = maria.get(where).content.decode()
    key = re.search(r'name="key" value="([0-9a-f-]+)"', page)
    opened = re.search(r'name="opened" value="([^"]+)"', page)
    assert key
    assert opened
    form = {"key": key[1], "opened": opened[1], "pain-before": "2", "pain-after": "3", "ended": "stiff"}
    refused = maria.post(where, form)
    assert refused.status_code == 422
    assert "A measured test has a number" in refused.content.decode()
    again = maria.post(where, form | {"value-both": "a lot"})
    assert again.status_code == 422
    for typed in ('name="pain-after" value="3" checked', 'value="a lot"', 'value="stiff" checked'):
        assert typed in again.content.decode()
    for _ in range(2):
        assert maria.post(where, form | {"value-both": "14,5"})["Location"] == "/assessment/"
    attempt = Attempt.objects.get()
    assert (attempt.numbers[0]["value"], attempt.how, attempt.ended) == (14.5, "helper", "stiff")
    assert "14.5 cm, give or take 5" in maria.get("/assessment/").content.decode()


def test_skipping_keeps_the_reason(maria: Client, asked: Assessment) -> None:
    where = f"/assessment/{asked.pk}/single-leg-stance/"
    key = re.search(r'name="key" value="([0-9a-f-]+)"', maria.get(where).content.decode())
    assert key
    maria.post(where, {"key": key[1], "skip": "yes", "why": "no_helper", "value-left": "3"})
    attempt = Attempt.objects.get()
    assert (attempt.outcome, attempt.why, attempt.numbers) == ("not_done", "no_helper", [])
    assert "Not done: Nobody is here to help" in maria.get("/assessment/").content.decode()


def test_pain_that_jumped_closes_the_rest_of_the_day(maria: Client, asked: Assessment) -> None:
    post(maria, sent(asked, pain_before=2, pain_after=6))
    page = maria.get("/assessment/").content.decode()
    assert "That is enough for today" in page
    assert "assessment-plan" not in page


def test_what_is_held_back_is_not_offered(people: People, maria: Client) -> None:
    tests = ["sorensen", "forward-bend"]
    asked = ask_assessment(by=people.tom.user, patient=people.maria, test_set="short-first", tests=tests)
    plan = plan_in(maria.get("/assessment/").content.decode())
    assert {one["test"]: bool(one["held_back"]) for one in plan["tests"]} == {
        "forward-bend": False,
        "sorensen": True,
    }
    assert maria.get(f"/assessment/{asked.pk}/sorensen/").status_code == 302
    assert maria.get(f"/assessment/{asked.pk}/prone-plank/").status_code == 404


def test_an_ended_one_can_still_be_read(people: People, maria: Client, asked: Assessment) -> None:
    post(maria, sent(asked))
    end_assessment(by=people.tom.user, assessment=asked)
    page = maria.get("/assessment/").content.decode()
    assert "12 times, give or take 2" in page
    assert "data-begin" not in page


def test_the_questions_to_the_database_do_not_grow(maria: Client, asked: Assessment) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as asked_for:
            maria.get("/assessment/")
        return len(asked_for)

    post(maria, sent(asked))
    first = count()
    for _ in range(4):
        post(maria, by_camera(asked))
    assert count() == first <= QUERIES


def test_someone_elses_test_is_not_there(people: People, asked: Assessment) -> None:
    for user in (people.jonas.user, people.victor.user, people.tom.user):
        assert signed_in(user).get(f"/assessment/{asked.pk}/forward-bend/").status_code == 404
