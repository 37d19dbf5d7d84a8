"""Every address, every method, everybody who has no business with Maria: nothing of hers is shown, nothing is changed.

The addresses come from the resolver, so a new page is walked the day it is added. An id in an address that is not in
`HERS` fails the walk: say whose it is. A leak is seeded at the end, and the walk must find it.
"""

from __future__ import annotations

import json
import re
import sys
import uuid
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from types import ModuleType
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.core import serializers
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, path

from tests.house.conftest import Gate
from tests.house.findings import Findings
from tests.people import BRIDGES, SQUATS, People, a_picture, screened, sign, sit, tells_and_sends
from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.activity.models import Import, Walk
from unbrace.clinic.check_ins.actions import write_diary
from unbrace.clinic.check_ins.diary_draft import DiaryDraft
from unbrace.clinic.conversations.actions import keep_snippet, send_message
from unbrace.clinic.education.actions import count_breaths, practise
from unbrace.clinic.patients.actions import invite_patient
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.reminders.tests.conftest import device_of
from unbrace.clinic.worklist.models import FirstPlan, Proposal
from unbrace.rehab.red_flags import AskedIn

NEW_YEAR = date(2026, 1, 1)
METHODS = ("get", "head", "post", "put", "patch", "delete")
REFUSALS = {302, 403, 404, 405}  # a way to the log-in, or nothing there
GUARDS = ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy")
WHO_DID_IT = {"by", "signed_by", "invited_by"}
IN_NO_ROOM = {"sessions", "contenttypes", "auth", "audit", "account", "django_tasks_database"}


@dataclass(frozen=True)
class Hers:
    """What stands in an address when it is Maria's, or her clinic's."""

    people: People
    ids: dict[str, Any]

    @property
    def canaries(self) -> list[str]:
        """Words that no stranger may ever read."""
        ids = [str(value) for name, value in self.ids.items() if name != "token"]
        return [
            *ids,
            str(self.people.maria.user.pk),
            "Maria",
            "maria@example.org",
            "Secretly Invited",
            "A Secret",
        ]


@pytest.fixture
def hers(people: People) -> Hers:
    tells_and_sends(people.maria)
    plan = FirstPlan.objects.get(patient=people.maria)
    version = sign(people, people.maria, [SQUATS, BRIDGES])
    session = sit(people.maria, version)
    proposal = Proposal.objects.create(
        patient=people.maria,
        prescription=version.prescriptions.all()[0],
        session=session,
        exercise="squat",
        side="both",
        kind="PROGRESS",
        reason="Two good sessions.",
        because="two_green",
        rule="progress",
        changes={"reps": {"from": 8, "to": 10}},
    )
    invitation = invite_patient(
        by=people.tom.user, clinic=people.riverside, email="invited@example.org", name="Secretly Invited"
    )
    finding = screened(people.maria, {"NEU-1": "Y"}, asked_in=AskedIn.CHECK_IN)
    message, _ = send_message(
        by=people.maria.user, patient=people.maria, key=uuid.uuid4(), text="A Secret Word", file=a_picture()
    )
    snippet = keep_snippet(by=people.tom.user, clinic=people.riverside, text="A Secret Snippet")
    ids = {
        "message_id": message.pk,
        "file_id": message.attachment.pk,
        "snippet_id": snippet.pk,
        "screen_id": finding.screen_id,
        "finding_id": finding.pk,
        "patient_id": people.maria.pk,
        "care_id": people.maria.pk,
        "version_id": version.pk,
        "session_id": session.pk,
        "questionnaire": "an-import-of-hers",
        "proposal_id": proposal.pk,
        "plan_id": plan.pk,
        "invitation_id": invitation.pk,
        "membership_id": people.theo.pk,
        "walk_id": Walk.objects.create(patient=people.maria, day=NEW_YEAR, minutes=10).pk,
        "import_id": Import.objects.create(patient=people.maria).pk,
        "device_id": device_of(people.maria).pk,
        "entry_id": diary_entry(people).pk,
        "practice_id": practise(by=people.maria.user, patient=people.maria).pk,
        "count_id": count_breaths(by=people.maria.user, patient=people.maria, taps=14, seconds=60).pk,
        "token": "not-the-token-that-was-sent",
    }
    return Hers(people, ids)


def diary_entry(people: People) -> Model:
    draft = DiaryDraft(key=uuid4(), written_at=clock.now(), time_zone="UTC", stress=3)
    return write_diary(by=people.maria.user, patient=people.maria, draft=draft)[0]


@dataclass(frozen=True)
class Address:
    route: str
    needs: tuple[str, ...]  # the names of the ids in it

    def filled(self, ids: dict[str, Any]) -> str:
        """The address with Maria's ids. Raises KeyError for an id nobody said whose it is."""
        filled = self.route
        for name in self.needs:
            start = filled.index("<")
            filled = f"{filled[:start]}{ids[name]}{filled[filled.index('>') + 1 :]}"
        return filled


def addresses(patterns: list[Any], prefix: str = "/") -> Iterator[Address]:
    """Every address of ours; the log-in pages of the accounts package answer for themselves."""
    for entry in patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from addresses(entry.url_patterns, route)
        elif isinstance(entry, URLPattern) and entry.callback.__module__.startswith(("unbrace.", "tests.")):
            yield Address(route, tuple(entry.pattern.converters))


