"""How an exercise goes is seen wherever it is spoken of: moving where that is possible, as two pictures everywhere."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, Playwright, expect

from tests.journeys.accessibility import too_wide, violations
from tests.journeys.conftest import CHROMIUM, QUIET
from tests.journeys.people import DESK, PATIENCE_MS, Person
from tests.journeys.server import DemoClinic

pytestmark = pytest.mark.journey

#: Draws by calculation: slowly, but the same picture as a graphics processor.
DRAWS = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
#: As if there were a graphics processor, so that figures come without being asked for.
QUICK = """const real = WebGL2RenderingContext.prototype.getParameter;
WebGL2RenderingContext.prototype.getParameter = function (name) {
  return name === 37446 || name === this.RENDERER ? "A graphics card" : real.call(this, name);
};"""


@pytest.fixture(scope="module")
def drawing(playwright: Playwright) -> Iterator[Browser]:
    flags = [flag for flag in QUIET if flag != "--disable-gpu"]
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*flags, *DRAWS])
    yield browser
    browser.close()


def figure(page: Page, title: str) -> Locator:
    return page.get_by_role("img", name=f"Moving picture: {title}", exact=True)


def hands(page: Page, title: str) -> Locator:
    return page.get_by_role("group", name=f"The moving picture: {title}", exact=True)


def asking(place: Page | Locator, title: str) -> Locator:
    return place.get_by_role("button", name=re.compile(f"^Show it moving.*{title}$"))


def when_somebody_asks(page: Page, title: str) -> None:
    asking(page, title).first.click()
    expect(figure(page, title).first).to_be_visible(timeout=PATIENCE_MS)
    expect(page.locator(".demonstration[data-live]").first).to_be_attached(timeout=PATIENCE_MS)


def drawn(canvas: Locator) -> str:
    picture: str = canvas.evaluate("canvas => canvas.toDataURL()")
    return picture


def asked_for(person: Person) -> list[str]:
    """What was loaded of the figure so far."""
    names: list[str] = person.page.evaluate(
        """() => performance.getEntriesByType('resource').map((entry) => entry.name)
            .filter((name) => name.includes('built/demonstration'))"""
    )
    return names


def test_the_figure_is_played_paused_and_turned_by_keyboard(drawing: Browser, clinic: DemoClinic) -> None:
    with Person.signs_in(drawing, clinic, "maria@demo.unbrace.test") as maria:
        page = maria.page
        page.goto("/programme/")
        expect(page.get_by_role("img", name=re.compile("A person stands tall"))).to_be_visible()
        assert asked_for(maria) == []
        when_somebody_asks(page, "Squat")
        assert len(asked_for(maria)) == 3
        expect(page.locator(":focus")).to_have_text("Pause")
        page.keyboard.press("Enter")
        expect(page.locator(":focus")).to_have_text("Play")
        seen = [drawn(figure(page, "Squat"))]
        for button in ("Slow", "Mirror", "Next position", "Turn left", "Turn right"):
            page.keyboard.press("Tab")
            expect(page.locator(":focus")).to_have_text(button)
            page.keyboard.press("Enter")
            seen.append(drawn(figure(page, "Squat")))
        slow, mirror, far, left, right = seen[1:]
        assert slow == seen[0], "slow changes the time and not the picture"
        assert len({seen[0], mirror, far, left}) == 4
        assert right == far, "back where it was"
        expect(hands(page, "Squat").get_by_role("button", name="Mirror")).to_have_attribute(
            "aria-pressed", "true"
        )
        assert violations(page) == []
        assert too_wide(page) <= 0


def test_it_comes_by_itself_when_it_is_scrolled_near_and_stands_still_where_motion_is_reduced(
    drawing: Browser, clinic: DemoClinic
) -> None:
    with Person.signs_in(drawing, clinic, "maria@demo.unbrace.test", reduced_motion="reduce") as maria:
        page = maria.page
        page.add_init_script(QUICK)
        page.goto("/programme/")
        expect(hands(page, "Squat").get_by_role("button", name="Play")).to_be_visible(timeout=PATIENCE_MS)
        still = drawn(figure(page, "Squat"))
        last = page.locator(".demonstration").last
        expect(last).not_to_have_attribute("data-live", "")
        last.scroll_into_view_if_needed()
        expect(last).to_have_attribute("data-live", "", timeout=PATIENCE_MS)
        assert page.locator(":focus").count() == 0
        assert drawn(figure(page, "Squat")) == still
        page.emulate_media(media="print")
        expect(figure(page, "Squat")).to_be_hidden()
        expect(page.get_by_role("img", name=re.compile("A person stands tall"))).to_be_visible()


def test_without_scripts_the_two_pictures_are_there(drawing: Browser, clinic: DemoClinic) -> None:
    with Person.signs_in(drawing, clinic, "maria@demo.unbrace.test") as maria:
        kept = maria.context.storage_state()
    with Person.with_a_browser(drawing, clinic, java_script_enabled=False, storage_state=kept) as maria:
        maria.page.goto("/programme/")
        expect(maria.page.get_by_role("img", name=re.compile("sat back towards the chair"))).to_be_visible()
        assert maria.page.get_by_role("button", name=re.compile("Show it moving")).count() == 0
        assert figure(maria.page, "Squat").count() == 0


def test_text_at_twice_its_size_still_fits(drawing: Browser, clinic: DemoClinic) -> None:
    with Person.signs_in(drawing, clinic, "maria@demo.unbrace.test", color_scheme="dark") as maria:
        maria.page.goto("/programme/")
        maria.page.evaluate("() => { document.documentElement.style.fontSize = '200%'; }")
        when_somebody_asks(maria.page, "Squat")
        assert too_wide(maria.page) <= 0
        for button in hands(maria.page, "Squat").get_by_role("button").all():
            assert button.evaluate("button => button.scrollWidth <= button.clientWidth + 1"), (
                button.inner_text()
            )
        assert violations(maria.page) == []


def test_it_is_seen_before_the_camera_comes_on(drawing: Browser, clinic: DemoClinic) -> None:
    with Person.signs_in(drawing, clinic, "maria@demo.unbrace.test") as maria:
        page = maria.page
        page.goto("/exercise/")
        maria.presses(re.compile("^Start"))
        expect(page.get_by_role("heading", name="Squat")).to_be_visible()
        expect(page.get_by_role("img", name=re.compile("A person stands tall"))).to_be_visible()
        when_somebody_asks(page, "Squat")
        assert violations(page) == []
        assert too_wide(page) <= 0
        maria.presses("Skip this one today")
        expect(page.get_by_role("heading", name="Bridge")).to_be_visible()
        expect(asking(page, "Bridge")).to_be_visible()


def test_whoever_prescribes_sees_it_in_the_builder_and_in_the_preview(
    drawing: Browser, clinic: DemoClinic
) -> None:
    with Person.signs_in(drawing, clinic, "tom@demo.unbrace.test", width=DESK, color_scheme="dark") as tom:
        page = tom.page
        page.goto("/therapist/patients/")
        page.get_by_role("link", name="Maria Weber").click()
        page.get_by_role("link", name="Change the programme").click()
        rows = page.locator("fieldset.dose")
        rows.first.get_by_text("How it goes").click()
        assert asked_for(tom) == []
        when_somebody_asks(page, "Squat")
        assert page.get_by_label("Sat").count() == rows.count(), "a figure answers to a day's name"
        assert violations(page) == []
        tom.presses("Preview")
        page.get_by_text(re.compile("^How it is shown")).first.click()
        preview = page.get_by_role("status").filter(has_text="How it will look")
        expect(preview.get_by_role("img", name=re.compile("A person stands tall"))).to_be_visible()
        expect(asking(preview, "Squat")).to_be_visible()
        assert violations(page) == []


def test_a_test_of_function_is_shown_by_the_same_figure(drawing: Browser, clinic: DemoClinic) -> None:
    with Person.signs_in(drawing, clinic, "samuel@demo.unbrace.test") as samuel:
        page = samuel.page
        page.goto("/assessment/")
        page.get_by_text("How it goes: Reaching for the floor").click()
        assert asked_for(samuel) == []
        when_somebody_asks(page, "Reaching for the floor")
        at_first = drawn(figure(page, "Reaching for the floor"))
        hands(page, "Reaching for the floor").get_by_role("button", name="Next position").click()
        page.wait_for_timeout(400)
        assert drawn(figure(page, "Reaching for the floor")) != at_first
        assert violations(page) == []
        assert too_wide(page) <= 0
