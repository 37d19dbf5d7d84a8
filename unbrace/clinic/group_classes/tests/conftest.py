"""A class of Tom's that begins now, to which Maria and Jonas come; and a real janus that passes it on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pytest_django import Settings

from tests.networks.own_janus import PROGRAM, OwnJanus, own_janus
from tests.people import People
from unbrace.clinic import clock
from unbrace.clinic.group_classes.actions import answer_invitation, ask_to_class
from unbrace.clinic.group_classes.models import ClassPlace, GroupClass
from unbrace.clinic.patients.models import Patient

SECRET = "a-secret-of-these-tests"
#: Nobody listens there.
NOWHERE = "http://127.0.0.1:9/admin"


def class_of_toms(people: People, **more: Any) -> GroupClass:
    usual: dict[str, Any] = {"title": "Strong backs", "begins": clock.now(), "minutes": 45, "places": 3}
    return GroupClass.objects.create(clinic=people.riverside, therapist=people.tom, **(usual | more))


def comes(people: People, group_class: GroupClass, patient: Patient, **more: Any) -> ClassPlace:
    """Asked by Tom, and has said yes under their first name."""
    place = ask_to_class(by=people.tom.user, group_class=group_class, patient=patient)
    said: dict[str, Any] = {"yes": True, "shown_name": patient.user.first_name, "seen": True}
    return answer_invitation(by=patient.user, place=place, **(said | more))


@pytest.fixture
def with_janus(settings: Settings) -> None:
    """The house believes that there is one; nothing answers."""
    settings.JANUS_ADMIN, settings.JANUS_WS, settings.JANUS_SECRET = NOWHERE, "wss://janus.test/janus", SECRET


@pytest.fixture(scope="session")
def running_janus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnJanus]:
    if PROGRAM is None:
        pytest.skip("janus is not installed: apt-get install janus")
    with own_janus(SECRET, tmp_path_factory.mktemp("janus")) as running:
        yield running


@pytest.fixture
def janus(running_janus: OwnJanus, settings: Settings) -> OwnJanus:
    settings.JANUS_ADMIN, settings.JANUS_WS = running_janus.passing_on.admin, running_janus.ws
    settings.JANUS_SECRET = SECRET
    return running_janus


@pytest.fixture
def group_class(people: People, with_janus: None) -> GroupClass:
    return class_of_toms(people)


@pytest.fixture
def marias(people: People, group_class: GroupClass) -> ClassPlace:
    return comes(people, group_class, people.maria)
