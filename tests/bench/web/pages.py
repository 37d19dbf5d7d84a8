"""Lighthouse on a telephone, five times a page: the median of each score and of what people feel.

Lighthouse slows the network and the processor down as for a mid-range telephone ("simulated throttling") and measures
load, not use: how quickly a page answers a tap (INP) is measured with real taps, the processor four times slower.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.figure import Figure, megabytes
from tests.house.findings import ROOT
from tests.journeys.server import DemoClinic, demo_clinic

LIGHTHOUSE = ROOT / ".setup" / "lighthouse" / "node_modules" / "lighthouse" / "cli" / "index.js"
CHROMIUM = "/usr/bin/chromium"
QUIET = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
)
TIMES = 5
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
PASSWORD = "unbrace-demo"
#: Who opens which page; "" is somebody who has not signed in.
PAGES = (
    ("sign-in", "", "/account/login/"),
    ("Today", "maria", "/"),
    ("weekly check-in", "maria", "/check-in/"),
    ("work-list", "tom", "/therapist/"),
)
LAYOUT_SHIFT, LARGEST_PAINT = "cumulative-layout-shift", "largest-contentful-paint"


def cookie_of(browser: Browser, clinic: DemoClinic, who: str) -> str:
    """The header of somebody who has signed in."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{clinic.url}/account/login/")
    form = page.get_by_role("form", name="With your password")
    form.get_by_label("E-mail").fill(f"{who}@demo.unbrace.test")
    form.get_by_label("Password", exact=True).fill(PASSWORD)
    form.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/account/login" not in url)
    cookies = "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in context.cookies())
    context.close()
    return cookies


def lighthouse(address: str, cookie: str, out: Path) -> dict[str, Any]:
    """One report. Raises RuntimeError with what Lighthouse said."""
    headers = ["--extra-headers", json.dumps({"Cookie": cookie})] if cookie else []
    ran = subprocess.run(
        [
            "node", str(LIGHTHOUSE), address, "--quiet", "--output=json", f"--output-path={out}",
            f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={QUIET}", *headers,
        ],
        capture_output=True, text=True, env={**os.environ, "CHROME_PATH": CHROMIUM}, check=False, timeout=180,
    )  # fmt: skip
    if ran.returncode:
        raise RuntimeError(ran.stderr[-2000:])
    report: dict[str, Any] = json.loads(out.read_text())
    if "runtimeError" in report:
        raise RuntimeError(str(report["runtimeError"]))
    return report


def figures_of(name: str, reports: list[dict[str, Any]]) -> list[Figure]:
    """Refuses a report about another page: a redirect to the sign-in is quick, and says nothing."""
    for report in reports:
        assert report["finalDisplayedUrl"] == report["requestedUrl"], report["finalDisplayedUrl"]
    scores = [
        round(100 * median(report["categories"][key]["score"] for report in reports)) for key in CATEGORIES
    ]
    failed = sorted(
        {
            key
            for category in CATEGORIES[1:]
            for audit in reports[0]["categories"][category]["auditRefs"]
            if audit["weight"] and reports[0]["audits"][key := audit["id"]]["score"] == 0
        }
    )
    paint = median(report["audits"][LARGEST_PAINT]["numericValue"] for report in reports)
    shift = median(report["audits"][LAYOUT_SHIFT]["numericValue"] for report in reports)
    said = " / ".join(str(score) for score in scores)
    return [
        Figure(
            f"{name}: Lighthouse, mobile",
            said,
            f">= 95 in all four; not passed: {', '.join(failed) or 'none'}",
        ),
        Figure(
            f"{name}: largest paint, layout shift", f"{paint / 1000:.2f} s, {shift:.3f}", "< 1.5 s, < 0.02"
        ),
    ]


