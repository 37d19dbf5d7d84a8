"""The clock on a person's pages says what it does and can be stopped; a report is opened with its code alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.accessibility import too_wide, violations
from tests.journeys.people import PHONE, Person
from tests.journeys.server import DemoClinic

pytestmark = pytest.mark.journey


def test_the_clock_says_that_it_counts_and_stops_by_hand(tom: Person) -> None:
    page = tom.page
    page.goto("/therapist/patients/")
    page.get_by_role("link", name="Maria Weber").click()
    clock = page.get_by_role("group", name="Time for Maria Weber")
    expect(clock).to_contain_text("Your time here is counted")
    clock.get_by_role("button", name="Stop").click()
    expect(clock).to_contain_text("you stopped it")
    clock.get_by_role("button", name="Count again").click()
    clock.get_by_role("link", name="Ledger").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ledger of remote monitoring")
    expect(page.get_by_role("group", name="Time for Maria Weber")).to_have_count(0)


def test_a_report_is_read_signed_sent_and_opened_with_its_code(
    chromium: Browser, clinic: DemoClinic, tom: Person
) -> None:
    page = tom.page
    page.goto("/therapist/patients/")
    page.get_by_role("link", name="Maria Weber").click()
    page.get_by_role("link", name="Reports").click()
    page.get_by_label("Put together a report").select_option("insurer")
    tom.presses("Begin")
    page.get_by_label("What it means and what comes next").fill("We go on for six weeks.")
    tom.presses("Save and read")
    expect(page.get_by_role("article")).to_contain_text("We go on for six weeks.")
    assert violations(page) == []
    tom.presses("Sign what stands here")
    page.get_by_label("Who reads it").fill("The insurer")
    page.get_by_label("Their e-mail").fill("insurer@example.org")
    page.get_by_text("They have said yes already").click()
    page.get_by_label("How they said it").select_option("phone")
    page.get_by_label("On which day").fill(page.evaluate("new Date().toLocaleDateString('sv')"))
    assert violations(page) == []
    tom.presses("Note the yes and send the link")
    told = page.get_by_role("status").filter(has_text="Tell The insurer this code")
    code = re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}", told.inner_text())
    assert code
    assert violations(page) == []
    clinic.waits_for("Hello The insurer")
    link = clinic.newest(r"/account/shared/\S+")
    with Person.with_a_browser(chromium, clinic, width=PHONE) as insurer:
        insurer.page.goto(link)
        assert "Maria" not in insurer.page.content()
        assert violations(insurer.page) == []
        insurer.page.get_by_label("The code you were told").fill(code[0].lower())
        insurer.presses("Open it")
        expect(insurer.page.get_by_role("article")).to_contain_text("We go on for six weeks.")
        assert violations(insurer.page) == []
        assert too_wide(insurer.page) <= 0
