"""Pictures of the therapists' and the office's pages, as a desk and a tablet show them; part of `make screens`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, BrowserContext, Page

from tests.bench.desk_pages import DESKS
from tests.bench.look import Look
from tests.journeys.people import DESK, PASSWORD

TABLET: Final = 768
#: px; all words of a language under one another are more than a picture holds.
TALLEST: Final = 9_000
DESK_LOOKS: Final = (
    Look("desk-light", DESK, "light"),
    Look("desk-dark", DESK, "dark"),
    Look("tablet-light", TABLET, "light"),
    Look("tablet-dark", TABLET, "dark"),
)


def find_desks(browser: Browser, url: str) -> dict[str, list[str]]:
    """Who of the therapists and the offices comes by which pages; looked for once, before the first picture."""
    found = {}
    for who, pages in DESKS:
        context = browser.new_context(base_url=url)
        page = _opens(context, who)
        found[who] = [path.removeprefix(url) for path in pages(page)] if page else []
        context.close()
    return found


def take_desks(
    browser: Browser, url: str, look: Look, desks: dict[str, list[str]], out: Path
) -> list[tuple[str, Path]]:
    """Every page in this way of looking; gives (address, picture)."""
    taken = []
    for who, paths in desks.items():
        context = browser.new_context(
            base_url=url,
            viewport={"width": look.width, "height": 900},
            color_scheme=look.light,
            reduced_motion="reduce",
        )
        page = _opens(context, who)
        taken += [(path, _picture(page, path, look, who, out)) for path in paths if page]
        context.close()
    return taken


def _opens(context: BrowserContext, who: str) -> Page | None:
    """Signed in; None where the demo has no such person."""
    page = context.new_page()
    page.goto("/account/login/")
    form = page.locator("form", has=page.locator("input[type=password]")).first
    form.locator("input[type=email]").fill(f"{who}@demo.unbrace.test")
    form.locator("input[type=password]").fill(PASSWORD)
    form.locator("button").first.click()
    page.wait_for_load_state()
    return None if "/account/login" in page.url else page


def _picture(page: Page, path: str, look: Look, who: str, out: Path) -> Path:
    short = re.sub(r"[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f-]{22}", "", path.lower())
    name = re.sub(r"[^a-z0-9]+", "-", short).strip("-") or "start"
    place = out / look.name / f"{who}-{name}.png"
    place.parent.mkdir(parents=True, exist_ok=True)
    page.goto(path)
    page.evaluate("() => document.fonts.ready.then(() => true)")
    width, tall = page.evaluate(
        "() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
    )
    if width > look.width:
        print(f"{look.name} {path}: {width - look.width} px wider than the screen", flush=True)
    clip = {"x": 0, "y": 0, "width": look.width, "height": min(tall, TALLEST)}
    page.screenshot(path=place, full_page=True, clip=clip)
    return place
