"""What people do in the journeys, in the words a physiotherapist would use."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect
from playwright.sync_api import Error as PlaywrightError

from tests.journeys.accessibility import too_wide, violations
from tests.journeys.server import DemoClinic

PASSWORD = "unbrace-demo"
#: Starting Python and the pose model on a busy machine takes its time; the camera clip stands still for half a minute.
PATIENCE_MS = 60_000
PHONE, DESK = 375, 1280
#: What a browser may object to without anything being wrong, each with its reason. All else fails the journey.
NO_FAULT = (
    # a page or a mail link that is tried because it is not there, or not theirs
    re.compile(r"Failed to load resource: the server responded with a status of (404|409|422)"),
    # the network is taken away on purpose; what a service worker asks for then has simply failed
    re.compile(r"net::ERR_(INTERNET_DISCONNECTED|FAILED)"),
    # a page that is left while the engine is still loading; where it is needed and missing, nothing is counted
    re.compile(r"^(wasm streaming compile failed: TypeError: Failed to fetch|falling back to ArrayBuffer)"),
    # MediaPipe's runtime logs its start and its choice of processor to stderr
    re.compile(r"^(INFO|WARNING|[IW]\d{4} )"),
)


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
        context.on("console", lambda said: person._hear(said.type, said.text))
        yield person
        context.close()
        assert person.elsewhere == [], "something was asked of another address"
        assert person.complaints == [], f"a script failed or the browser objected: {person.complaints}"

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

    def _hear(self, kind: str, text: str) -> None:
        if kind in ("error", "warning") and not any(known.search(text) for known in NO_FAULT):
            self.complaints.append(text)

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

    def unfolds(self, row: str) -> None:
        """One row of the settings."""
        self.page.locator("summary").filter(has_text=row).click()

    def presses(self, name: str | re.Pattern[str], **options: Any) -> None:
        self.page.get_by_role("button", name=name, **options).click()

    def answers(self, question: str, number: int) -> None:
        scale = self.page.get_by_role("group", name=question)
        scale.get_by_label(str(number), exact=True).check()

    def invites(self, name: str, email: str) -> str:
        """As a therapist; gives the link in the mail."""
        self.page.goto("/therapist/patients/")
        self.page.get_by_label("Name", exact=True).fill(name)
        self.page.get_by_label("E-mail").fill(email)
        self.presses("Send the invitation")
        expect(self.page.get_by_text(email)).to_be_visible()
        return self.clinic.newest(r"http://\S+/account/invitation/\S+")

    def joins_by_code(self, link: str, name: str, email: str) -> None:
        self.page.goto(link)
        self.page.get_by_role("link", name="Make an account").click()
        self.page.get_by_label("E-mail").fill(email)
        self.page.get_by_label("What may we call you?").fill(name)
        self.presses("Go on")
        expect(self.page.get_by_label("Code")).to_be_visible()  # the mail is there when the page is
        self.page.get_by_label("Code").fill(self.clinic.newest_code())
        self.presses("Go on")
        self.presses(re.compile("^Join"))

    def writes_squats(self, patient: str, *, reps: int) -> None:
        """As a therapist: one set a day, signed."""
        self.page.goto("/therapist/patients/")
        self.page.get_by_role("link", name=patient).click()
        self.page.get_by_role("link", name="Write a programme").click()
        self.page.get_by_label("Words", exact=True).fill("Squat")
        self.presses("Add Squat", exact=True)
        self.page.get_by_label("Sets").fill("1")
        self.page.get_by_label("Reps").fill(str(reps))
        for day in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"):
            self.page.get_by_label(day).check()
        self.presses("Preview")
        expect(self.page.get_by_role("heading", name="How it will look")).to_be_visible()
        self.presses("Sign and start")

    def answers_the_safety_screen(self, *, age: int = 40, says: Mapping[str, str] | None = None) -> None:
        """From the first page to the result: no to everything but `says` (what stands in the question → the button)."""
        expect(self.page.get_by_role("heading", name="First: is it safe to start?")).to_be_visible()
        self.page.get_by_role("link", name=re.compile("Begin|Go on")).click()
        self.page.get_by_label("Lower back").check()
        self.presses("Begin")
        self.page.get_by_label("How old are you?").fill(str(age))
        self.presses("Go on")
        self.answers_the_questions(says)
        if not says:
            self.page.get_by_role("link", name="Go on").click()

    def answers_the_questions(self, says: Mapping[str, str] | None = None) -> None:
        """One screen after the other, until there is a result."""
        expect(
            self.page.get_by_role("progressbar")
        ).to_be_visible()  # a form by way of the device comes back first
        for _ in range(90):
            heading = self.page.get_by_role("heading", level=1).inner_text()
            if self.page.get_by_role("progressbar").count() == 0:
                return
            wanted = next((button for words, button in (says or {}).items() if words in heading), None)
            if wanted:
                self.presses(wanted, exact=True)
            elif self.page.get_by_role("button", name="None of these").count():
                self.presses("None of these")
            else:
                self.presses("No", exact=True)
        raise AssertionError("the questions did not end")

    def tells_their_story(self, *, stops_before: str = "", goal: str = "Sit through a film") -> None:
        """The way in, one screen after the other, until everything stands there to be looked through.

        `stops_before` is what stands above the first question that is left for another day.
        """
        ticks = {
            "Mark where it hurts": ("Lower back", "Buttock or hip"),
            "What fits you?": ("Sitting for an hour brings it on",),
            "What do you have at home?": ("Firm chair", "Mat or rug"),
            "When do you have 15 minutes?": ("Mon", "Wed", "Fri"),
        }
        chosen = {"How did it begin?": ("Longer ago",), "When do you have 15 minutes?": ("Evening",)}
        for _ in range(30):
            heading = self.page.get_by_role("heading", level=1).inner_text()
            if heading in ("Is this right?", stops_before):
                return
            self._answers_one(heading, ticks.get(heading, ()), chosen.get(heading, ()), goal)
        raise AssertionError("the questions did not end")

    def _answers_one(self, heading: str, ticks: tuple[str, ...], chosen: tuple[str, ...], goal: str) -> None:
        self.has_no_barriers()
        for words in (*ticks, *chosen):
            self.page.get_by_label(words, exact=True).check()
        for hours in self.page.locator("input[inputmode=numeric]").all():
            hours.fill("7")
        for scale in self.page.locator("fieldset.pain:visible").all():
            scale.get_by_label("3", exact=True).check()
        if heading == "What do you want to do again?":
            self.page.get_by_label("In your own words").fill(goal)
            self.page.get_by_label("sitting", exact=True).check()
        ready = self.page.get_by_role("button", name=re.compile("^Go on"))
        none = self.page.get_by_role("button", name=re.compile("^(None of these|Nothing)$"))
        if ready.count() == 0:
            self.presses("Sometimes")
        elif none.count() and not ticks:
            none.click()
        else:
            ready.click()
        expect(self.page.get_by_role("heading", level=1, name=heading, exact=True)).to_have_count(0)

    def has_no_barriers(self) -> None:
        """Nothing on this page keeps somebody out, and it is not wider than the screen."""
        assert violations(self.page) == [], self.page.url
        assert too_wide(self.page) <= 0, self.page.url

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
