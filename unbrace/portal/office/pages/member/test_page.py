"""One person who works here: role, pause, successor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core import mail

from tests.doors import nothing_leaks, signed_in
from unbrace.clinic.accounts.models import OutgoingMail
from unbrace.clinic.care_teams.actions import add_member
from unbrace.clinic.care_teams.queries import member_in, members_of
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import looked_after_by
from unbrace.clinic.visits.actions import book_visit
from unbrace.clinic.visits.tests.conftest import TUESDAY, opens
from unbrace.clinic.visits.tests.conftest import booking as booking

if TYPE_CHECKING:
    from typing import Any

    from tests.people import People
    from unbrace.clinic.care_teams.models import Membership


def at(member: Membership, what: str = "") -> str:
    return f"/office/people/{member.pk}/{what}"


def test_it_says_who_they_look_after_and_offers_a_successor(people: People) -> None:
    page = signed_in(people.olga.user).get(at(people.tom)).content.decode()
    assert "Looks after 2 people" in page
    assert "Maria" in page
    assert f'<option value="{people.theo.pk}">Theo</option>' in page
    assert f'<option value="{people.olga.pk}"' not in page
    assert "Nobody yet: everybody sees them" in page


def test_leaving_asks_for_a_successor_and_hands_over(people: People) -> None:
    client = signed_in(people.olga.user)
    answer = client.post(at(people.tom, "remove/"))
    assert answer.status_code == 422
    assert 'id="successor-problem"' in answer.content.decode()
    assert people.tom in members_of(people.riverside)
    page = client.post(at(people.tom, "remove/"), {"successor": str(people.theo.pk)}, follow=True)
    assert "2 people were handed over" in page.content.decode()
    assert people.tom not in members_of(people.riverside)
    assert looked_after_by(people.theo).count() == 2


def test_leaving_without_anybody_is_said_aloud(people: People) -> None:
    signed_in(people.olga.user).post(at(people.tom, "remove/"), {"successor": "nobody"})
    assert people.tom not in members_of(people.riverside)
    assert Patient.objects.get(pk=people.maria.pk).looked_after_by is None


def test_a_successor_who_does_not_treat_is_refused_and_nothing_is_done(people: People) -> None:
    client = signed_in(people.olga.user)
    for wrong in (people.olga.pk, people.ines.pk, "x"):
        answer = client.post(at(people.tom, "remove/"), {"successor": str(wrong)})
        assert answer.status_code == 422, wrong
    assert people.tom in members_of(people.riverside)


def test_another_role_and_back(people: People) -> None:
    client = signed_in(people.olga.user)
    client.post(at(people.theo, "role/"), {"role": "office"})
    theo = next(one for one in members_of(people.riverside) if one.user == people.theo.user)
    assert theo.role == "office"
    assert signed_in(people.theo.user).get("/office/").status_code == 200
    client.post(at(theo, "role/"), {"role": "therapist"})
    assert signed_in(people.theo.user).get("/office/").status_code == 404


def test_the_last_one_reads_why_not(people: People) -> None:
    client = signed_in(people.olga.user)
    for what, data in (("role/", {"role": "therapist"}), ("remove/", {})):
        page = client.post(at(people.olga, what), data, follow=True).content.decode()
        assert "Add another one first." in page
    page = client.post(at(people.olga, "suspend/"), follow=True).content.decode()
    assert "Ask a colleague" in page


def test_suspended_they_see_nothing_until_they_return(people: People) -> None:
    client, tom = signed_in(people.olga.user), signed_in(people.tom.user)
    assert tom.get("/therapist/").status_code == 200
    client.post(at(people.tom, "suspend/"))
    assert tom.get("/therapist/").status_code == 404
    assert "suspended since" in client.get("/office/").content.decode()
    client.post(at(people.tom, "return/"))
    assert tom.get("/therapist/").status_code == 200


def test_who_is_ticked_goes_over(people: People) -> None:
    client = signed_in(people.olga.user)
    data = {"patient": [str(people.maria.pk)], "to": str(people.theo.pk)}
    page = client.post(at(people.tom, "hand-over/"), data, follow=True).content.decode()
    assert "1 person was handed over" in page
    assert [one.name for one in looked_after_by(people.tom)] == ["Jonas"]
    assert OutgoingMail.objects.filter(to=people.theo.user.email).count() == 1
    assert client.post(at(people.tom, "hand-over/"), {"to": str(people.theo.pk)}).status_code == 422


def test_the_mail_goes_again_to_whoever_has_not_been_here(
    people: People, django_capture_on_commit_callbacks: Any
) -> None:
    new = add_member(
        by=people.olga.user, clinic=people.riverside, email="n@example.org", name="Nora", role="therapist"
    )
    client = signed_in(people.olga.user)
    assert "Send the mail again" in client.get(at(new)).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(at(new, "greet/"))
    assert [one.to for one in mail.outbox] == [["n@example.org"]]


def test_someone_else_changes_nobody(people: People) -> None:
    for what in ("role/", "suspend/", "return/", "hand-over/", "remove/", "greet/"):
        data = {"role": "office", "to": str(people.theo.pk), "successor": "nobody"}
        nothing_leaks(people, at(people.tom, what), data, "Tom")
        assert signed_in(people.theo.user).post(at(people.tom, what), data).status_code == 404
    nothing_leaks(people, at(people.tom), None, "Tom")
    assert signed_in(people.theo.user).get(at(people.tom)).status_code == 404
    assert member_in(people.riverside, people.tom.pk).is_active


def test_their_visits_to_come_are_seen_and_go_with_the_people(booking: People) -> None:
    opens(booking.theo)
    visit = book_visit(by=booking.maria.user, patient=booking.maria, place="video", begins=TUESDAY)
    client = signed_in(booking.olga.user)
    page = client.get(at(booking.tom)).content.decode()
    assert "1 visit to come" in page
    assert f"/office/visits/{visit.pk}/" in page
    said = client.post(at(booking.tom, "remove/"), {"successor": str(booking.theo.pk)}, follow=True)
    assert "1 visit is with somebody else now; the people are told." in said.content.decode()
    visit.refresh_from_db()
    assert visit.therapist == booking.theo


def test_a_pause_asks_who_holds_the_visits_meanwhile(booking: People) -> None:
    visit = book_visit(by=booking.maria.user, patient=booking.maria, place="video", begins=TUESDAY)
    client = signed_in(booking.olga.user)
    answer = client.post(at(booking.tom, "suspend/"))
    assert answer.status_code == 422
    assert 'id="holder-problem"' in answer.content.decode()
    said = client.post(at(booking.tom, "suspend/"), {"holder": "cancel"}, follow=True).content.decode()
    assert "1 visit is cancelled; the people are told." in said
    visit.refresh_from_db()
    assert visit.state == "cancelled"


def test_the_page_asks_as_often_for_many_people_as_for_few(
    people: People, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(people.olga.user)
    client.get("/office/")  # the first page of a new browser notes the device
    with django_assert_max_num_queries(8):  # one for the visits to come
        client.get(at(people.tom))
    with django_assert_max_num_queries(6):
        client.get("/office/")
