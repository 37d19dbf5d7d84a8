"""A movement kept with a yes is looked at again by the therapist, and their words are read at their very moment."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.people import PATIENCE_MS, PHONE, Person, expect_sent
from tests.journeys.server import DemoClinic

pytestmark = [pytest.mark.journey, pytest.mark.alone]
WORDS = "Lovely slow way down."


def test_what_the_therapist_writes_to_a_moment_is_read_there(
    chromium: Browser, clinic: DemoClinic, tom: Person
) -> None:
    # given somebody who lets her movement be kept, and does squats in front of the camera
    link = tom.invites("Lena Brook", "lena@example.org")
    with Person.with_a_browser(chromium, clinic, width=PHONE, reduced_motion="reduce") as lena:
        lena.joins_by_code(link, "Lena Brook", "lena@example.org")
        lena.answers_the_safety_screen()
        expect(lena.page.get_by_role("heading", name="Mark where it hurts")).to_be_visible()
        tom.writes_squats("Lena Brook", reps=10)
        lena.page.goto("/you/")
        lena.unfolds("Privacy, and what you agreed to")
        lena.page.get_by_role("button", name="Switch on").click()
        lena.starts_todays_session(pain=1)
        lena.presses("Start with the camera")
        lena.waits_for_repetitions(2)
        lena.presses("Set done")
        lena.says_how_it_was(pain=1, effort=3)
        lena.presses("Save and finish")
        expect_sent(lena)

        # when Tom looks at it again
        tom.page.emulate_media(reduced_motion="reduce")
        tom.page.goto("/therapist/patients/")
        tom.page.get_by_role("link", name="Lena Brook").click()
        tom.page.get_by_role("link", name="See it move").click()
        expect(tom.page.get_by_role("img", name="Stick figure of Squat")).to_be_visible(timeout=PATIENCE_MS)
        started = tom.page.locator("[data-module=replay]").get_attribute("data-started-ms")
        assert started is not None
        assert int(started) < 5_000, "well below a second where the machine is not busy"
        expect(tom.page.locator("svg[data-part=curve] .replay-rep")).to_have_count(2, timeout=PATIENCE_MS)
        tom.has_no_barriers()

        # with the keyboard alone: to the second repetition, a little further, and what he sees there
        slider = tom.page.get_by_role("slider", name="Moment of the set")
        slider.focus()
        for key in ("PageUp", "PageUp", "Shift+ArrowRight", "ArrowRight"):
            tom.page.keyboard.press(key)
        expect(slider).to_have_attribute("aria-valuetext", re.compile("repetition 2, full"))
        assert float(tom.page.get_by_label("Second").input_value()) > 0
        tom.page.get_by_label("Part of the body").select_option("left knee")
        tom.page.get_by_label("Words", exact=True).fill(WORDS)
        tom.presses("Keep it here")
        expect(tom.page.get_by_role("status").first).to_contain_text("can read it at this moment")

        # then she is told that something is there, and reads it at that moment
        clinic.waits_for("has written to you")
        lena.page.goto("/history/")
        expect(lena.page.get_by_text("new words for you")).to_be_visible()
        lena.page.get_by_role("link", name="Your therapist wrote to a moment").click()
        expect(lena.page.get_by_role("article")).to_contain_text(WORDS)
        expect(lena.page.get_by_role("article")).to_contain_text("repetition 2 · left knee")
        expect(lena.page.get_by_role("img", name="Stick figure of Squat")).to_be_visible(timeout=PATIENCE_MS)
        expect(lena.page.locator("[data-part=words]")).to_contain_text("repetition 2, full")
        lena.has_no_barriers()
        lena.page.goto("/history/")
        expect(lena.page.get_by_text("new words for you")).to_have_count(0)
        tom.page.reload()
        expect(tom.page.get_by_role("article")).to_contain_text("read")

        # and when she switches it off, her movement is gone and the words stay
        lena.page.goto("/you/")
        lena.unfolds("Privacy, and what you agreed to")
        lena.page.get_by_role("button", name="Switch off and delete").click()
        lena.page.goto("/history/")
        lena.page.get_by_role("link", name="Your therapist wrote to a moment").click()
        expect(lena.page.get_by_role("article")).to_contain_text(WORDS)
        expect(lena.page.get_by_role("img", name="Stick figure of Squat")).to_have_count(0)
        tom.page.reload()
        expect(tom.page.get_by_text("That is theirs to decide")).to_be_visible()
