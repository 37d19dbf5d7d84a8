"""What people do in the journeys, in the words a physiotherapist would use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect
from playwright.sync_api import Error as PlaywrightError

from tests.journeys.server import DemoClinic

PASSWORD = "unbrace-demo"
#: Starting Python and the pose model on a busy machine takes its time; the camera clip stands still for half a minute.
PATIENCE_MS = 60_000
PHONE, DESK = 375, 1280


@dataclass
class Person:
    """Somebody with a browser of their own. `elsewhere` collects every request that left the clinic's own address."""

    clinic: DemoClinic
    context: BrowserContext
    page: Page
    elsewhere: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @classmethod
    @contextmanager
    def with_a_browser(
        cls, browser: Browser, clinic: DemoClinic, *, width: int = PHONE, **options: Any
    ) -> Iterator[Person]:
        height = 812 if width == PHONE else 900
        options = {"permissions": ["camera"], "viewport": {"width": width, "height": height}} | options
        context = browser.new_context(base_url=clinic.url, **options)
        context.set_default_timeout(15_000)
        person = cls(clinic, context, context.new_page())
        context.on("request", lambda request: person._note(request.url))
        context.on("weberror", lambda error: person.complaints.append(str(error.error)))
        yield person
        context.close()
        assert person.elsewhere == [], "something was asked of another address"
        assert person.complaints == [], "a script failed"

    @classmethod
    @contextmanager
    def signs_in(
        cls, browser: Browser, clinic: DemoClinic, email: str, *, width: int = PHONE, **options: Any
    ) -> Iterator[Person]:
        with cls.with_a_browser(browser, clinic, width=width, **options) as person:
            person.page.goto("/account/login/")
            form = person.page.get_by_role("form", name="With your password")
            form.get_by_label("E-mail").fill(email)
            form.get_by_label("Password", exact=True).fill(PASSWORD)
            form.get_by_role("button", name="Sign in").click()
            expect(person.page.get_by_role("heading", level=1)).not_to_have_text("Good to see you")
            yield person

    def _note(self, url: str) -> None:
        if not url.startswith((self.clinic.url, "blob:", "data:")):
            self.elsewhere.append(url)

    def opens_a_new_tab(self) -> None:
        self.page = self.context.new_page()

    def loses_the_tab(self) -> None:
        """The browser kills it, as phones do: no goodbye, nothing saved on the way out."""
        killed = self.page
        with killed.expect_event("crash"), suppress(PlaywrightError):
            killed.goto("chrome://crash")
        killed.close()

    def waits_until_it_works_offline(self) -> None:
        """Until the service worker has put the page and everything it needs aside."""
        kept = """async () => {
            const has = async (path) => Boolean(await caches.match(path, { ignoreSearch: true }));
            const files = ["pyodide/pyodide-lock.json", "pose/pose_landmarker_lite.task", "engine.zip"];
            const paths = ["/exercise/", ...files.map((name) => `/static/built/${name}`)];
            return (await Promise.all(paths.map(has))).every(Boolean);
        }"""
        for _ in range(PATIENCE_MS // 500):
            if self.page.evaluate(kept):
                return
            self.page.wait_for_timeout(500)
        raise AssertionError("the session was not kept for use without a network")

    def presses(self, name: str | re.Pattern[str], **options: Any) -> None:
        self.page.get_by_role("button", name=name, **options).click()

    def answers(self, question: str, number: int) -> None:
        scale = self.page.get_by_role("group", name=question)
        scale.get_by_label(str(number), exact=True).check()

    def starts_todays_session(self, *, pain: int) -> None:
        self.page.goto("/exercise/")
        self.answers("How much does your back hurt right now?", pain)
        self.presses("Start")

    def waits_for_repetitions(self, count: int) -> None:
        ring = self.page.locator("[data-slot=count]")
        expect(ring).to_have_text(str(count), timeout=2 * PATIENCE_MS)

    def says_how_it_was(self, *, pain: int, effort: int) -> None:
        self.answers("Worst back pain during it", pain)
        self.answers("How hard was it?", effort)
        self.presses("Next")


def expect_sent(person: Person) -> None:
    expect(person.page.get_by_role("status")).to_contain_text(
        "Your therapist can see it", timeout=PATIENCE_MS
    )
