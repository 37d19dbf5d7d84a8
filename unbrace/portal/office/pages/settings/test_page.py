"""The clinic's own page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.doors import everybody_else, signed_in
from tests.people import sign
from unbrace.clinic.care_teams.tests.test_face import a_file
from unbrace.clinic.programmes.queries import current_version

if TYPE_CHECKING:
    from tests.people import People


def test_it_shows_the_clinic_and_keeps_the_theme(people: People) -> None:
    client = signed_in(people.olga.user)
    client.post("/office/clinic/", {"theme": "dark"})
    page = client.get("/office/clinic/").content.decode()
    assert "Riverside" in page
    assert 'data-theme="dark"' in page


def test_the_office_reads_what_will_happen_before_nobody_plans(people: People) -> None:
    sign(people, people.maria)
    client = signed_in(people.olga.user)
    page = client.post("/office/clinic/", {"who_plans": "nobody"}).content.decode()
    assert "1 signed programme is paused" in page
    people.riverside.refresh_from_db()
    assert not people.riverside.self_guided
    assert current_version(people.maria).programme.paused_at is None  # type: ignore[union-attr]
    client.post("/office/clinic/", {"who_plans": "nobody", "sure": "yes"})
    people.riverside.refresh_from_db()
    assert people.riverside.self_guided
    page = client.post("/office/clinic/", {"who_plans": "therapist"}, follow=True).content.decode()
    assert "when a therapist has looked at each" in page
    people.riverside.refresh_from_db()
    assert not people.riverside.self_guided


def test_someone_else_does_not_see_this_clinic(people: People) -> None:
    for who, client in everybody_else(people):
        assert "Riverside" not in client.get("/office/clinic/").content.decode(), who
    assert signed_in(people.tom.user).get("/office/clinic/").status_code == 404


def test_the_reply_time_is_stated_by_the_office(people: People) -> None:
    client = signed_in(people.olga.user)
    assert 'name="reply_days" type="number" inputmode="numeric" min="1" max="10" required value="2"' in (
        client.get("/office/clinic/").content.decode()
    )
    client.post("/office/clinic/", {"reply_days": "3"})
    assert "within 3 working days" in signed_in(people.maria.user).get("/messages/").content.decode()
    for wrong in ("0", "11", "", "two", "-1", "1" * 50):
        answer = client.post("/office/clinic/", {"reply_days": wrong})
        assert answer.status_code == 422, wrong
        assert "between 1 and 10" in answer.content.decode()


DETAILS = {
    "name": "Riverside Physio",
    "address": "Quay 1",
    "phone": "+49 30 1234",
    "hours": "Mon to Fri, 8 to 17",
}


def test_people_read_where_their_clinic_is_and_when_somebody_is_there(people: People) -> None:
    signed_in(people.olga.user).post("/office/clinic/", DETAILS)
    page = signed_in(people.maria.user).get("/you/").content.decode()
    assert "Quay 1" in page
    assert 'href="tel:+49301234"' in page
    assert "Mon to Fri, 8 to 17" in page


def test_a_slip_in_the_face_is_said_beside_its_field_and_nothing_typed_is_lost(people: People) -> None:
    client = signed_in(people.olga.user)
    for typed, field, kept in (
        (DETAILS | {"phone": "ring me"}, "phone", 'value="ring me"'),
        ({"accent": "#ffff00"}, "accent", 'value="#ffff00"'),
        ({"logo_form": "1"}, "logo", "Choose a picture first."),
    ):
        answer = client.post("/office/clinic/", typed)
        assert answer.status_code == 422
        page = answer.content.decode()
        assert f'id="{field}-problem"' in page
        assert kept in page


def test_a_logo_is_sent_shown_and_taken_away(people: People) -> None:
    client = signed_in(people.olga.user)
    for name, data, status in (
        ("logo.png", a_file(), 302),
        ("logo.png", b"<svg/>", 422),
        ("logo.svg", b"<svg/>", 422),
    ):
        sent = SimpleUploadedFile(name, data, "image/png")
        assert client.post("/office/clinic/", {"logo_form": "1", "logo": sent}).status_code == status
    assert "The logo as it is shown now" in client.get("/office/clinic/").content.decode()
    client.post("/office/clinic/", {"logo_form": "1", "away": "1"})
    assert "The logo as it is shown now" not in client.get("/office/clinic/").content.decode()


def test_who_opens_records_is_switched(people: People) -> None:
    client = signed_in(people.olga.user)
    for said, closed in (("closed", True), ("open", False)):
        client.post("/office/clinic/", {"records": said})
        people.riverside.refresh_from_db()
        assert people.riverside.closed_care is closed
