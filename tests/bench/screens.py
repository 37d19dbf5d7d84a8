"""`make screens`: a picture of every page of a person, as a telephone and a desk show it, by day and by night, and in
Arabic on a telephone; of the therapists' and the office's pages as a desk and a tablet show them.

They lie in build/screens/ with one sheet for each way of looking, and are there to be looked at: nothing is compared.
axe looks at each, too, and a ruler: what they find is said, and the command fails.

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
from tests.bench.look import Look, Shot, problems, signed_in
from tests.bench.sights import ALL, Before, Sight
from tests.house.findings import ROOT
from tests.journeys.conftest import CHROMIUM, QUIET
from tests.journeys.people import DESK, PHONE
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


def take(browser: Browser, house: House, look: Look) -> list[Shot]:
    """Every page in this way of looking. Says what could not be come by."""
    taken: list[Shot] = []
    for before in ALL:
        context = browser.new_context(
            base_url=house.url,
            viewport={"width": look.width, "height": look.height},
            color_scheme=look.light,
            reduced_motion="reduce",
            permissions=["camera"] if before.camera else [],
        )
        context.set_default_timeout(60_000)
        if page := _opens(context, before, look.language):
            taken += _shots(page, look, before, house)
        context.close()
    return taken


def _shots(page: Page, look: Look, before: Before, house: House) -> Iterator[Shot]:
    for sight in before.sights:
        try:
            yield _shot(page, sight, look, before, house)
        except (LookupError, PlaywrightError) as error:
            print(f"{look.name} {before.who} {sight.name}: {str(error).splitlines()[0]}", file=sys.stderr)


def _opens(context: BrowserContext, before: Before, language: str) -> Page | None:
    """Signed in, in the language; None where the demo has no such person."""
    page = signed_in(context, before.who)
    if page:
        page.evaluate(CHOOSE, language)
    return page


def _shot(page: Page, sight: Sight, look: Look, before: Before, house: House) -> Shot:
    """As high as the page is, so that what stays at the edge of the screen stands at the edge of the picture."""
    name = re.sub(r"[^a-z0-9]+", "-", sight.name.lower()).strip("-") or "start"
    place = OUT / look.name / f"{before.who or 'nobody'}-{name}.png"
    place.parent.mkdir(parents=True, exist_ok=True)
    page.set_viewport_size({"width": look.width, "height": look.height})
    for step in sight.steps:
        step(page, house.links)
    found = problems(page)
    high = page.evaluate("() => document.documentElement.scrollHeight")
    page.set_viewport_size({"width": look.width, "height": max(look.height, high)})
    page.screenshot(path=place, full_page=True)
    return Shot(sight.name, place, found)


def sheet(taken: list[Shot], out: Path) -> None:
    """All of them side by side, each with its address."""
    rows = -(-len(taken) // SHEET_COLUMNS)
    whole = Image.new("RGB", (SHEET_COLUMNS * THUMB_W, rows * (THUMB_H + CAPTION)), "#888")
    drawn = ImageDraw.Draw(whole)
    for at, shot in enumerate(taken):
        left, top = at % SHEET_COLUMNS * THUMB_W, at // SHEET_COLUMNS * (THUMB_H + CAPTION)
        with Image.open(shot.place) as picture:
            size = (THUMB_W - 8, round(picture.height * (THUMB_W - 8) / picture.width))
            whole.paste(
                picture.resize(size).crop((0, 0, THUMB_W - 8, min(THUMB_H, size[1]))),
                (left + 4, top + CAPTION),
            )
        drawn.text((left + 6, top + 4), shot.name, fill="white")
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
        found: list[str] = []
        desks = find_desks(browser, house.url) if every or desks_named else {}
        for look in (*LOOKS, *DESK_LOOKS) if every else (*named, *desks_named):
            of_desks = look in DESK_LOOKS
            taken = (
                take_desks(browser, house.url, look, desks, OUT) if of_desks else take(browser, house, look)
            )
            sheet(taken, OUT / f"{look.name}.png")
            found += (here := [f"{look.name} {one.name}: {line}" for one in taken for line in one.problems])
            print(f"{look.name}: {len(taken)} pages in {OUT / look.name}, {len(here)} problems", flush=True)
        browser.close()
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
