"""`make screens`: a picture of every page of a person, as a telephone and a desk show it, by day and by night, and in
Arabic on a telephone; of the therapists' and the office's pages as a desk and a tablet show them.

They lie in build/screens/ with one sheet for each way of looking, and are there to be looked at: nothing is compared.

python -m tests.bench.screens [narrow-light] [wide-dark] [narrow-arabic] …    all of them where none is named
python -m tests.bench.screens --at http://localhost:8000 …                    of a demo that runs already
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from tests.bench.desk_screens import DESK_LOOKS, find_desks, take_desks
from tests.bench.look import Look
from tests.bench.sights import ALL, Before, Sight
from tests.house.findings import ROOT
from tests.journeys.conftest import CHROMIUM, QUIET
from tests.journeys.people import DESK, PASSWORD, PHONE
from tests.journeys.server import DemoClinic, demo_clinic

OUT: Final = ROOT / "build" / "screens"
CHOOSE: Final = """language => fetch("/account/language/", { method: "POST", body: new URLSearchParams({
  language, next: "/offline/", csrfmiddlewaretoken: document.cookie.match(/csrftoken=([^;]+)/)[1] }) })"""
ADD: Final = """import json
from unbrace.cli.house import wake_up
wake_up(demo=True)
from tests.bench.people_in_states import add
print(json.dumps(add()))"""
#: The pages of a class are there where a house could pass pictures on; nobody goes in here.
WITH_CLASSES: Final = {
    "UNBRACE_JANUS_ADMIN": "http://127.0.0.1:9/admin",
    "UNBRACE_JANUS_WS": "ws://127.0.0.1:9/",
}
#: A test picture for whoever may use a camera; everybody else is refused.
A_CAMERA: Final = ("--use-fake-device-for-media-stream",)
SHEET_COLUMNS, THUMB_W, THUMB_H, CAPTION = 6, 260, 560, 22


@dataclass(frozen=True)
class House:
    """A running demo, and what stands in its mails alone."""

    url: str
    links: Mapping[str, str]


LOOKS: Final = (
    Look("narrow-light", PHONE, "light"),
    Look("narrow-dark", PHONE, "dark"),
    Look("wide-light", DESK, "light"),
    Look("wide-dark", DESK, "dark"),
    Look("narrow-arabic", PHONE, "light", "ar"),
)


def take(browser: Browser, house: House, look: Look) -> list[tuple[str, Path]]:
    """Every page in this way of looking; gives (address, picture). Says what could not be come by, and what is wider
    than the screen."""
    taken = []
    for before in ALL:
        context = browser.new_context(
            base_url=house.url,
            viewport={"width": look.width, "height": look.height},
            color_scheme=look.light,
            reduced_motion="reduce",
            permissions=["camera"] if before.camera else [],
        )
        context.set_default_timeout(60_000)
        page = _opens(context, before, look.language)
        for sight in before.sights if page else []:
            try:
                taken.append((sight.name, _picture(page, sight, look, before, house)))
            except (LookupError, PlaywrightError) as error:
                print(f"{look.name} {before.who} {sight.name}: {str(error).splitlines()[0]}", file=sys.stderr)
        context.close()
    return taken


def _opens(context: BrowserContext, before: Before, language: str) -> Page | None:
    """Signed in, in the language; None where the demo has no such person."""
    page = context.new_page()
    page.goto("/account/login/")
    if before.who:
        form = page.locator("form", has=page.locator("input[type=password]")).first
        form.locator("input[type=email]").fill(f"{before.who}@demo.unbrace.test")
        form.locator("input[type=password]").fill(PASSWORD)
        form.locator("button").first.click()
        page.wait_for_load_state()
        if "/account/login" in page.url:
            return None
    page.evaluate(CHOOSE, language)
    return page


def _picture(page: Page, sight: Sight, look: Look, before: Before, house: House) -> Path:
    """As high as the page is, so that what stays at the edge of the screen stands at the edge of the picture."""
    name = re.sub(r"[^a-z0-9]+", "-", sight.name.lower()).strip("-") or "start"
    place = OUT / look.name / f"{before.who or 'nobody'}-{name}.png"
    place.parent.mkdir(parents=True, exist_ok=True)
    page.set_viewport_size({"width": look.width, "height": look.height})
    for step in sight.steps:
        step(page, house.links)
    page.evaluate("() => document.fonts.ready.then(() => true)")
    too_wide, high = page.evaluate(
        "() => [document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight]"
    )
    if too_wide > 0:
        print(f"{look.name} {sight.name}: {too_wide} px wider than the screen", file=sys.stderr)
    page.set_viewport_size({"width": look.width, "height": max(look.height, high)})
    page.screenshot(path=place, full_page=True)
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
def _house(wanted: list[str]) -> Iterator[House]:
    """The demo that is named, else one for this alone, with people in every state."""
    if "--at" in wanted:
        yield House(wanted[wanted.index("--at") + 1], {})
        return
    with tempfile.TemporaryDirectory() as data, demo_clinic(Path(data), settings=WITH_CLASSES) as clinic:
        yield House(clinic.url, _more_people(clinic))


def _more_people(clinic: DemoClinic) -> dict[str, str]:
    done = subprocess.run(
        [sys.executable, "-c", ADD],
        env={**os.environ, "UNBRACE_DATA": str(clinic.data), "UNBRACE_DEMO": "1", **WITH_CLASSES},
        stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    links: dict[str, str] = json.loads(done.stdout.splitlines()[-1])
    return links


def main(wanted: list[str]) -> int:
    named = [look for look in LOOKS if look.name in wanted]
    with _house(wanted) as house, sync_playwright() as made:
        browser = made.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, *A_CAMERA])
        desks_named = [look for look in DESK_LOOKS if look.name in wanted]
        every = not named and not desks_named
        desks = find_desks(browser, house.url) if every or desks_named else {}
        for look in (*LOOKS, *DESK_LOOKS) if every else (*named, *desks_named):
            of_desks = look in DESK_LOOKS
            taken = (
                take_desks(browser, house.url, look, desks, OUT) if of_desks else take(browser, house, look)
            )
            sheet(taken, OUT / f"{look.name}.png")
            print(f"{look.name}: {len(taken)} pages in {OUT / look.name}", flush=True)
        browser.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