def bytes_of(browser: Browser, clinic: DemoClinic, cookie: str) -> list[Figure]:
    """Everything the first page of somebody who signed in asks for, as it came over the wire, with an empty cache."""
    context = browser.new_context(extra_http_headers={"Cookie": cookie})
    page = context.new_page()
    wire: dict[str, int] = {}
    tools = context.new_cdp_session(page)
    addresses: dict[str, str] = {}
    tools.on(
        "Network.responseReceived",
        lambda said: addresses.update({said["requestId"]: said["response"]["url"]}),
    )
    tools.on(
        "Network.loadingFinished",
        lambda said: wire.update({addresses[said["requestId"]]: int(said["encodedDataLength"])}),
    )
    tools.send("Network.enable")
    page.goto(f"{clinic.url}/", wait_until="networkidle")
    heavy = [
        url for url in wire if any(word in url for word in ("pyodide", "pose", "three", "demonstrations"))
    ]
    context.close()
    text = sum(size for url, size in wire.items() if "/static/exercises/" not in url)
    pictures = sum(wire.values()) - text
    return [
        Figure(
            "Today: first page, compressed",
            megabytes(text),
            "<= 100 kB, without the pictures of the exercises",
        ),
        Figure("Today: pictures of the exercises", megabytes(pictures), "loaded when near"),
        Figure("Today: pose, Pyodide, three.js", str(len(heavy)), "0 before a session page"),
    ]


@contextmanager
def slow_telephone(browser: Browser, address: str, cookie: str) -> Iterator[Page]:
    """The page on a telephone with a processor four times slower; `window.waits`: how long its events took, in ms."""
    context = browser.new_context(
        extra_http_headers={"Cookie": cookie}, viewport={"width": 375, "height": 800}, has_touch=True
    )
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.add_init_script(
        "window.waits = []; new PerformanceObserver(list => waits.push(...list.getEntries().map(e => e.duration)))"
        ".observe({type: 'event', durationThreshold: 16, buffered: true})"
    )
    page.goto(address)
    yield page
    context.close()


def slowest(page: Page, what: str) -> Figure:
    page.wait_for_timeout(1000)
    waits = page.evaluate("window.waits")
    return Figure(what, f"{max(waits, default=0):.0f} ms" if waits else "under 16 ms", "< 100 ms (INP)")


def slowest_answers(browser: Browser, clinic: DemoClinic, cookies: dict[str, str]) -> list[Figure]:
    """The longest a tap or a key waited for the next picture."""
    found = []
    with slow_telephone(browser, f"{clinic.url}/check-in/", cookies["maria"]) as page:
        choices = page.locator("label:visible").filter(has=page.locator("input"))
        taps = min(choices.count(), 20)
        for index in range(taps):
            choices.nth(index).click()
        found.append(slowest(page, f"weekly check-in: slowest of {taps} taps"))
    for name, who, path, keys in (
        ("Today", "maria", "/", ["Tab"] * 20),
        ("work-list", "tom", "/therapist/", ["j", "j", "s", "Escape", "k", "?", "Tab"] * 3),
    ):
        with slow_telephone(browser, f"{clinic.url}{path}", cookies[who]) as page:
            for key in keys:
                page.keyboard.press(key)
                page.wait_for_timeout(100)
            found.append(slowest(page, f"{name}: slowest of {len(keys)} keys"))
    return found


def figures() -> list[Figure]:
    found = []
    with tempfile.TemporaryDirectory() as folder, demo_clinic(Path(folder) / "clinic") as clinic:
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=CHROMIUM, args=QUIET.split()[1:])
            cookies = {who: cookie_of(browser, clinic, who) for who in ("maria", "tom")} | {"": ""}
            found += bytes_of(browser, clinic, cookies["maria"])
            found += slowest_answers(browser, clinic, cookies)
            browser.close()
        for name, who, address in PAGES:
            reports = [
                lighthouse(f"{clinic.url}{address}", cookies[who], Path(folder) / f"{turn}.json")
                for turn in range(TIMES)
            ]
            found += figures_of(name, reports)
    return found
