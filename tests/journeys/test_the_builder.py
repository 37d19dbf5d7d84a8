"""A therapist writes the first programme of a new person, counted in presses and seconds, and the person does it in the
order in which it was written."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.people import Person
from tests.journeys.server import DemoClinic, demo_clinic

pytestmark = pytest.mark.journey

TOM, SAMUEL = "tom@demo.unbrace.test", "samuel@demo.unbrace.test"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoClinic]:
    """Samuel's first plan can be signed only once."""
    with demo_clinic(tmp_path_factory.mktemp("builder")) as running:
        yield running


@dataclass
class Hands:
    """Every click and every key is counted."""

    page: Page
    clicks: int = 0
    keys: int = 0

    def click(self, what: Locator) -> None:
        self.clicks += 1
        what.click()

    def ticks(self, what: Locator) -> None:
        self.clicks += 1
        what.check()

    def types(self, where: Locator, text: str) -> None:
        self.keys += len(text)
        where.fill(text)

    def press_and_wait(self, key: str) -> None:
        self.keys += 1
        with self.page.expect_navigation():
            self.page.keyboard.press(key)


def test_a_first_programme_is_written_and_walked_in_turn(
    chromium_without_camera: Browser, own: DemoClinic
) -> None:
    with Person.signs_in(chromium_without_camera, own, TOM, width=1280) as tom:
        page, hands = tom.page, Hands(tom.page)
        page.goto("/therapist/patients/")
        began = time.monotonic()

        # when Tom opens Samuel's empty programme and puts a template in
        hands.click(page.get_by_role("link", name="Samuel Ortega"))
        hands.click(page.get_by_role("link", name="Write a programme"))
        page.get_by_label("A template").select_option(label="Low back, first weeks")
        hands.clicks += 2
        hands.click(page.get_by_role("button", name="Put in the template"))
        expect(page.get_by_text("a template knows nobody")).to_be_visible()

        # and adds one exercise by typing, without the mouse
        hands.types(page.get_by_label("Words", exact=True), "bird leg only")
        expect(page.locator('[data-part="offer"]:visible')).to_have_count(1)
        hands.press_and_wait("Enter")
        expect(page.get_by_text("Bird-dog, leg only is added, number 4.")).to_be_visible()
        expect(page.get_by_label("Words", exact=True)).to_be_focused(timeout=20_000)
        tom.has_no_barriers()

        # takes one out, takes that back, and puts all on every day
        hands.click(page.get_by_role("button", name="Remove Cat-camel"))
        expect(page.locator("[data-row]")).to_have_count(3)
        hands.click(page.get_by_role("button", name="Undo"))
        expect(page.locator("[data-row]")).to_have_count(4)
        hands.click(page.get_by_role("button", name="Remove Cat-camel"))
        hands.click(page.get_by_role("button", name="Every day"))
        expect(page.get_by_text("All exercises: Every day.")).to_be_visible()

        # looks at it as Samuel will see it, and signs
        hands.click(page.get_by_role("button", name="Preview"))
        expect(page.get_by_text("In turn: one set of each, then again from the first").first).to_be_visible()
        tom.has_no_barriers()
        for box in page.get_by_role("group", name="Needs your yes by name").get_by_role("checkbox").all():
            hands.ticks(box)
        why = page.get_by_label("Why is it right for this person?")
        if why.count():
            hands.types(why, "Talked through.")
        hands.click(page.get_by_role("button", name="Sign and start"))
        expect(page.get_by_text("Signed. Samuel Ortega sees version 1 from now on.")).to_be_visible()
        took = time.monotonic() - began
        print(f"first programme: {hands.clicks} clicks, {hands.keys} keys, {took:.1f} s")
        assert took <= 90
        assert hands.clicks <= 20

    with Person.signs_in(chromium_without_camera, own, SAMUEL) as samuel:
        # then Samuel does a set of each in turn, by tapping
        page = samuel.page
        page.goto("/exercise/")
        samuel.presses(re.compile("^Start"))
        walked = []
        for name in ("Bridge", "Squat"):
            expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
            expect(page.get_by_text("In turn with:")).to_be_visible()
            samuel.presses("Do it without the camera")
            walked.append(page.locator('[data-slot="place"]').inner_text())
            samuel.presses("Set done")
            samuel.presses(re.compile("^Start the next set"))
        for name in ("Bridge", "Squat"):
            expect(page.locator('[data-slot="place"]')).to_have_text(re.compile(f"^{name}: Set 2 of 2"))
            walked.append(page.locator('[data-slot="place"]').inner_text())
            samuel.presses("Set done")
            if name == "Bridge":
                samuel.presses(re.compile("^Start the next set"))
        assert walked == [f"{name}: Set {n} of 2" for n in (1, 2) for name in ("Bridge", "Squat")]
        # and is asked about both afterwards
        expect(page.get_by_role("heading", name="How was it?")).to_be_visible()
