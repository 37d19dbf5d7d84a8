"""A clip looked at: drawn on by pointer and by keyboard, kept without a network, seen by the person at its moment."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Request, Route, expect

from tests.journeys.people import PATIENCE_MS, PHONE, Person
from tests.journeys.server import DemoClinic

pytestmark = [pytest.mark.journey, pytest.mark.alone]
ARM_LIFT = Path(__file__).parent / "clips" / "arm-lift-four-times.mp4"
A_MEASUREMENT_MS = 240_000  # two busy cores look at about five pictures a second


def test_what_a_therapist_draws_is_seen_at_its_moment(
    chromium: Browser, clinic: DemoClinic, tom: Person
) -> None:
    # given Ruth's clip on Tom's list
    page = tom.page
    page.goto("/therapist/")
    page.get_by_role("link", name="Look at the clip of Ruth").click()
    tools, picture = (
        page.get_by_role("group", name="Draw"),
        page.get_by_role("group", name="The picture, to draw on"),
    )
    expect(page.locator("[data-clip] video")).to_have_js_property("readyState", 4, timeout=PATIENCE_MS)

    # when he goes to the third second frame by frame, draws an arrow by hand and words by keyboard alone
    page.get_by_label("Moment of the clip").press("Shift+ArrowRight")
    page.get_by_label("Moment of the clip").press("Shift+ArrowRight")
    page.get_by_role("button", name="1 frame on").click()
    expect(page.get_by_label("Second", exact=True)).to_have_value("2.063")
    tools.get_by_role("button", name="Arrow").click()
    picture.scroll_into_view_if_needed()
    picture.click(position={"x": 200, "y": 60})
    picture.click(position={"x": 260, "y": 140})
    expect(page.get_by_text("Arrow drawn.")).to_be_visible()
    tools.get_by_role("button", name="Words", exact=True).press("Enter")
    page.keyboard.type("hips up")
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Words drawn.")).to_be_visible()
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+y")
    page.get_by_label("Words", exact=True).fill("Push through the heels here.")
    tom.has_no_barriers()

    # and the network goes away: nothing is lost, and it goes once when there is one again
    tom.context.set_offline(True)
    page.get_by_role("button", name="Keep it at this moment").click()
    expect(page.get_by_text("It is kept on this device")).to_be_visible()
    tom.context.set_offline(False)
    expect(page.get_by_text("Kept at 0:02.")).to_be_visible()
    said = page.get_by_role("article", name="At 0:02")
    expect(said).to_have_count(1)
    expect(said).to_contain_text("Drawn on the picture: 1 arrow; the words “hips up”.")

    # then the answer takes it off the list
    page.get_by_label("Write to Ruth Okafor").fill("Have a look at what I drew.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Work-list")).to_be_visible()
    expect(page.get_by_role("link", name="Look at the clip of Ruth")).to_have_count(0)

    # and Ruth's clip stops there by itself and says it
    with Person.signs_in(chromium, clinic, "ruth@demo.unbrace.test", width=PHONE) as ruth:
        ruth.page.goto("/messages/")
        ruth.page.get_by_role("link", name="1 remark to this clip, 1 new").click()
        ruth.page.get_by_role("button", name="Play").click()
        moment = ruth.page.get_by_role("status").filter(has_text="At 0:02: Push through the heels here.")
        expect(moment).to_be_visible()
        expect(moment).to_contain_text("the words “hips up”")
        expect(ruth.page.locator("[data-clip] svg text")).to_have_text("hips up")
        assert ruth.page.evaluate("document.querySelector('[data-clip] video').paused")
        ruth.has_no_barriers()


def test_a_clip_is_measured_on_the_device_and_one_line_is_kept(tom: Person) -> None:
    # given a clip in which a whole person lifts an arm, filmed from the side (the demo's is a drawn figure)
    page = tom.page
    film = ARM_LIFT.read_bytes()

    def whole_film(route: Route) -> None:
        route.fulfill(body=film, content_type="video/mp4")

    page.route("**/messages/files/**", whole_film)
    page.goto("/therapist/patients/")
    page.get_by_role("link", name=re.compile("Maria")).first.click()
    page.goto(f"{page.url}messages/")
    page.locator('a[href*="/clips/"]').first.click()
    page.goto(f"{page.url.split('?')[0]}?pose=cpu")
    sent: list[str] = []

    def note(request: Request) -> None:
        if request.method != "GET":
            sent.append(request.url)

    page.on("request", note)

    # when he begins and cancels by keyboard, nothing is left of it
    box = page.get_by_role("region", name="Measure this clip")
    box.get_by_label("What is done in it").select_option(label="Lifting the arm")
    box.get_by_role("button", name="Measure", exact=True).press("Enter")
    box.get_by_role("button", name="Cancel").press("Enter")
    expect(box.get_by_text("Cancelled. Nothing was kept.")).to_be_visible()

    # and when he lets it go on
    box.get_by_role("button", name="Measure", exact=True).press("Enter")
    expect(box.get_by_text(re.compile("^Measured. In"))).to_be_visible(timeout=A_MEASUREMENT_MS)

    # then numbers come with how far off they may be, the body is drawn over the clip, and nothing was sent
    expect(box.get_by_text("Decide nothing by it alone.")).to_be_visible()
    expect(box.get_by_role("cell", name=re.compile(r"^\d+° ± \d+°$")).first).to_be_visible()
    assert sent == []
    tom.has_no_barriers()

    # and only the line he keeps stays, at its moment
    box.get_by_role("button", name=re.compile("^Put into the words")).first.click()
    expect(page.get_by_label("Words", exact=True)).to_have_value(
        re.compile(r"^Measured from a clip: .* ± \d+°\. A rough measure\.$")
    )
    page.get_by_role("button", name="Keep it at this moment").click()
    expect(page.get_by_role("article").filter(has_text="Measured from a clip")).to_be_visible()


def test_a_film_of_an_own_exercise_is_filmed_watched_and_kept(tom: Person) -> None:
    page = tom.page
    page.goto("/therapist/own-exercises/")
    page.get_by_role("link", name=re.compile("^Film of")).first.click()
    page.get_by_role("button", name="Film it here").click()
    page.get_by_role("button", name="Start filming").click()
    expect(page.locator("[data-own-film] [data-part=clock]")).to_have_text("0:04", timeout=PATIENCE_MS)
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("heading", name="Watch it first")).to_be_visible()
    page.get_by_label("What is to be seen").fill("Somebody bends the knees and comes up again.")
    page.get_by_label("Only I").check()
    page.get_by_label("Whoever is seen agrees").check()
    tom.has_no_barriers()
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("It is being prepared")).to_be_visible()
