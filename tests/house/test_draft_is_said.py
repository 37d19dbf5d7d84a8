"""As long as no clinician has signed the content, every page that somebody can open says so.

The addresses come from the resolver and are opened by the people they are for, before and after a safety answer that
needs a doctor, so that a new page is walked the day it is added. A page that hides the banner is seeded at the end.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from types import ModuleType
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client, override_settings
from django.urls import get_resolver, path

from tests.house.conftest import Gate
from tests.house.findings import Findings
from tests.house.test_strangers_at_every_address import Address, Hers, addresses
from tests.house.test_strangers_at_every_address import hers as hers
from tests.people import screened
from unbrace.clinic.questionnaires.actions import clear_flags
from unbrace.clinic.questionnaires.queries import is_draft
from unbrace.rehab.red_flags import AskedIn

SAID = "not clinically reviewed"
#: What is not opened as a page, with the reason.
NO_PAGE: dict[str, str] = {
    "/therapist/rows/": "a part of the work-list that is put into the page that says it",
}
FEWEST = 25


def visitors(hers: Hers, route: str) -> Iterable[tuple[str, Client]]:
    """The people a door is for; what stands before the doors is for somebody who is not signed in as well."""
    people = hers.people
    doors = {"/therapist/": {"Tom": people.tom.user}, "/office/": {"Olga": people.olga.user}}
    everybody = {"nobody": None, "Maria": people.maria.user}
    for who, user in next(
        (them for door, them in doors.items() if route.startswith(door)), everybody
    ).items():
        client = Client(raise_request_exception=False)
        if user is not None:
            client.force_login(user)
        yield who, client


def walk(hers: Hers, wanted: Iterable[Address]) -> Findings:
    """Each page once for everybody who may open it; what is no page, and what only tells of an error, is left out."""
    findings = Findings()
    for address in wanted:
        if address.route in NO_PAGE or not set(address.needs) <= set(hers.ids):
            continue
        filled = address.filled(hers.ids)
        for who, client in visitors(hers, address.route):
            response: Any = client.get(filled)
            page = response.status_code == 200 and response["Content-Type"].startswith("text/html")
            if not page or response.streaming:
                continue
            findings.checked += 1
            if SAID not in response.content.decode():
                findings.problems.append(f"{filled}, opened by {who}, does not say that it is a draft")
    return findings


def both(hers: Hers, wanted: list[Address]) -> Findings:
    """While a doctor is asked for, in an emergency, and once all is cleared: other pages are open each time."""
    stopped = walk(hers, wanted)
    people = hers.people
    emergency = screened(people.maria, {"CES-1": ("Y", "Y")}, asked_in=AskedIn.CHECK_IN)
    hers.ids["screen_id"] = emergency.screen_id
    urgent = walk(hers, wanted)
    waiting = [hers.ids["finding_id"], emergency.pk]
    clear_flags(by=people.tom.user, patient=people.maria, findings=waiting, reason="Looked at.")
    open_ = walk(hers, wanted)
    checked = stopped.checked + urgent.checked + open_.checked
    return Findings(checked, [*stopped.problems, *urgent.problems, *open_.problems])


@pytest.mark.django_db
def test_every_page_says_that_its_content_is_a_draft(hers: Hers, gate: Gate) -> None:
    if not is_draft():
        pytest.skip("a clinician has signed the content")
    findings = both(hers, list(addresses(get_resolver().url_patterns)))
    gate("pages that say their content is a draft", findings)
    assert findings.checked >= FEWEST


def hides_it(request: HttpRequest) -> HttpResponse:
    text = '{% extends "ui/page.html" %}{% block draft %}{% endblock %}{% block content %}Squat{% endblock %}'
    return HttpResponse(engines["django"].from_string(text).render({}, request))


@pytest.mark.django_db
def test_walls_break_on_a_page_that_hides_it(hers: Hers) -> None:
    module = ModuleType("tests.house.hiding_urls")
    urls = sys.modules["unbrace.config.urls"]
    kept = {name: value for name, value in vars(urls).items() if name.startswith("handler")}
    module.__dict__.update(kept | {"urlpatterns": [path("squat/", hides_it), *urls.urlpatterns]})
    with override_settings(ROOT_URLCONF=module):
        findings = walk(hers, [Address("/squat/", ()), Address("/account/login/", ())])
    assert findings.problems == [
        f"/squat/, opened by {who}, does not say that it is a draft" for who in ("nobody", "Maria")
    ]
