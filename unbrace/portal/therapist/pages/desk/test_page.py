"""The therapist reads the desk with what was tried, looks at the picture on the record, and proposes another change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from tests.doors import nothing_leaks, signed_in
from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.desks.actions import did_change, keep_photo, record_desk
from unbrace.clinic.desks.models import DeskChange
from unbrace.clinic.desks.tests.actions.test_desks import LONG, a_photo

if TYPE_CHECKING:
    from tests.people import People


def path(people: People) -> str:
    return f"/therapist/patients/{people.maria.pk}/desk/"


def recorded(people: People) -> Any:
    return record_desk(by=people.maria.user, patient=people.maria, key=uuid4(), said=LONG | {"seat_cm": 47.0})


def test_without_a_record_the_page_says_where_it_comes_from(people: People) -> None:
    page = signed_in(people.tom.user).get(path(people)).content.decode()
    assert "No desk yet" in page
    assert "Propose another change" not in page


def test_it_shows_what_was_measured_what_is_tried_and_on_what_it_rests(people: People) -> None:
    recorded(people)
    page = signed_in(people.tom.user).get(path(people)).content.decode()
    assert "47 cm" in page
    assert "Get up after half an hour" in page
    assert "You sit up to 120 minutes at a time." in page
    assert "the rules would go on with" in page


def test_another_change_takes_the_place_of_one_nobody_began(people: People) -> None:
    recorded(people)
    client = signed_in(people.tom.user)
    page = client.post(
        path(people), {"change": "mouse-closer", "note": "As we spoke."}, follow=True
    ).content.decode()
    assert "Proposed by" in page
    assert "As we spoke." in page
    theirs = signed_in(people.maria.user).get("/desk/").content.decode()
    assert "Move mouse and keyboard closer" in theirs
    assert "Your therapist proposes this." in theirs
    did_change(by=people.maria.user, change=DeskChange.objects.get(closed_at=None), done=True)
    assert "One change is being tried." in client.get(path(people)).content.decode()
    response = client.post(path(people), {"change": "screen-lower"})
    assert response.status_code == 422


def test_no_change_of_the_list_is_refused_in_words(people: People) -> None:
    recorded(people)
    response = signed_in(people.tom.user).post(path(people), {"change": "a-better-chair"})
    assert response.status_code == 422
    assert "Choose one of the changes." in response.content.decode()


def test_each_look_at_the_picture_is_written_down(people: People) -> None:
    photo = keep_photo(by=people.maria.user, record=recorded(people), data=a_photo(), agreed=True)
    shown: Any = signed_in(people.tom.user).get(f"{path(people)}photos/{photo.pk}/")
    assert b"".join(shown.streaming_content)[:2] == b"\xff\xd8"
    assert AuditEntry.objects.filter(deed="desks.see_photo").count() == 1
    nothing_leaks(people, f"{path(people)}photos/{photo.pk}/")


def test_someone_else_opens_nothing_of_it(people: People) -> None:
    recorded(people)
    nothing_leaks(people, path(people))
    nothing_leaks(people, path(people), {"change": "mouse-closer"})
    assert DeskChange.objects.get().change == "sit-less-at-a-time"
