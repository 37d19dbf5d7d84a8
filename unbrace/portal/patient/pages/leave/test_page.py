"""Nobody is deleted by a slip of the thumb, and nobody by somebody else."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.doors import everybody_else, holds_nothing_of_maria, signed_in
from unbrace.clinic import clock
from unbrace.clinic.personal_data.queries import open_erasure_of

if TYPE_CHECKING:
    from tests.people import People


def test_what_goes_and_what_stays_is_said_before_anything_is_asked(people: People) -> None:
    page = signed_in(people.maria.user).get("/you/leave/").content.decode()
    assert page.index("What goes") < page.index("What your clinic has to keep") < page.index("I am sure")


def test_without_the_tick_nothing_happens(people: People) -> None:
    response = signed_in(people.maria.user).post("/you/leave/", {})
    assert response.status_code == 422
    assert "Tick the line above" in response.content.decode()
    assert open_erasure_of(people.maria.user) is None


def test_asked_for_it_says_the_day_everywhere_and_can_be_taken_back(people: People) -> None:
    client = signed_in(people.maria.user)
    page = client.post("/you/leave/", {"sure": "yes"}, follow=True).content.decode()
    day = clock.now().astimezone(people.maria.user.zone) + timedelta(days=14)
    words = f"deleted on {day.day} {day:%B %Y}"
    assert f"It will be {words}" in page
    assert f"Your account will be {words}" in client.get("/you/").content.decode()
    assert f"account is {words}" in signed_in(people.tom.user).get("/therapist/patients/").content.decode()
    assert words not in signed_in(people.ines.user).get("/therapist/patients/").content.decode()
    page = client.post("/you/leave/stay/", follow=True).content.decode()
    assert "Your account stays" in page
    assert open_erasure_of(people.maria.user) is None
    assert client.post("/you/leave/stay/").status_code == 302


def test_who_works_in_a_clinic_is_told_whom_to_ask(people: People) -> None:
    from tests.people import joins

    joins(people.ines.user, people.tom)
    response = signed_in(people.ines.user).post("/you/leave/", {"sure": "yes"})
    assert response.status_code == 422
    assert "Ask its office" in response.content.decode()


def test_someone_else_cannot_delete_or_keep_her_account(people: People) -> None:
    hers = signed_in(people.maria.user)
    hers.post("/you/leave/", {"sure": "yes"})
    for who, client in everybody_else(people):
        for path in ("/you/leave/", "/you/leave/stay/"):
            holds_nothing_of_maria(people, client.post(path, {"sure": "yes"}), who)
    assert open_erasure_of(people.maria.user) is not None


def test_a_link_deletes_nothing(people: People) -> None:
    client = signed_in(people.maria.user)
    client.get("/you/leave/?sure=yes")
    assert client.get("/you/leave/stay/").status_code == 405
    assert open_erasure_of(people.maria.user) is None
