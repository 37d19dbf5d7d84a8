"""From tests a therapist asks for, done alone in front of the camera and by hand, to a draft with its reasons."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, expect

from tests.journeys.accessibility import too_wide, violations
from tests.journeys.conftest import CHROMIUM, CLIPS, QUIET
from tests.journeys.fake_camera import camera_file
from tests.journeys.people import PATIENCE_MS, PHONE, Person
from tests.journeys.server import DemoClinic

pytestmark = [pytest.mark.journey, pytest.mark.alone]


@pytest.fixture(scope="module")
def arm_chromium(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Somebody stands side-on for a while, lifts one arm four times, and stands."""
    out: Path = tmp_path_factory.mktemp("camera") / "arm.y4m"
    camera_file(CLIPS / "arm-lift-four-times.mp4", out, still_before_s=12, still_after_s=20)
    camera = [
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-video-capture={out}",
    ]
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, *camera])
    yield browser
    browser.close()


def looks_right(person: Person) -> None:
    assert violations(person.page) == []
    assert not too_wide(person.page)


def test_an_arm_is_measured_alone_and_shapes_the_draft(
    arm_chromium: Browser, clinic: DemoClinic, tom: Person
) -> None:
    # given Tom asks a new person, whose story he has, for one test more
    tom.page.goto("/therapist/patients/")
    tom.page.get_by_role("link", name="Samuel Ortega").click()
    tom.page.get_by_role("link", name="Assessments").click()
    tom.page.get_by_role("link", name=re.compile("A short first look")).click()
    tom.presses("End this assessment")
    tom.page.get_by_role("link", name="Assessments of Samuel Ortega").click()
    tom.page.get_by_role("link", name="Choose A short first look").click()
    for other in ("Leaning back", "Standing on one leg", "Standing up for 30 seconds"):
        tom.page.get_by_label(re.compile(f"^{other}")).uncheck()
    looks_right(tom)
    tom.presses("Ask for these")

    with Person.signs_in(arm_chromium, clinic, "samuel@demo.unbrace.test", width=PHONE) as samuel:
        # when he reaches for the floor with a tape, and it is stiff
        samuel.page.get_by_role("link", name="2 tests of your assessment are open").click()
        samuel.page.get_by_text("How it goes: Reaching for the floor").click()
        in_the_list = samuel.page.get_by_role(
            "img", name=re.compile("^A person stands tall, side-on, feet together")
        )
        expect(in_the_list).to_have_js_property("naturalWidth", 480)
        looks_right(samuel)
        samuel.presses("Start")
        expect(samuel.page.get_by_role("heading", name="Reaching for the floor")).to_be_visible()
        shown = samuel.page.get_by_role("img", name=re.compile("^The person has bent forward"))
        expect(shown).to_have_js_property("naturalWidth", 480)
        expect(samuel.page.get_by_role("button", name=re.compile("^Show it moving"))).to_be_visible()
        samuel.answers("How much does it hurt right now?", 2)
        looks_right(samuel)
        samuel.presses("Do it without the camera")
        samuel.presses("Done")
        expect(samuel.page.get_by_role("alert")).to_contain_text("Write a number first")
        samuel.page.get_by_label("What you found (cm)").fill("33")
        samuel.presses("Done")
        samuel.page.get_by_label("Stiffness").check()
        samuel.answers("How much does it hurt now?", 2)
        looks_right(samuel)
        samuel.presses("Keep it and go on")

        # and lifts an arm in front of the camera
        expect(samuel.page.get_by_role("heading", name="Lifting the arm")).to_be_visible()
        samuel.presses("Start with the camera")
        expect(samuel.page.locator("[data-slot=partials]")).to_have_text(
            re.compile("left [2-9]"), timeout=3 * PATIENCE_MS
        )
        samuel.presses("That is all")
        result = samuel.page.locator("[data-slot=result]")
        expect(result).to_contain_text(re.compile(r"elevation, left: 1[01][05] degrees, give or take 15"))
        expect(result).to_contain_text("elevation, right: the camera could not see it")
        samuel.presses("Keep it and go on")

        # then it is at the server, with the number and how far off it may be
        expect(samuel.page.get_by_role("heading", name="All done. Thank you")).to_be_visible()
        expect(samuel.page.get_by_role("status")).to_contain_text("Sent", timeout=PATIENCE_MS)
        samuel.page.get_by_role("link", name="See the results").click()
        expect(samuel.page.get_by_text("33 cm, give or take 5")).to_be_visible()
        looks_right(samuel)

    # and Tom reads it with its quality; the stiff back is likely, the arm only a hint
    tom.page.reload()
    expect(tom.page.get_by_text(re.compile(r"left: 1[01][05] degrees, give or take 15"))).to_be_visible()
    expect(tom.page.get_by_text(re.compile("right view in .* of .* pictures"))).to_be_visible()
    back = tom.page.locator("#found-lumbar_mobility_deficit")
    expect(back).to_contain_text("2 · likely")
    arm = tom.page.locator("#found-chest_shoulder_mobility")
    expect(arm).to_contain_text("Measured only")
    looks_right(tom)

    # when he confirms the arm, it goes into the draft with the reason, and on to where programmes are signed
    arm.get_by_text("Score it yourself").click()
    arm.get_by_label("What did you see or ask?").fill("Cannot reach the shelf at work.")
    arm.get_by_role("button", name="Keep this score").click()
    expect(arm).to_contain_text("3 · confirmed")
    tom.presses("Go on with this draft")
    expect(tom.page).to_have_url(re.compile("/programme/$"))
    expect(tom.page.get_by_text("chest shoulder mobility 3").first).to_be_visible()
