"""A report goes out, and a person goes over to another clinic: each on the person's own yes, given in their app."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.accessibility import too_wide, violations
from tests.journeys.people import DESK, PHONE, Person
from tests.journeys.server import DemoClinic

pytestmark = pytest.mark.journey


def sound(page: Page) -> None:
    assert violations(page) == []
    assert too_wide(page) <= 0


def opens(tom: Person, name: str) -> str:
    """The address of somebody's page."""
    tom.page.goto("/therapist/patients/")
    tom.page.get_by_role("link", name=name).click()
    expect(tom.page.get_by_role("heading", level=1)).to_have_text(name)
    return tom.page.url


def signs_a_letter(tom: Person, hers: str, words: str) -> None:
    page = tom.page
    page.goto(f"{hers}hand-on/")
    tom.presses("Begin a letter of referral")
    page.get_by_label("What it means and what comes next").fill(words)
    tom.presses("Save and read")
    tom.presses("Sign what stands here")


def test_a_report_goes_out_on_a_yes_in_the_app_and_the_yes_taken_back_closes_it(
    chromium: Browser, clinic: DemoClinic, tom: Person, maria: Person
) -> None:
    signs_a_letter(tom, opens(tom, "Maria Weber"), "Please go on from here.")
    report = tom.page.url
    tom.page.get_by_label("Who reads it").fill("Dr Braun")
    tom.page.get_by_label("Their e-mail").fill("braun@example.org")
    tom.presses("Ask Maria Weber in the app")
    expect(tom.page.get_by_text("waits for their answer")).to_be_visible()
    sound(tom.page)
    maria.page.goto("/")
    maria.page.get_by_role("link", name="asks whether a report about you may go out").click()
    sound(maria.page)
    maria.page.get_by_role("link", name="Read it and answer").click()
    expect(maria.page.get_by_role("article")).to_contain_text("Please go on from here.")
    expect(maria.page.get_by_text("braun@example.org")).to_be_visible()
    sound(maria.page)
    maria.presses("Yes, send it")
    expect(maria.page.get_by_role("status")).to_contain_text("Your yes is noted")
    tom.page.goto(report)
    expect(tom.page.get_by_text("said yes in their app")).to_be_visible()
    tom.presses("Send the link to Dr Braun")
    told = tom.page.get_by_role("status").filter(has_text="Tell Dr Braun this code")
    code = re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}", told.inner_text())
    assert code
    clinic.waits_for("has left a document for you")
    link = clinic.newest(r"/account/shared/\S+")
    with Person.with_a_browser(chromium, clinic) as doctor:
        doctor.page.goto(link)
        doctor.page.get_by_label("The code you were told").fill(code[0])
        doctor.presses("Open it")
        expect(doctor.page.get_by_role("article")).to_contain_text("Please go on from here.")
        maria.page.goto("/reports/")
        maria.page.get_by_role("link", name="Dr Braun").first.click()
        maria.presses("Take my yes back")
        expect(maria.page.get_by_role("status")).to_contain_text("Taken back")
        doctor.page.goto(link)
        expect(doctor.page.get_by_text("leads nowhere")).to_be_visible()
    tom.page.goto(report)
    expect(tom.page.get_by_text("taken back by them")).to_be_visible()


def test_a_person_goes_over_to_another_clinic_with_what_they_let_go(
    chromium: Browser, clinic: DemoClinic, tom: Person
) -> None:
    """Somebody of their own, so that nobody of the other journeys moves away."""
    link = tom.invites("Karla Stein", "karla@example.org")
    with Person.with_a_browser(chromium, clinic, width=PHONE) as karla:
        karla.joins_by_code(link, "Karla Stein", "karla@example.org")
        expect(karla.page.get_by_role("heading", level=1)).to_be_visible()
        hers = opens(tom, "Karla Stein")
        signs_a_letter(tom, hers, "She begins with walking.")
        tom.page.goto(f"{hers}hand-on/")
        sound(tom.page)
        tom.page.get_by_label("Which clinic").select_option(label="Hilltop Back Care")
        tom.page.get_by_label("Why, and what changes").fill("You live next door to them.")
        tom.page.get_by_label("A signed report that can go alone").select_option(index=1)
        tom.presses("Ask Karla Stein")
        expect(tom.page.get_by_text("knows nothing of it")).to_be_visible()
        karla.page.goto("/move/")
        sound(karla.page)
        karla.page.get_by_role("link", name="Read it and answer").click()
        expect(karla.page.get_by_text("You live next door to them.")).to_be_visible()
        karla.page.get_by_text("Read the report").click()
        expect(karla.page.get_by_text("She begins with walking.")).to_be_visible()
        sound(karla.page)
        karla.page.get_by_label("Only the report").check()
        karla.presses("Yes, I would like to go there")
        expect(karla.page.get_by_text("has not answered yet")).to_be_visible()
        with Person.signs_in(chromium, clinic, "ines@demo.unbrace.test", width=DESK) as ines:
            ines.page.goto("/therapist/arrivals/")
            sound(ines.page)
            ines.presses("Take on Karla Stein")
            expect(ines.page.get_by_role("status")).to_contain_text("Karla Stein is in care here now")
            there = opens(ines, "Karla Stein")
            ines.page.goto(f"{there}hand-on/")
            expect(ines.page.get_by_role("link", name="Record of Riverside")).to_have_count(0)
            ines.page.get_by_role("link", name="Report of Riverside Physiotherapy").click()
            expect(ines.page.get_by_role("article")).to_contain_text("She begins with walking.")
            sound(ines.page)
        karla.page.goto("/move/")
        expect(karla.page.get_by_text("Hilltop Back Care goes on with your care.")).to_be_visible()
        tom.page.goto("/therapist/patients/")
        expect(tom.page.get_by_role("link", name="Karla Stein")).to_have_count(0)
