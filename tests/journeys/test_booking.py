"""Somebody far away books, moves and cancels by their own clock, and their therapist reads the same by his."""

import re
from datetime import datetime

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.people import Person
from tests.journeys.server import DemoClinic

pytestmark = pytest.mark.journey

RUTH = "ruth@demo.unbrace.test"  # in Lisbon for a month; her therapist is in Berlin


def _chooses(person: Person, which: int) -> str:
    """One of the free times; gives what both clocks say, as it is shown."""
    slot = person.page.locator("label.slot").nth(which)
    shown = slot.inner_text().split()
    slot.locator("input").check()
    hers, his = (datetime.strptime(words, "%H:%M") for words in (shown[0], shown[-1]))  # noqa: DTZ007
    assert (his - hers).total_seconds() % 86400 == 3600, shown
    return shown[0]


def test_a_visit_is_booked_moved_and_cancelled_across_two_time_zones(
    chromium_without_camera: Browser, clinic: DemoClinic
) -> None:
    with Person.signs_in(chromium_without_camera, clinic, RUTH) as ruth:
        # given a time that both read by their own clock
        page = ruth.page
        page.goto("/visits/book/")
        ruth.has_no_barriers()
        at = _chooses(ruth, 0)
        ruth.presses("Book this time")

        # when it is booked, its page says when for both
        expect(page.get_by_role("status")).to_contain_text("Booked.")
        expect(page.get_by_text(re.compile(rf", {at}–"))).to_be_visible()
        expect(page.get_by_text(re.compile(r"For Tom Berger it is .* \(Berlin\)\."))).to_be_visible()
        ruth.has_no_barriers()
        address = page.url
        clinic.waits_for("(Europe/Lisbon)")
        clinic.waits_for("(Europe/Berlin)")

        # then it moves
        page.get_by_role("link", name="Move it").click()
        ruth.has_no_barriers()
        at = _chooses(ruth, 2)
        ruth.presses("Move it to this time")
        expect(page.get_by_role("status")).to_contain_text("Moved.")
        expect(page.get_by_text(re.compile(rf", {at}–"))).to_be_visible()
        clinic.waits_for("Your appointment is now on")

        # and is cancelled, taken back, and cancelled for good
        page.get_by_text("Cancel it", exact=True).click()
        ruth.presses("Cancel this visit")
        ruth.presses("It takes place after all")
        page.get_by_text("Cancel it", exact=True).click()
        page.get_by_label("Would you like to say why?").fill("My sister needs me.")
        ruth.presses("Cancel this visit")
        expect(page.get_by_text("You cancelled it.")).to_be_visible()
        ruth.has_no_barriers()
        page.goto("/visits/")
        ruth.has_no_barriers()

    with Person.signs_in(
        chromium_without_camera, clinic, "tom@demo.unbrace.test", width=1280, color_scheme="dark"
    ) as tom:
        page = tom.page
        page.goto(f"/therapist{address.removeprefix(clinic.url)}")
        expect(page.get_by_text("“My sister needs me.”")).to_be_visible()
        for path in ("/therapist/visits/", "/therapist/visits/hours/"):
            page.goto(path)
            tom.has_no_barriers()
        page.get_by_label("Monday, from (1)").fill("10:00")
        tom.presses("Save")
        expect(page.get_by_role("status")).to_contain_text("Saved.")
        page.goto("/therapist/patients/")
        page.get_by_role("link", name="Ruth Okafor").click()
        page.get_by_role("link", name="Visits", exact=True).last.click()
        expect(page.get_by_role("heading", name="Book or propose a time with you")).to_be_visible()
        tom.has_no_barriers()
