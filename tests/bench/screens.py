"""`make screens`: a picture of every page of a person, as a telephone and a desk show it, by day and by night, and in
Arabic on a telephone; and of every page of a therapist and of the office, on a desk and on a tablet. They lie in
build/screens/ with one sheet for each way of looking, and are there to be looked at: nothing is compared.

python -m tests.bench.screens [narrow-light] [wide-dark] [narrow-arabic] …    all of them where none is named
python -m tests.bench.screens [desk-light] [desk-dark] [tablet-light] [tablet-dark]    therapist and office
python -m tests.bench.screens --at http://localhost:8000 …                    of a demo that runs already
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.bench.desk_pages import DESKS
from tests.house.findings import ROOT
from tests.journeys.conftest import CHROMIUM, QUIET
from tests.journeys.people import DESK, PASSWORD, PHONE
from tests.journeys.server import demo_clinic
from tests.journeys.test_every_page import PATIENT, VISITOR, WAY_IN

OUT: Final = ROOT / "build" / "screens"
#: Pages of a person that stand in for one another: signed out, of somebody in care, and of somebody who is new.
WHO: Final = ((VISITOR, ""), ([*PATIENT[:-1], "/exercise/"], "maria"), (["/", *WAY_IN], "lea"))
TABLET: Final = 768
#: px; all words of a language under one another are more than a picture holds.
TALLEST: Final = 9_000
SHEET_COLUMNS, THUMB_W, THUMB_H, CAPTION = 6, 260, 560, 22


@dataclass(frozen=True)
class Look:
    """One way of looking: how wide, in which light, in which language."""

    name: str
    width: int
    light: Literal["light", "dark"]
    language: str = "en"


LOOKS: Final = (
    Look("narrow-light", PHONE, "light"),
    Look("narrow-dark", PHONE, "dark"),
    Look("wide-light", DESK, "light"),
    Look("wide-dark", DESK, "dark"),
    Look("narrow-arabic", PHONE, "light", "ar"),
)
DESK_LOOKS: Final = (
    Look("desk-light", DESK, "light"),
    Look("desk-dark", DESK, "dark"),
    Look("tablet-light", TABLET, "light"),
    Look("tablet-dark", TABLET, "dark"),
)


def take(browser: Browser, url: str, look: Look) -> list[tuple[str, Path]]:
    """Every page in this way of looking; gives (address, picture). Says which are wider than the screen."""
    taken = []
    for paths, who in WHO:
        context = browser.new_context(
            base_url=url,
            viewport={"width": look.width, "height": 812 if look.width == PHONE else 900},
            color_scheme=look.light,
            reduced_motion="reduce",
        )
        page = _opens(context, who, look.language)
        for path in paths if page else []:
            taken.append((path, _picture(page, path, look, who or "nobody")))
        context.close()
    return taken


def find_desks(browser: Browser, url: str) -> dict[str, list[str]]:
    """Who of the therapists and the offices comes by which pages; looked for once, before the first picture."""
    found = {}
    for who, pages in DESKS:
        context = browser.new_context(base_url=url)
        page = _opens(context, who, "en")
        found[who] = [path.removeprefix(url) for path in pages(page)] if page else []
        context.close()
    return found


def take_desks(browser: Browser, url: str, look: Look, desks: dict[str, list[str]]) -> list[tuple[str, Path]]:
    taken = []
    for who, paths in desks.items():
        context = browser.new_context(
            base_url=url,
            viewport={"width": look.width, "height": 900},
            color_scheme=look.light,
            reduced_motion="reduce",
        )
        page = _opens(context, who, look.language)
        taken += [(path, _picture(page, path, look, who)) for path in paths if page]
        context.close()
    return taken


def _opens(context: BrowserContext, who: str, language: str) -> Page | None:
    """Signed in, in the language; None where the demo has no such person."""
    page = context.new_page()
    page.goto("/account/login/")
    if who:
        form = page.locator("form", has=page.locator("input[type=password]")).first
        form.locator("input[type=email]").fill(f"{who}@demo.unbrace.test")
        form.locator("input[type=password]").fill(PASSWORD)
        form.locator("button").first.click()
        page.wait_for_load_state()
        if "/account/login" in page.url:
            return None
    if who in dict(DESKS):
        return page
    page.goto("/you/" if who else "/account/login/")
    page.locator(f'.language-switch button[value="{language}"]').first.click()
    page.wait_for_load_state()
    return page


def _picture(page: Page, path: str, look: Look, who: str) -> Path:
    short = re.sub(r"[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f-]{22}", "", path.lower())
    name = re.sub(r"[^a-z0-9]+", "-", short).strip("-") or "start"
    place = OUT / look.name / f"{who}-{name}.png"
    place.parent.mkdir(parents=True, exist_ok=True)
    page.goto(path)
    page.evaluate("() => document.fonts.ready.then(() => true)")
    too_wide = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
    if too_wide > 0:
        print(f"{look.name} {path}: {too_wide} px wider than the screen", file=sys.stderr)
    tall = page.evaluate("() => document.documentElement.scrollHeight")
    page.screenshot(
        path=place,
        full_page=True,
        clip={"x": 0, "y": 0, "width": look.width, "height": min(tall, TALLEST)},
    )
    return place


def sheet(taken: list[tuple[str, Path]], out: Path) -> None:
    """All of them side by side, each with its address."""
    rows = -(-len(taken) // SHEET_COLUMNS)
    whole = Image.new("RGB", (SHEET_COLUMNS * THUMB_W, rows * (THUMB_H + CAPTION)), "#888")
    drawn = ImageDraw.Draw(whole)
    for at, (path, place) in enumerate(taken):
        left, top = at % SHEET_COLUMNS * THUMB_W, at // SHEET_COLUMNS * (THUMB_H + CAPTION)
        with Image.open(place) as picture:
            size = (THUMB_W - 8, round(picture.height * (THUMB_W - 8) / picture.width))
            whole.paste(
                picture.resize(size).crop((0, 0, THUMB_W - 8, min(THUMB_H, size[1]))),
                (left + 4, top + CAPTION),
            )
        drawn.text((left + 6, top + 4), path, fill="white")
    whole.save(out)


@contextmanager
def _address(wanted: list[str]) -> Iterator[str]:
    """Of the demo that is named, else of one for this alone."""
    if "--at" in wanted:
        yield wanted[wanted.index("--at") + 1]
        return
    with tempfile.TemporaryDirectory() as data, demo_clinic(Path(data)) as clinic:
        yield clinic.url


def main(wanted: list[str]) -> int:
    named = [look for look in LOOKS if look.name in wanted]
    with _address(wanted) as url, sync_playwright() as made:
        browser = made.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for look in named or (LOOKS if not any(one.name in wanted for one in DESK_LOOKS) else ()):
            taken = take(browser, url, look)
            sheet(taken, OUT / f"{look.name}.png")
            print(f"{look.name}: {len(taken)} pages in {OUT / look.name}", flush=True)
        asked = [look for look in DESK_LOOKS if look.name in wanted] or (DESK_LOOKS if not named else ())
        desks = find_desks(browser, url) if asked else {}
        for look in asked:
            taken = take_desks(browser, url, look, desks)
            sheet(taken, OUT / f"{look.name}.png")
            print(f"{look.name}: {len(taken)} pages in {OUT / look.name}", flush=True)
        browser.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
