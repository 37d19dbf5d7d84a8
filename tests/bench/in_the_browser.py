"""What the page costs in real Chromium on the running demo: bytes to load, and camera frame to feedback.

The camera is a rendered clip; everything else is what a person gets: the pose model, Pyodide, the engine, the overlay.
"""

from __future__ import annotations

import shutil
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, sync_playwright

from tests.bench.figure import Figure, megabytes, spread
from tests.house.findings import ROOT
from tests.journeys.fake_camera import camera_file
from tests.journeys.server import demo_clinic

CLIP = ROOT / "tests" / "journeys" / "clips" / "squat-five-and-one-smaller.mp4"
WATCHED_S = 25  # after the first feedback
EMAIL, PASSWORD = "maria@demo.unbrace.test", "unbrace-demo"
READ_MEASURES = "performance.getEntriesByName('frame-to-feedback').map(entry => entry.duration)"


@contextmanager
def chromium(camera: Path) -> Iterator[BrowserContext]:
    program = shutil.which("chromium")
    flags = [
        "--no-sandbox",
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-video-capture={camera}",
    ]
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program, args=flags)
        context = browser.new_context(viewport={"width": 412, "height": 915}, permissions=["camera"])
        yield context
        browser.close()


def log_in(page: Page, address: str) -> None:
    page.goto(f"{address}/account/login/")
    form = page.get_by_role("form", name="With your password")
    form.get_by_label("E-mail").fill(EMAIL)
    form.get_by_label("Password", exact=True).fill(PASSWORD)
    form.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/account/login" not in url)


def start_with_the_camera(page: Page) -> None:
    page.locator("[data-form] button[value=go]").click()
    page.locator("button[value=camera]").click()


def sizes(addresses: set[str], context: BrowserContext) -> tuple[int, int]:
    """(raw, as sent with brotli) bytes of these addresses, asked for again both ways."""
    cookies = "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in context.cookies())
    sums = []
    for encoding in ("identity", "br"):
        total = 0
        for address in addresses:
            request = urllib.request.Request(
                address, headers={"Accept-Encoding": encoding, "Cookie": cookies}
            )
            with suppress(urllib.error.HTTPError), urllib.request.urlopen(request, timeout=60) as answer:
                total += len(
                    answer.read()
                )  # what is not there weighs nothing; the journeys ask why it is not
        sums.append(total)
    return sums[0], sums[1]


def loaded(context: BrowserContext) -> set[str]:
    """A set that fills with the addresses the browser asks for."""
    asked: set[str] = set()
    context.on("request", lambda request: asked.add(request.url) if request.method == "GET" else None)
    return asked


def bytes_line(what: str, addresses: set[str], context: BrowserContext, goal: str) -> Figure:
    asked = {address for address in addresses if address.startswith("http")}
    raw, sent = sizes(asked, context)
    return Figure(
        f"bytes, {what}", f"{megabytes(sent)} brotli, {megabytes(raw)} raw, {len(asked)} requests", goal
    )


def figures() -> list[Figure]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        camera = camera_file(CLIP, folder / "camera.y4m", still_before_s=6, still_after_s=6)
        with demo_clinic(folder / "data") as clinic, chromium(camera) as context:
            asked = loaded(context)
            page = context.new_page()
            page.goto(f"{clinic.url}/")
            page.wait_for_load_state("networkidle")
            first = bytes_line("first page", asked, context, "goal 100 kB brotli or less")
            log_in(page, clinic.url)
            asked.clear()
            page.goto(f"{clinic.url}/exercise/?pose=cpu")  # a software GPU takes a second and a half a frame
            start_with_the_camera(page)
            page.locator(".workout:not([data-stage=opening])").wait_for(timeout=120_000)
            page.wait_for_timeout(WATCHED_S * 1000)
            delays = page.evaluate(READ_MEASURES)
            session = bytes_line("exercise page", asked, context, "kept on the device after the first visit")
    rate = f"{len(delays) / WATCHED_S:.0f} feedbacks/s" if delays else "none"
    feedback = spread(delays, "ms") if delays else "no measure"
    return [
        Figure("camera frame to feedback, lite, CPU", feedback, "goal p95 60 ms"),
        Figure("feedback rate, lite, CPU", rate, "goal 24 frames/s; clip plays at 20"),
        first,
        session,
    ]
