"""Measure together: in a call the person's device measures, the therapist looks on, marks, and goes on to the draft."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, expect

from tests.journeys.calling import BOOKED_FOR_NOW, DEVICES, comes_in, sees
from tests.journeys.conftest import CHROMIUM, CLIPS, QUIET
from tests.journeys.fake_camera import camera_file
from tests.journeys.people import DESK, PATIENCE_MS, PHONE, Person
from tests.journeys.server import DemoClinic, demo_clinic

pytestmark = [pytest.mark.journey, pytest.mark.alone]

SAMUEL, TOM = "samuel@demo.unbrace.test", "tom@demo.unbrace.test"
#: What he did alone is looked at; now the two would like to see it together.
ENDED = """
from unbrace.clinic.assessments.actions import end_assessment
from unbrace.clinic.assessments.queries import open_assessment_of
end_assessment(by=tom.user, assessment=open_assessment_of(maria))
"""
CAME = re.compile(r"(\d+) came, (\d+) lost, (\d+) held back")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoClinic]:
    with demo_clinic(tmp_path_factory.mktemp("measuring")) as running:
        yield running


@pytest.fixture(scope="module")
def visit(house: DemoClinic) -> str:
    environment = {
        **os.environ,
        "UNBRACE_DATA": str(house.data),
        "UNBRACE_DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "unbrace.config.settings",
    }
    booked = BOOKED_FOR_NOW.replace("maria@demo.unbrace.test", SAMUEL) + ENDED
    made = subprocess.run(
        [sys.executable, "-c", booked], env=environment, capture_output=True, text=True, check=True
    )
    return made.stdout.strip()


@pytest.fixture(scope="module")
def arm_chromium(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Somebody stands side-on, lifts one arm four times, stands, and again: the call opens the camera long before."""
    out: Path = tmp_path_factory.mktemp("camera") / "arm.y4m"
    camera_file(CLIPS / "arm-lift-four-times.mp4", out, still_before_s=6, still_after_s=6)
    flags = [*DEVICES, f"--use-file-for-fake-video-capture={out}"]
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, *flags])
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def desk_chromium(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, *DEVICES])
    yield browser
    browser.close()


def meet(samuel: Person, tom: Person, visit: str) -> None:
    """Tom lets Samuel in, and opens his side of the measuring."""
    comes_in(tom, f"/therapist/visits/{visit}/call/", "Open the door")
    expect(tom.page.get_by_text("Samuel Ortega has not come yet.")).to_be_visible(timeout=PATIENCE_MS)
    comes_in(samuel, f"/visits/{visit}/call/?pose=cpu", "Come in")
    tom.page.get_by_role("button", name="Let in", exact=True).click(timeout=PATIENCE_MS)
    sees(tom.page, "Samuel Ortega")
    tom.page.get_by_text("Measure together", exact=True).click()