def all_rows() -> list[Model]:
    """Of all rooms but the trail of who tried what, which may grow."""
    models = [model for model in apps.get_models() if model._meta.app_label not in IN_NO_ROOM]
    return [row for model in models for row in model._default_manager.order_by("pk")]


def everything(rows: list[Model] | None = None) -> str:
    """All rows as text."""
    text = serializers.serialize("json", all_rows() if rows is None else rows)
    return re.sub(r'"last_login": [^,]+,', "", text)  # logging in is no change


def is_of(row: Model, users: Collection[User]) -> bool:
    """Whether the row is about one of `users`: it, or what it belongs to, names them as its patient or its user."""
    if isinstance(row, User):
        return row in users
    belongs_to = [
        field.name for field in row._meta.fields if field.is_relation and field.name not in WHO_DID_IT
    ]
    if "patient" in belongs_to:
        belongs_to = ["patient"]
    return any(is_of(owner, users) for name in belongs_to if isinstance(owner := getattr(row, name), Model))


def visitors(people: People) -> Iterator[tuple[str, Client]]:
    for who, user in {"nobody": None, **people.strangers}.items():
        client = Client(raise_request_exception=False)
        if user is not None:
            client.force_login(user)
        yield who, client


def body_of(response: Any) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return str(content.decode(errors="replace"))


def try_all(hers: Hers) -> Findings:
    """Everybody tries everything once."""
    findings = Findings()
    for address in addresses(get_resolver().url_patterns):
        if not set(address.needs) <= set(hers.ids):
            findings.problems.append(f"{address.route}: say in this file whose {address.needs} is")
            continue
        filled = address.filled(hers.ids)
        for who, client in visitors(hers.people):
            for method in METHODS:
                findings.checked += 1
                findings.problems += attempt(client, method, filled, bool(address.needs), hers, who)
    return findings


def attempt(client: Client, method: str, filled: str, is_hers: bool, hers: Hers, who: str) -> list[str]:
    before = everything() if method != "get" and is_hers else ""
    response = getattr(client, method)(filled)
    said = f"{method.upper()} {filled} by {who}"
    problems = []
    if response.status_code >= 500:
        problems.append(f"{said}: {response.status_code}")
    if is_hers and "invitation/" not in filled.split("account/")[-1] and response.status_code not in REFUSALS:
        problems.append(f"{said}: {response.status_code}, it should not be there")
    problems += [f"{said} answers without {name}" for name in GUARDS if name not in response.headers]
    shown = body_of(response).replace(filled, "") + json.dumps(dict(response.headers)).replace(filled, "")
    problems += [f"{said} shows “{canary}”" for canary in hers.canaries if canary in shown]
    if before and everything() != before:
        problems.append(f"{said} changed something")
    return problems


@pytest.mark.django_db
def test_no_stranger_sees_or_changes_anything_of_marias(hers: Hers, gate: Gate) -> None:
    """A patient who tries an address may begin something of their own there, such as their safety screen; no more."""
    before, known = everything(), {(type(row), row.pk) for row in all_rows()}
    gate("attempts by strangers, all refused", try_all(hers))
    own = [
        row
        for row in all_rows()
        if (type(row), row.pk) not in known and is_of(row, hers.people.strangers.values())
    ]
    begun = {(type(row), row.pk) for row in own}
    assert everything([row for row in all_rows() if (type(row), row.pk) not in begun]) == before
    assert not any(is_of(row, [hers.people.maria.user]) for row in own)


def leaky(view: Callable[..., HttpResponse]) -> ModuleType:
    """The house with one more page."""
    module = ModuleType("tests.house.leaky_urls")
    urls = sys.modules["unbrace.config.urls"]
    module.__dict__.update({name: value for name, value in vars(urls).items() if name.startswith("handler")})
    module.__dict__["urlpatterns"] = [path("leak/<uuid:patient_id>/", view)]
    return module


def shows(request: HttpRequest, patient_id: str) -> HttpResponse:
    return HttpResponse(Patient.objects.get(pk=patient_id).user.name)


def changes(request: HttpRequest, patient_id: str) -> HttpResponse:
    Patient.objects.filter(pk=patient_id).update(usual_pain=9 if request.method == "POST" else 2)
    return HttpResponse(status=404)


def breaks(request: HttpRequest, patient_id: str) -> HttpResponse:
    raise RuntimeError("seeded")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("leak", "found"), [(shows, "shows “Maria”"), (changes, "changed something"), (breaks, ": 500")]
)
def test_walls_break_on_a_page_that_leaks(hers: Hers, leak: Callable[..., HttpResponse], found: str) -> None:
    get_resolver()._populate()
    with override_settings(ROOT_URLCONF=leaky(leak)):
        findings = try_all(hers)
    assert findings.checked == 7 * len(METHODS)
    assert any(found in problem for problem in findings.problems), findings.problems


@pytest.mark.django_db
def test_walls_break_on_an_id_nobody_answers_for(hers: Hers) -> None:
    module = leaky(shows)
    module.__dict__["urlpatterns"] = [path("notes/<uuid:note_id>/", shows)]
    with override_settings(ROOT_URLCONF=module):
        findings = try_all(hers)
    assert findings.problems == ["/notes/<uuid:note_id>/: say in this file whose ('note_id',) is"]
