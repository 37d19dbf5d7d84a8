"""A week of a person's life: six days in the mountains without a network, each by its own date, and the way home."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Locator, expect
from playwright.sync_api import Error as PlaywrightError

from tests.journeys.people import PASSWORD, PATIENCE_MS, Person
from tests.journeys.server import DemoClinic

pytestmark = pytest.mark.journey

KEPT = "Kept on this device. It is sent as soon as there is a network"
NOTE = "A hut without a network."
PAGES = [
    "/",
    "/programme/",
    "/check-in/",
    "/flare-up/",
    "/breathing/",
    "/activity/",
    "/goals/",
    "/progress/",
    "/history/",
]
ALL_KEPT = """async (paths) => {
    const kept = await caches.open("unbrace-pages");
    return (await Promise.all(paths.map((path) => kept.match(path)))).every(Boolean);
}"""


@pytest.fixture
def wanda(chromium_without_camera: Browser, clinic: DemoClinic, tom: Person) -> Iterator[Person]:
    """New in the clinic, with her first questions about safety answered."""
    mail = f"wanda.{uuid4().hex[:8]}@example.org"
    link = tom.invites("Wanda Week", mail)
    with Person.with_a_browser(chromium_without_camera, clinic, permissions=[]) as wanda:
        wanda.joins_by_code(link, "Wanda Week", mail)
        wanda.answers_the_safety_screen()
        yield wanda


def days_ago(days: int) -> datetime:
    return datetime.now().astimezone() - timedelta(days=days)


def keeps(person: Person, paths: list[str]) -> None:
    """Until the service worker has put these pages aside."""
    for _ in range(PATIENCE_MS // 250):
        if person.page.evaluate(ALL_KEPT, paths):
            return
        person.page.wait_for_timeout(250)
    raise AssertionError("the pages were not kept for times without a network")


def looks_until(person: Person, path: str, many: int) -> Locator:
    """Opens the page again until so many walks have arrived: they are sent one after the other, behind the page."""
    lines = person.page.get_by_role("region", name="Your last walks").get_by_role("listitem")
    for _ in range(PATIENCE_MS // 1000):
        person.page.goto(path)
        if lines.count() >= many:
            break
        person.page.wait_for_timeout(1000)
    expect(lines).to_have_count(many)
    return lines


def walks(person: Person, days: int, minutes: int) -> None:
    """Notes a walk of that day, on that day."""
    page = person.page
    page.clock.set_fixed_time(days_ago(days))
    page.goto("/activity/")
    page.get_by_label("Day", exact=True).fill(days_ago(days).date().isoformat())
    page.get_by_label("Minutes", exact=True).fill(str(minutes))
    person.presses("Save the walk")
    expect(page.get_by_text(KEPT)).to_be_visible()


def test_a_week_in_the_mountains_arrives_once_and_each_day_as_its_own(wanda: Person) -> None:
    page = wanda.page
    # given that she has opened Today once
    page.goto("/")
    keeps(wanda, [*PAGES, "/offline/"])
    # when the network is gone, every page of a day opens, says from when it is, and keeps nobody out
    wanda.context.set_offline(True)
    for path in PAGES:
        page.goto(path)
        expect(page.get_by_text("No network just now. This page is as it was")).to_be_visible()
        wanda.has_no_barriers()
    # and a page that is not kept leads to those that are
    page.goto("/you/")
    expect(page.get_by_role("heading", name="No network just now")).to_be_visible()
    wanda.has_no_barriers()
    # when she goes on with her week, one day after the other
    walks(wanda, 5, 12)
    page.clock.set_fixed_time(days_ago(4))
    page.goto("/diary/")
    page.get_by_text("More, if you like").click()
    page.get_by_label("A note, in your own words").fill(NOTE)
    wanda.presses("Save")
    expect(page.get_by_text(KEPT)).to_be_visible()
    page.clock.set_fixed_time(days_ago(3))
    page.goto("/breathing/")
    page.locator("#practised button").click()
    expect(page.get_by_text(KEPT)).to_be_visible()
    page.clock.set_fixed_time(days_ago(2))
    page.goto("/check-in/")
    for scale in page.locator("fieldset.pain").all():
        scale.get_by_label("2", exact=True).check()
    page.locator("input[name=worst_pain][value='8']").check()
    wanda.presses("Go on")
    expect(page.get_by_text(KEPT)).to_be_visible()
    # much pain shows the signs that always mean help, there and then
    expect(page.locator("#signs")).to_be_visible()
    walks(wanda, 1, 15)
    # then what cannot wait is not lost by pressing it
    page.get_by_label("How many minutes could you walk lately, comfortably?").fill("20")
    wanda.presses("Begin the plan")
    expect(page.get_by_text("This needs a network.")).to_be_visible()
    page.goto("/")
    expect(page.get_by_text("1 diary entry and 4 answers are waiting to be sent.")).to_be_visible()
    # when she is home again, the pain of two days ago opens the questions about safety before anything else
    wanda.context.set_offline(False)
    first = page.locator("#questions-first").or_(page.get_by_role("progressbar"))
    expect(first).to_be_visible(timeout=PATIENCE_MS)
    # (straight there, or by way of Today, if that was drawn first)
    if page.get_by_role("progressbar").count() == 0:
        page.locator("section.hero a.button").click()
        wanda.presses("Begin")
    expect(page.get_by_role("progressbar")).to_be_visible()
    wanda.answers_the_questions()
    # then everything is there, once, on its own day
    lines = looks_until(wanda, "/activity/", 2)
    for line, (days, minutes) in zip(lines.all(), ((1, 15), (5, 12)), strict=True):
        day = days_ago(days)
        expect(line).to_contain_text(f"{day:%A} {day.day} {day:%B}")
        expect(line).to_contain_text(f"{minutes} min")
    page.goto("/diary/")
    entry = page.get_by_role("article").filter(has_text=NOTE)
    expect(entry).to_have_count(1)
    expect(entry).to_contain_text(f"{days_ago(4).day} {days_ago(4):%B}")
    page.goto("/breathing/")
    page.get_by_text("What you have kept").click()
    expect(page.get_by_text(re.compile("practised|looked|noticed")).first).to_be_visible()
    page.goto("/kept/")
    expect(page.get_by_text("Nothing is left here")).to_be_visible()


def test_whoever_uses_the_device_next_sees_nothing_of_it(wanda: Person) -> None:
    page = wanda.page
    page.goto("/diary/")
    page.get_by_text("More, if you like").click()
    page.get_by_label("A note, in your own words").fill(NOTE)
    wanda.presses("Save")
    expect(page.get_by_role("article").filter(has_text=NOTE)).to_have_count(1, timeout=PATIENCE_MS)
    page.goto("/diary/")
    keeps(wanda, [*PAGES, "/offline/"])
    # when she signs out, nothing opens any more without a network
    page.goto("/you/")
    wanda.presses("Sign out")
    expect(page.get_by_role("link", name="Sign in").first).to_be_visible()
    wanda.context.set_offline(True)
    for path in ("/diary/", "/progress/", "/"):
        with pytest.raises(PlaywrightError, match="ERR_"):
            page.goto(path)
    # and when Maria signs in here, she sees her own
    wanda.context.set_offline(False)
    page.goto("/account/login/")
    form = page.get_by_role("form", name="With your password")
    form.get_by_label("E-mail").fill("maria@demo.unbrace.test")
    form.get_by_label("Password", exact=True).fill(PASSWORD)
    form.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Maria")
    keeps(wanda, ["/diary/", "/progress/"])
    wanda.context.set_offline(True)
    page.goto("/diary/")
    expect(page.get_by_role("heading", name="What you have written")).to_be_visible()
    expect(page.get_by_text(NOTE)).to_have_count(0)


def opens_on(person: Person, day: datetime) -> None:
    person.page.clock.set_fixed_time(day)
    person.page.goto("/exercise/")


def test_a_kept_session_goes_by_the_day_it_is_opened_and_by_no_clock_that_was_set_back(
    chromium_without_camera: Browser, clinic: DemoClinic
) -> None:
    """Jonas exercises on Mondays, Wednesdays and Fridays; today may be any day."""
    with Person.signs_in(chromium_without_camera, clinic, "jonas@demo.unbrace.test", permissions=[]) as jonas:
        page = jonas.page
        page.goto("/exercise/")
        jonas.waits_until_it_works_offline()
        page.goto("/")
        keeps(jonas, ["/", "/exercise/"])
        jonas.context.set_offline(True)
        # when he opens it on each day of the next week, it asks for what that day asks
        now = datetime.now().astimezone()
        for day in (now + timedelta(days=later) for later in range(7)):
            opens_on(jonas, day)
            if day.weekday() in (0, 2, 4):
                expect(page.get_by_text("One exercise today.")).to_be_visible()
            else:
                expect(page.get_by_role("heading", name="A day to recover")).to_be_visible()
                jonas.has_no_barriers()
        # and Today, as it was on another day, leads there
        page.goto("/")
        expect(page.get_by_role("link", name="See what today asks for")).to_have_attribute(
            "href", "/exercise/"
        )
        # when the clock is set back to a day of exercise, nobody can tell how old his answers are
        earlier = next(
            day for day in (now - timedelta(days=n) for n in range(1, 4)) if day.weekday() in (0, 2, 4)
        )
        opens_on(jonas, earlier)
        jonas.answers("How much does your back hurt right now?", 2)
        jonas.presses("Start")
        expect(page.get_by_text("The clock of this device was changed")).to_be_visible()
        expect(page.get_by_text("It is a while since")).to_be_hidden()
        jonas.has_no_barriers()
        # then with a network the server says, whatever the clock
        jonas.context.set_offline(False)
        jonas.answers("How much does your back hurt right now?", 2)
        jonas.presses("Start")
        expect(page.get_by_role("button", name="Do it without the camera")).to_be_visible()
