"""The outbox exists in the demo, for the office alone; outside the demo the address does not exist."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.urls import include, path

from tests.doors import everybody_else, signed_in
from unbrace.clinic.patients.actions import invite_patient
from unbrace.portal.office.pages.outbox.view import outbox

if TYPE_CHECKING:
    from tests.people import People

urlpatterns = [path("outbox-of-the-demo/", outbox), path("", include("unbrace.config.urls"))]


@pytest.fixture
def demo(tmp_path: Path, people: People, django_capture_on_commit_callbacks: Any) -> Any:
    """As in the demo: mails are files, and the page has an address; one invitation has gone out."""
    backend = "unbrace.clinic.accounts.outbox.OutboxBackend"
    with override_settings(OUTBOX=tmp_path, EMAIL_BACKEND=backend, ROOT_URLCONF=__name__):
        with django_capture_on_commit_callbacks(execute=True):
            invite_patient(
                by=people.tom.user, clinic=people.riverside, email="nadia@example.org", name="Nadia"
            )
        yield


def test_a_mail_can_be_read_and_its_link_followed(people: People, demo: None) -> None:
    page = signed_in(people.olga.user).get("/outbox-of-the-demo/").content.decode()
    assert "Hello Nadia" in page
    assert '<a href="http' in page


def test_someone_else_reads_no_mail(people: People, demo: None) -> None:
    for who, client in [*everybody_else(people), ("a therapist", signed_in(people.tom.user))]:
        response = client.get("/outbox-of-the-demo/")
        assert "Nadia" not in response.content.decode(), who


def test_nobody_reads_a_code_with_which_another_signs_in(people: People, demo: None) -> None:
    Client().post("/account/login/code/", {"email": people.maria.user.email})
    assert len(list(Path(settings.OUTBOX).iterdir())) == 2
    page = signed_in(people.olga.user).get("/outbox-of-the-demo/").content.decode()
    assert "maria@example.org" not in page


def test_outside_the_demo_there_is_no_outbox(people: People) -> None:
    assert signed_in(people.olga.user).get("/office/outbox/").status_code == 404
    assert Client().get("/office/outbox/").status_code == 404
