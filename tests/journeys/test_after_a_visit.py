"""A visit has ended: a note is signed, what was agreed is read, the next one is booked, the minutes count."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.people import DESK, Person
from tests.journeys.server import DemoClinic, demo_clinic

pytestmark = pytest.mark.journey

MARIA, TOM = "maria@demo.unbrace.test", "tom@demo.unbrace.test"
ENDED_JUST_NOW = """
import django; django.setup()
from datetime import timedelta
from unbrace.clinic import clock
from unbrace.clinic.calls.models import Call
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.visits.models import TakenTime, Visit
maria = Patient.objects.get(user__email="maria@demo.unbrace.test", ended_at=None)
tom, now = maria.therapist, clock.now()
ahead = Visit.objects.filter(patient=maria, state="booked", begins__gt=now - timedelta(hours=1))
TakenTime.objects.filter(visit__in=ahead).delete()
ahead.update(state="lapsed")
begins = now - timedelta(minutes=33)
visit = Visit.objects.create(patient=maria, therapist=tom, kind="follow_up", place="video", begins=begins,
    ends=begins + timedelta(minutes=30), made_by=tom.user)
Call.objects.create(visit=visit, opened_at=begins, admitted_at=begins + timedelta(minutes=1),
    ended_at=begins + timedelta(minutes=27, seconds=30))
print(visit.pk)
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoClinic]:
    with demo_clinic(tmp_path_factory.mktemp("after")) as running:
        yield running


def a_visit_that_has_just_ended(house: DemoClinic) -> str:
    environment = {
        **os.environ,
        "UNBRACE_DATA": str(house.data),
        "UNBRACE_DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "unbrace.config.settings",
    }
    made = subprocess.run(
        [sys.executable, "-c", ENDED_JUST_NOW], env=environment, capture_output=True, text=True, check=True
    )
    return made.stdout.strip()


def holds(words: str) -> re.Pattern[str]:
    return re.compile(re.escape(words))


def test_from_the_end_of_a_visit_to_all_that_follows(chromium: Browser, house: DemoClinic) -> None:
    visit = a_visit_that_has_just_ended(house)
    after = f"/therapist/visits/{visit}/after/"
    with Person.signs_in(chromium, house, TOM, width=DESK) as tom:
        page = tom.page
        page.goto(after)
        expect(page.get_by_text("Not done yet")).to_have_count(6)
        tom.has_no_barriers()
        page.get_by_role("button", name="Kept", exact=True).click()

        # in plain words; what was agreed is his to write
        text = page.get_by_label("Summary")
        expect(text).to_have_value(holds("We met on"))
        page.get_by_role("button", name="Send", exact=True).click()
        expect(page.get_by_text("Write what you agreed behind the dash")).to_be_visible()
        tom.has_no_barriers()
        text.fill(text.input_value().replace("– \n", "– ").rstrip() + " Ten minutes of walking a day.")
        page.get_by_role("button", name="Send", exact=True).click()
        expect(page.get_by_text("Sent to Maria Weber.")).to_be_visible()

        # the note knows of the visit and of what was agreed
        page.get_by_role("button", name="Begin the note").click()
        expect(page.get_by_label("What was seen and measured")).to_have_value(holds("Video visit on"))
        expect(page.get_by_label("What comes next")).to_have_value(holds("Ten minutes of walking a day"))
        page.get_by_role("button", name="Sign", exact=True).click()
        page.goto(after)
        expect(page.get_by_text("Signed by Tom Berger")).to_be_visible()

        # the next visit, in the hours he offers, a week on or later
        page.get_by_role("link", name="Book or propose a time").click()
        page.locator("label.slot").first.click()
        page.get_by_role("button", name="Book", exact=True).click()
        expect(page.get_by_role("heading", level=1, name="After the visit")).to_be_visible()

        # the minutes, once
        page.get_by_role("button", name="Count 26 minutes of live contact").click()
        expect(page.get_by_text("26 minutes of live contact, in the ledger of Tom Berger.")).to_be_visible()
        page.reload()
        expect(page.get_by_text("Not done yet")).to_have_count(1)  # the programme stays as it is
        tom.has_no_barriers()

    with Person.signs_in(chromium, house, MARIA) as maria:
        maria.page.goto(f"/visits/{visit}/")
        expect(maria.page.get_by_text("Ten minutes of walking a day.")).to_be_visible()
        expect(maria.page.get_by_role("heading", name="Your next visit")).to_be_visible()
        maria.has_no_barriers()
        assert "ledger" not in maria.page.content()

    with Person.signs_in(chromium, house, TOM, width=DESK) as tom:
        tom.page.goto(after)
        expect(tom.page.get_by_text("Not read yet")).to_have_count(0)
