"""An assessment as a therapist meets it: asked, read, marked by hand, judged, and on to the draft."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.doors import nothing_leaks, signed_in
from tests.people import screened, tells_and_sends
from unbrace.clinic.assessments.actions import ask_assessment, end_assessment, record_attempt
from unbrace.clinic.assessments.models import Assessment, Attempt, Judgement
from unbrace.clinic.assessments.tests.conftest import by_camera, sent
from unbrace.clinic.assessments.upload import parse_attempt
from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.worklist.models import FirstPlan

if TYPE_CHECKING:
    from django.test import Client

    from tests.people import People

LIST_QUERIES, PAGE_QUERIES, TEST_QUERIES = 18, 38, 22


@pytest.fixture
def tom(people: People) -> Client:
    return signed_in(people.tom.user)


@pytest.fixture
def asked(people: People) -> Assessment:
    return ask_assessment(by=people.tom.user, patient=people.maria, test_set="short-first")


def keep(people: People, body: dict[str, Any]) -> None:
    record_attempt(by=people.maria.user, upload=parse_attempt(body))


def at(people: People, asked: Assessment | None = None, rest: str = "") -> str:
    where = f"/therapist/patients/{people.maria.pk}/assessments/"
    return f"{where}{asked.pk}/{rest}" if asked else where


def key_in(page: str) -> str:
    found = re.search(r'name="key" value="([0-9a-f-]+)"', page)
    assert found
    return found[1]


def test_a_set_is_picked_shortened_and_asked(people: People, tom: Client) -> None:
    screened(people.maria, {"GEN-3": "Y"})
    assert "No assessment yet" in tom.get(at(people)).content.decode()
    page = tom.get(at(people) + "?set=short-first").content.decode()
    assert "held back: cardio" in page
    sent_form = {"test_set": "short-first", "tests": ["forward-bend", "side-bend"], "note": "No hurry."}
    answer = tom.post(at(people), sent_form, follow=True).content.decode()
    assert "finds the tests on Today" in answer
    assert Assessment.objects.get().tests == ["forward-bend", "side-bend"]
    refused = tom.post(at(people), {"test_set": "short-first"})
    assert refused.status_code == 422
    assert "Leave at least one test ticked" in refused.content.decode()


def test_whoever_picks_a_test_sees_what_it_looks_like(people: People, tom: Client, asked: Assessment) -> None:
    one = tom.get(at(people, asked, "tests/forward-bend/")).content.decode()
    assert "How it is shown" in one
    assert 'src="/static/tests_of_function/forward-bend/start.webp?v=' in one
    end_assessment(by=people.tom.user, assessment=asked)
    page = tom.get(at(people) + "?set=short-first").content.decode()
    for test in ("forward-bend", "box-lift"):  # one of the set, one of the others
        assert f'src="/static/tests_of_function/{test}/end.webp?v=' in page
    assert "/static/tests_of_function/sitting-record/" not in page


def test_each_number_stands_with_its_band_its_quality_and_the_last_time(
    people: People, tom: Client, asked: Assessment
) -> None:
    keep(people, by_camera(asked))
    keep(people, sent(asked, outcome="not_done", why="pain", by_hand={}, pain_after=None))
    page = tom.get(at(people, asked)).content.decode()
    assert "left: 115 degrees, give or take 15" in page
    assert "right view in 97% of 90 pictures, least sure point 0.91" in page
    assert "first time" in page
    assert "Not done: pain" in page
    assert "Measured only: not used for a draft" in page
    assert AuditEntry.objects.filter(deed="assessments.read").count() == 1


def test_a_value_is_marked_by_hand_and_how_is_asked(people: People, tom: Client, asked: Assessment) -> None:
    where = at(people, asked, "tests/chair-stand-30s/")
    key = key_in(tom.get(where).content.decode())
    form = {"key": key, "outcome": "measured", "value-both": "9", "note": "Used his hands once."}
    refused = tom.post(where, form)
    assert refused.status_code == 422
    assert "Say how it was taken" in refused.content.decode()
    assert "Used his hands once." in refused.content.decode()
    page = tom.post(where, form | {"how": "in_person"}, follow=True).content.decode()
    assert "9 times, give or take 2" in page
    assert "marked by the therapist in the room" in page.lower()
    tom.post(where, form | {"how": "in_person"})
    assert Attempt.objects.count() == 1
    assert tom.post(where, form | {"value-both": "nine", "how": "in_person"}).status_code == 422


def test_a_test_held_back_is_offered_with_a_name_and_a_reason(
    people: People, tom: Client, asked: Assessment
) -> None:
    screened(people.maria, {"GEN-3": "Y"})
    where = at(people, asked, "tests/chair-stand-30s/")
    assert "Held back" in tom.get(where).content.decode()
    assert tom.post(where + "allow/", {"because": ""}).status_code == 422
    page = tom.post(where + "allow/", {"because": "Cardiologist agrees."}, follow=True).content.decode()
    assert "Cardiologist agrees." in page
    assert "Offer it, with my name" not in page


def test_findings_are_judged_and_the_draft_goes_to_the_builder(people: People, tom: Client) -> None:
    tells_and_sends(people.maria)
    asked = ask_assessment(by=people.tom.user, patient=people.maria, test_set="short-first")
    keep(people, by_camera(asked))
    form = {"impairment": "chest_shoulder_mobility", "score": "3", "because": ""}
    assert tom.post(at(people, asked, "judge/"), form).status_code == 422
    page = tom.post(at(people, asked, "judge/"), form | {"because": "Shelf."}, follow=True).content.decode()
    assert "3 · confirmed" in page
    assert "chest shoulder mobility 3" in page
    assert Judgement.objects.get().by == people.tom.user
    answer = tom.post(at(people, asked, "draft/"))
    assert answer["Location"] == f"/therapist/patients/{people.maria.pk}/programme/"
    plan = FirstPlan.objects.get(state="open")
    assert any("chest_shoulder_mobility 3" in line["because"] for line in plan.lines)
    assert "chest shoulder mobility 3" in tom.get(answer["Location"]).content.decode()


def test_without_a_story_there_is_no_draft_and_the_page_says_so(
    people: People, tom: Client, asked: Assessment
) -> None:
    assert "has not told yet where it hurts" in tom.get(at(people, asked)).content.decode()
    page = tom.post(at(people, asked, "draft/"), follow=True).content.decode()
    assert "There is no draft" in page


def test_it_is_ended_and_another_may_be_asked(people: People, tom: Client, asked: Assessment) -> None:
    tom.post(at(people, asked, "end/"))
    assert "Choose" in tom.get(at(people)).content.decode()


def test_the_questions_to_the_database_do_not_grow_with_the_attempts(
    people: People, tom: Client, asked: Assessment
) -> None:
    def counts() -> list[int]:
        found = []
        for where in (at(people), at(people, asked), at(people, asked, "tests/shoulder-flexion/")):
            with CaptureQueriesContext(
                connection,
            ) as asked_for:
                assert tom.get(where).status_code == 200
            found.append(len(asked_for))
        return found

    keep(people, by_camera(asked))
    counts()  # the first page of a browser also writes down which device it is
    first = counts()
    for _ in range(4):
        keep(people, by_camera(asked))
    assert counts() == first
    assert all(
        n <= most for n, most in zip(first, (LIST_QUERIES, PAGE_QUERIES, TEST_QUERIES), strict=True)
    ), first


def test_someone_elses_assessment_is_not_there(people: People, asked: Assessment) -> None:
    for rest in ("", "tests/forward-bend/"):
        nothing_leaks(people, at(people, asked, rest))
    nothing_leaks(people, at(people))
    jonas = f"/therapist/patients/{people.jonas.pk}/assessments/{asked.pk}/"
    assert signed_in(people.tom.user).get(jonas).status_code == 404
