"""Pictures of the therapists' and the office's pages, as a desk and a tablet show them; part of `make screens`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page

from tests.bench.desk_pages import DESKS
from tests.bench.look import Look, Shot, problems, signed_in
from tests.journeys.people import DESK

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
        page = signed_in(context, who)
        found[who] = [path.removeprefix(url) for path in pages(page)] if page else []
        context.close()
    return found


def take_desks(browser: Browser, url: str, look: Look, desks: dict[str, list[str]], out: Path) -> list[Shot]:
    """Every page in this way of looking."""
    taken = []
    for who, paths in desks.items():
        context = browser.new_context(
            base_url=url,
            viewport={"width": look.width, "height": look.height},
            color_scheme=look.light,
            reduced_motion="reduce",
        )
        page = signed_in(context, who)
        taken += [_shot(page, path, look, who, out) for path in paths if page]
        context.close()
    return taken


def _shot(page: Page, path: str, look: Look, who: str, out: Path) -> Shot:
    short = re.sub(r"[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f-]{22}", "", path.lower())
    name = re.sub(r"[^a-z0-9]+", "-", short).strip("-") or "start"
    place = out / look.name / f"{who}-{name}.png"
    place.parent.mkdir(parents=True, exist_ok=True)
    page.goto(path)
    found = problems(page)
    tall = page.evaluate("() => document.documentElement.scrollHeight")
    page.screenshot(
        path=place,
        full_page=True,
        clip={"x": 0, "y": 0, "width": look.width, "height": min(tall, TALLEST)},
    )
    return Shot(path, place, found)
