"""A change at the desk from the day it was done to a week later, and a step of a lift that goes on by a signature."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.people import PATIENCE_MS, Person
from tests.journeys.server import DemoClinic

pytestmark = pytest.mark.journey

MARIA = "maria@demo.unbrace.test"
KEPT = "Kept on this device. It is sent as soon as there is a network"
IS_KEPT = """async () => Boolean(await (await caches.open("unbrace-pages")).match("/desk/"))"""


def keeps_the_desk(person: Person) -> None:
    for _ in range(PATIENCE_MS // 250):
        if person.page.evaluate(IS_KEPT):
            return
        person.page.wait_for_timeout(250)
    raise AssertionError("the page was not kept for times without a network")


def test_a_change_done_without_a_network_is_asked_about_a_week_later(
    chromium_without_camera: Browser, clinic: DemoClinic
) -> None:
    with Person.signs_in(chromium_without_camera, clinic, MARIA) as maria:
        page = maria.page
        # given one change that waits, by what she told nine days ago
        page.goto("/desk/")
        expect(page.get_by_role("heading", name="Get up after half an hour")).to_be_visible()
        maria.has_no_barriers()
        page.reload()
        keeps_the_desk(maria)
        # when she did it eight days ago, without a network
        maria.context.set_offline(True)
        page.goto("/desk/")
        page.clock.set_fixed_time(datetime.now().astimezone() - timedelta(days=8))
        maria.presses("I have done it")
        expect(page.get_by_text(KEPT)).to_be_visible()
        # and comes home today
        page.clock.set_fixed_time(datetime.now().astimezone())
        maria.context.set_offline(False)
        expect(
            page.get_by_text("It has been sent.").or_(page.get_by_text("You are trying this since"))
        ).to_be_visible(timeout=PATIENCE_MS)
        page.goto("/desk/")
        expect(page.get_by_text("You are trying this since")).to_be_visible()
        # then it is asked how it is a week later, and the answer is read against before
        expect(page.get_by_text("A week later: how is it?")).to_be_visible()
        maria.has_no_barriers()
        maria.answers("How much does sitting there bother you?", 1)
        page.locator("form[action$='/look/']").get_by_role("button", name="Save").click()
        expect(page.get_by_text("That speaks for keeping it.")).to_be_visible()
        expect(page.get_by_text("a week later: 1 of 10")).to_be_visible()
        # when she keeps it, the next one waits until she asks for it
        maria.presses("Keep it", exact=True)
        expect(page.get_by_role("heading", name="There is another thing to try")).to_be_visible()
        maria.presses("Show it to me")
        expect(page.get_by_role("heading", name="Move mouse and keyboard closer")).to_be_visible()


def test_a_step_of_a_lift_goes_on_when_the_therapist_has_signed_it(
    chromium_without_camera: Browser, clinic: DemoClinic, tom: Person
) -> None:
    with Person.signs_in(chromium_without_camera, clinic, MARIA) as maria:
        # given two good times of the first step
        maria.page.goto("/lift/")
        expect(maria.page.get_by_role("heading", name="Ready for a step.")).to_be_visible()
        expect(maria.page.get_by_role("heading", name="3 kg from 75 cm, 4 times")).to_be_visible()
        # when her therapist signs the next one
        tom.page.goto("/therapist/patients/")
        tom.page.get_by_role("link", name="Maria Weber").click()
        tom.page.get_by_role("link", name="Own lift").click()
        expect(tom.page.get_by_text("Proposed: 3 kg from 60 cm, 4 times.")).to_be_visible()
        tom.has_no_barriers()
        tom.presses("Sign the step")
        expect(tom.page.get_by_text("2. 3 kg from 60 cm, 4 times")).to_be_visible()
        # then it is hers, and she notes how it went
        maria.page.reload()
        expect(maria.page.get_by_role("heading", name="3 kg from 60 cm, 4 times")).to_be_visible()
        maria.page.get_by_label("How many times?").fill("4")
        maria.answers("How much did it hurt before?", 1)
        maria.answers("How much at the worst?", 2)
        maria.page.locator("form[action$='/tried/']").get_by_role("button", name="Save").click()
        expect(maria.page.get_by_text("Tomorrow we ask how it is")).to_be_visible()
        maria.has_no_barriers()
