"""How a page is looked at for a picture of it, and what axe and a ruler find on the way."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import BrowserContext, Page

from tests.journeys.accessibility import too_wide, violations
from tests.journeys.people import PASSWORD, PHONE


@dataclass(frozen=True)
class Look:
    """One way of looking: how wide (px), in which light, in which language."""

    name: str
    width: int
    light: Literal["light", "dark"]
    language: str = "en"

    @property
    def height(self) -> int:
        return 812 if self.width == PHONE else 900


@dataclass(frozen=True)
class Shot:
    """One picture. `problems`: what axe objects to, and how much wider than the screen the page is; usually nothing."""

    name: str
    place: Path
    problems: tuple[str, ...]


def signed_in(context: BrowserContext, who: str) -> Page | None:
    """A page of theirs; of nobody where `who` is empty; None where the demo has no such person."""
    page = context.new_page()
    page.goto("/account/login/")
    if not who:
        return page
    form = page.locator("form", has=page.locator("input[type=password]")).first
    form.locator("input[type=email]").fill(f"{who}@demo.unbrace.test")
    form.locator("input[type=password]").fill(PASSWORD)
    form.locator("button").first.click()
    page.wait_for_load_state()
    return None if "/account/login" in page.url else page


def problems(page: Page) -> tuple[str, ...]:
    """Of the page as it stands on its screen."""
    page.evaluate("() => document.fonts.ready.then(() => true)")
    wide = too_wide(page)
    return (*violations(page), *([f"{wide} px wider than the screen"] if wide > 0 else []))
