"""A therapist clears twenty people by keyboard, loses nobody on the way, and sees what comes in meanwhile."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.crowd import NINA, SIZE, fill
from tests.journeys.people import Person
from tests.journeys.server import DemoClinic, demo_clinic

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoClinic]:
    with demo_clinic(tmp_path_factory.mktemp("busy")) as running:
        fill(running.data)
        yield running


@dataclass
class Hands:
    """Everything pressed is counted."""

    page: Page
    presses: int = 0

    def press(self, key: str) -> None:
        self.presses += 1
        self.page.keyboard.press(key)

    def press_and_wait(self, key: str) -> None:
        with self.page.expect_navigation():
            self.press(key)


def _rows(page: Page) -> Locator:
    return page.locator('[data-part="row"]')


def _name_in_hand(page: Page) -> str:
    return page.evaluate("document.activeElement?.querySelector('h2')?.textContent ?? ''") or ""


def test_twenty_rows_are_cleared_by_keyboard_in_fewer_than_forty_presses(
    chromium_without_camera: Browser, busy: DemoClinic
) -> None:
    with Person.signs_in(chromium_without_camera, busy, NINA, width=1280) as nina:
        # given twenty people on Nina's list
        page, hands = nina.page, Hands(nina.page)
        page.goto("/therapist/")
        expect(_rows(page)).to_have_count(SIZE)
        expect(page.get_by_text("20 people could use a look")).to_be_visible()
        nina.has_no_barriers()

        # something new comes in without a reload, and the person in hand stays in hand and in place
        hands.press("j")
        hands.press("j")
        held, before = (
            _name_in_hand(page),
            page.evaluate("document.activeElement.getBoundingClientRect().top"),
        )
        fill(busy.data, "news")
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        expect(page.get_by_role("status").filter(has_text="1 changed. 20 people now.")).to_have_count(1)
        assert _name_in_hand(page) == held
        assert abs(page.evaluate("document.activeElement.getBoundingClientRect().top") - before) < 2
        hands.press("k")

        # when she goes through them: done where looking is enough, until tomorrow where an answer can wait
        left = SIZE
        while left:
            row = page.locator('[data-part="row"]:focus')
            expect(row).to_have_count(1)
            if row.locator('[data-part="done"]').count():
                hands.press_and_wait("d")
            else:
                hands.press("s")
                hands.press_and_wait("Enter")
            left -= 1
            expect(_rows(page)).to_have_count(left)

        # then the list is clear, in fewer than two presses a person, and nobody is lost
        print(f"{SIZE} people in {hands.presses} presses")
        assert hands.presses < 40
        expect(page.get_by_role("heading", name="All clear")).to_be_visible()
        expect(page.get_by_text(f"Set aside ({SIZE})")).to_be_visible()
        hands.press_and_wait("u")
        expect(_rows(page)).to_have_count(1)
        nina.has_no_barriers()


def test_a_person_is_handed_over_by_keyboard_and_the_colleague_reads_why(
    chromium_without_camera: Browser, busy: DemoClinic
) -> None:
    with Person.signs_in(chromium_without_camera, busy, NINA, width=768) as nina:
        page, hands = nina.page, Hands(nina.page)
        page.goto("/therapist/")
        hands.press("j")
        name = _name_in_hand(page)
        hands.press("h")
        nina.has_no_barriers()
        page.get_by_label("Hand over to").select_option("Tom Berger")
        page.get_by_label("One line for them").fill("I am away until Monday.")
        hands.press_and_wait("Enter")
        expect(page.get_by_text("Handed over to Tom Berger")).not_to_have_count(0)
    with Person.signs_in(chromium_without_camera, busy, "tom@demo.unbrace.test", width=1280) as tom:
        tom.page.goto("/therapist/")
        row = _rows(tom.page).filter(has_text=name)
        expect(row).to_contain_text("From Nina Sato to you")
        expect(row).to_contain_text("I am away until Monday.")
        tom.has_no_barriers()
