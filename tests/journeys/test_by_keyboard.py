"""With the keyboard alone, on a telephone or a page made four times as large: what has the focus can be seen.

The row of places stays at the lower edge of a narrow screen, and long forms keep their buttons there; neither may lie
over the field one is in (WCAG 2.2, 2.4.11).
"""

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.people import Person
from tests.journeys.server import DemoClinic

pytestmark = pytest.mark.journey

PAGES = ["/", "/check-in/", "/diary/", "/messages/", "/progress/", "/you/"]
MOST_STEPS = 130
#: Where the focus is, and what lies over the middle of it; null on the page itself.
WHERE = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) return null;
  const { left, top, width, height } = here.getBoundingClientRect();
  const on = document.elementFromPoint(left + width / 2, top + height / 2);
  const seen = on && (here.contains(on) || on.contains(here) || on.closest("label")?.contains(here));
  const name = (here.textContent || here.name || here.tagName).trim().slice(0, 60);
  return [name, seen ? "" : on ? on.outerHTML.slice(0, 80) : "outside the screen"];
}"""


def _covered(page: Page) -> tuple[int, list[str]]:
    """How many places the focus has been at, and which of them could not be seen."""
    steps, covered = 0, []
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        where = page.evaluate(WHERE)
        if where is None:
            break
        steps += 1
        if where[1]:
            covered.append(f"{page.url}: {where[0]} lies under {where[1]}")
    return steps, covered


@pytest.mark.parametrize("size", [16, 32], ids=["as it is", "text at twice its size"])
def test_what_has_the_focus_is_never_covered(chromium: Browser, clinic: DemoClinic, size: int) -> None:
    with Person.signs_in(chromium, clinic, "maria@demo.unbrace.test", reduced_motion="reduce") as maria:
        sizes = {"fontSizes": {"standard": size, "fixed": 13}}
        maria.context.new_cdp_session(maria.page).send("Page.setFontSizes", sizes)
        for path in PAGES:
            maria.page.goto(path)
            steps, covered = _covered(maria.page)
            assert steps > 8, path
            assert covered == []


def test_a_session_is_begun_by_keyboard(chromium_without_camera: Browser, clinic: DemoClinic) -> None:
    """From Today to the first exercise, without a pointer."""
    with Person.signs_in(chromium_without_camera, clinic, "maria@demo.unbrace.test") as maria:
        page = maria.page
        page.goto("/")
        page.get_by_role("link", name="Start the session").focus()
        page.keyboard.press("Enter")
        page.locator("[data-form] button[value=go]").wait_for()
        steps, covered = _covered(page)
        assert steps > 3
        assert covered == []
        page.locator("[data-form] button[value=go]").focus()
        page.keyboard.press("Enter")
        page.locator("button[value=camera]").wait_for()
        assert _covered(page)[1] == []