def test_an_arm_is_measured_together_marked_and_shapes_the_draft(
    arm_chromium: Browser, desk_chromium: Browser, house: DemoClinic, visit: str
) -> None:
    with ExitStack() as at_once:
        options = {"permissions": ["camera", "microphone"]}
        samuel = at_once.enter_context(Person.signs_in(arm_chromium, house, SAMUEL, width=PHONE, **options))
        tom = at_once.enter_context(Person.signs_in(desk_chromium, house, TOM, width=DESK, **options))

        # given the two are together
        meet(samuel, tom, visit)
        expect(samuel.page.get_by_text("Nothing is recorded: no picture, no sound.")).to_be_visible()

        # when Tom chooses a test of the open assessment and starts it on Samuel's device
        line = tom.page.locator("[data-part=line]")
        tom.page.get_by_label("No assessment is open. Ask for").select_option(label="A short first look")
        tom.has_no_barriers()
        tom.presses("Ask for it now")
        tom.page.get_by_label("Test", exact=True).select_option(label="Lifting the arm")
        tom.has_no_barriers()
        tom.presses("Start on their device")

        # then Samuel's device asks first, and a no is a no
        expect(
            samuel.page.get_by_text("Tom Berger would like to measure this together with you.")
        ).to_be_visible()
        samuel.has_no_barriers()
        samuel.presses("Not now")
        expect(line).to_have_text("They said: not now.")

        # when he is asked once more, and says yes
        tom.presses("Start on their device")
        samuel.answers("How much does it hurt right now?", 2)
        samuel.presses("Measure now")
        expect(samuel.page.get_by_role("button", name="Stop measuring")).to_be_visible()
        samuel.has_no_barriers()

        # then Tom sees a figure with the angle, its band and the count, beside a picture nobody drew on
        expect(line).to_have_text("Measuring.", timeout=2 * PATIENCE_MS)
        count, angle = tom.page.locator("[data-part=count]"), tom.page.locator("[data-part=angle]")
        expect(angle).to_have_text(
            re.compile(r"^elevation left -?\d+ ± 15 degrees$"), timeout=2 * PATIENCE_MS
        )
        expect(count).to_have_text(re.compile("^Left [2-9], right 0 of 2 each"), timeout=3 * PATIENCE_MS)
        expect(tom.page.locator("[data-part=figure]")).to_have_attribute("data-nobody", "no")
        sees(tom.page, "Samuel Ortega")
        tom.has_no_barriers()
        came = CAME.search(tom.page.locator("[data-part=way]").inner_text())
        assert came
        assert int(came[1]) > 20
        assert (came[2], came[3]) == ("0", "0"), "every moment that was sent has come"

        # when Tom says that is all, and Samuel says how it was
        tom.presses("That is all")
        expect(samuel.page.locator("[data-slot=result]")).to_contain_text(
            re.compile(r"elevation, left: 1[012][05] degrees, give or take 15")
        )
        samuel.answers("How much does it hurt now?", 2)
        samuel.has_no_barriers()
        samuel.presses("Keep it and go on")

        # then his own device's result is at the server, and Tom's mark is a row beside it
        expect(samuel.page.get_by_text("Sent. Your therapist can see it.")).to_be_visible(timeout=PATIENCE_MS)
        expect(line).to_have_text("Their device's result is in the assessment.", timeout=PATIENCE_MS)
        expect(tom.page.locator("[data-part=pain]")).to_have_text("Pain before: 2 of 10, after: 2 of 10")
        tom.presses("Take these numbers over")
        expect(tom.page.get_by_label("Left (degrees)")).to_have_value(re.compile(r"^1[012]\d$"))
        tom.presses("Keep this value")
        kept = tom.page.locator("[data-part=kept]")
        expect(kept).to_have_text("Kept in the assessment, with your name.", timeout=PATIENCE_MS)
        said = tom.page.locator("[data-part=said]")
        expect(said).to_contain_text("read by the therapist off the person's camera in a video visit")
        expect(said).to_contain_text("camera on their own device")
        tom.has_no_barriers()

        # and another test without a camera is marked with what was seen
        tom.presses("Next test")
        tom.page.get_by_label("Test", exact=True).select_option(label="Standing on one leg")
        tom.page.get_by_label("Seen by me").check()
        tom.page.get_by_label("Left (seconds)").fill("31")
        tom.page.get_by_label("Right (seconds)").fill("24")
        tom.presses("Keep this value")
        expect(said).to_contain_text("left: 31 seconds, give or take", timeout=PATIENCE_MS)

        # when he goes on to the draft, with the call still open
        with tom.context.expect_page() as opened:
            tom.page.get_by_role("link", name="The whole assessment and its draft").click()
        tab = opened.value
        expect(
            tab.get_by_text(re.compile(r"left: 1[012][05] degrees, give or take 15")).first
        ).to_be_visible()
        arm = tab.locator("#found-chest_shoulder_mobility")
        arm.get_by_text("Score it yourself").click()
        arm.get_by_label("What did you see or ask?").fill("Measured together; he cannot reach the shelf.")
        arm.get_by_role("button", name="Keep this score").click()
        expect(arm).to_contain_text("3 · confirmed")
        tab.get_by_role("button", name="Go on with this draft").click()
        expect(tab).to_have_url(re.compile("/programme/$"))
        expect(tab.get_by_text("chest shoulder mobility 3").first).to_be_visible()
        sees(tom.page, "Samuel Ortega")
        tom.page.get_by_role("button", name="End for both", exact=True).click()


def test_when_the_line_breaks_the_device_keeps_and_sends_what_it_measured(
    arm_chromium: Browser, desk_chromium: Browser, house: DemoClinic, visit: str
) -> None:
    with ExitStack() as at_once:
        options = {"permissions": ["camera", "microphone"]}
        samuel = at_once.enter_context(Person.signs_in(arm_chromium, house, SAMUEL, width=PHONE, **options))
        tom = at_once.enter_context(Person.signs_in(desk_chromium, house, TOM, width=DESK, **options))
        meet(samuel, tom, visit)
        tom.page.get_by_label("Test", exact=True).select_option("shoulder-flexion")
        tom.presses("Start on their device")
        samuel.answers("How much does it hurt right now?", 1)
        samuel.presses("Measure now")
        expect(tom.page.locator("[data-part=line]")).to_have_text("Measuring.", timeout=2 * PATIENCE_MS)

        # when Tom's page is gone in the middle of it
        tom.page.close()
        expect(
            samuel.page.get_by_text("The line to Tom Berger broke. Measuring goes on here")
        ).to_be_visible()

        # then Samuel's device goes on alone, and what came out is sent
        partials = samuel.page.locator("[data-slot=partials]")
        expect(partials).to_have_text(re.compile("left [1-9]"), timeout=3 * PATIENCE_MS)

        # and Tom, who comes back meanwhile, sees how it stands without asking
        tom.opens_a_new_tab()
        comes_in(tom, f"/therapist/visits/{visit}/call/", "Open the door")
        expect(tom.page.locator("[data-part=line]")).to_have_text("Measuring.", timeout=PATIENCE_MS)
        expect(tom.page.locator("[data-part=count]")).to_have_text(re.compile("^Left [1-9]"))
        samuel.presses("That is all")
        samuel.answers("How much does it hurt now?", 1)
        samuel.presses("Keep it and go on")
        expect(samuel.page.get_by_text("Sent. Your therapist can see it.")).to_be_visible(timeout=PATIENCE_MS)
        said = tom.page.locator("[data-part=said] li").filter(has_text="camera on their own device")
        expect(said).not_to_have_count(0)
