"""The therapist reads how each step went, signs the next one, by name where it needs that, and asks for the test."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from tests.doors import nothing_leaks, signed_in
from unbrace.clinic.assessments.models import Assessment
from unbrace.clinic.lifts.actions import describe_task, note_try
from unbrace.clinic.lifts.models import LadderStep, OwnTask
from unbrace.clinic.lifts.tests.actions.test_lifts import CRATE, EQUATION

if TYPE_CHECKING:
    from tests.people import People

STEP = {"after": "0", "load_kg": "3", "from_cm": "75", "times": "5"}
YES = {"approved": ["outside_the_ages"], "because": "Seen in the visit."}


def path(people: People) -> str:
    return f"/therapist/patients/{people.maria.pk}/lift/"


def told(people: People, **said: str) -> None:
    describe_task(by=people.maria.user, patient=people.maria, key=uuid4(), said=CRATE | EQUATION | said)


def step_of(people: People, **said: Any) -> dict[str, Any]:
    """The form as the page shows it now, with what was written into it."""
    return {"task": str(OwnTask.objects.get(ended_at=None).pk), **STEP, **said}


def test_without_a_task_the_page_says_where_it_comes_from(people: People) -> None:
    page = signed_in(people.tom.user).get(path(people)).content.decode()
    assert "No lift of their own yet" in page
    assert "Sign the step" not in page


def test_the_first_step_is_proposed_light_and_from_a_comfortable_height(people: People) -> None:
    told(people)
    page = signed_in(people.tom.user).get(path(people)).content.decode()
    assert "Proposed: 3 kg from 75 cm, 5 times." in page
    assert 'value="75"' in page
    assert "It does not say which weight suits you" in page
    assert "hurts 6, worries 7" in page


def test_it_is_signed_by_name_where_section_8_asks_for_it(people: People) -> None:
    told(people)
    client = signed_in(people.tom.user)
    heavy = step_of(people, load_kg="6")
    response = client.post(path(people), heavy)
    assert response.status_code == 422
    page = response.content.decode()
    assert "The first load above 5 kg." in page
    assert 'value="6"' in page
    approved = {"approved": ["outside_the_ages", "first_load_above_5_kg"], "because": "Crates at work."}
    assert client.post(path(people), heavy | approved).status_code == 302
    assert "Crates at work." in client.get(path(people)).content.decode()


def test_what_went_how_stands_under_its_step(people: People) -> None:
    told(people)
    client = signed_in(people.tom.user)
    client.post(path(people), step_of(people, **YES))
    step = LadderStep.objects.get()
    note_try(
        by=people.maria.user, step=step, key=uuid4(), done=5, pain_before=2, worst_pain=None, spread=True
    )
    page = client.get(path(people)).content.decode()
    assert "5 times · pain before 2, worst not said, a day later not answered" in page
    assert "went further down, or newly numb" in page
    assert "A little less for now" in page


def test_words_for_numbers_and_an_old_page_sign_nothing(people: People) -> None:
    told(people)
    client = signed_in(people.tom.user)
    assert client.post(path(people), step_of(people, **YES, load_kg="some")).status_code == 422
    assert client.post(path(people), step_of(people, **YES, times="2.5")).status_code == 422
    assert client.post(path(people), step_of(people, **YES | {"after": "7"})).status_code == 422
    assert not LadderStep.objects.exists()


def test_a_step_for_the_lift_before_is_not_signed_for_another_one(people: People) -> None:
    told(people)
    client = signed_in(people.tom.user)
    old = step_of(people, **YES, load_kg="4.5")
    told(people, what="My toddler")
    response = client.post(path(people), old)
    assert response.status_code == 422
    page = response.content.decode()
    assert "They have told of another lift meanwhile." in page
    assert "My toddler" in page
    assert 'value="4.5"' not in page  # a second press must not sign it either
    assert 'value="3"' in page
    assert client.post(path(people), STEP | YES).status_code == 422  # a page of before this was asked
    assert not LadderStep.objects.exists()


def test_the_hinge_and_the_lift_are_asked_for_together(people: People) -> None:
    client = signed_in(people.tom.user)
    client.post(f"{path(people)}tests/")
    assert set(Assessment.objects.get().tests) == {"hip-hinge", "box-lift"}
    page = client.post(f"{path(people)}tests/", follow=True).content.decode()
    assert "An assessment is open already." in page


def test_someone_else_opens_nothing_of_it(people: People) -> None:
    told(people)
    nothing_leaks(people, path(people), None, "crate of water")
    nothing_leaks(people, path(people), step_of(people, **YES), "crate of water")
    nothing_leaks(people, f"{path(people)}tests/", {})
    assert not LadderStep.objects.exists()
