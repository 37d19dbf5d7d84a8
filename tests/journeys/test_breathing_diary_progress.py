"""Between visits: breathing with a pacer, the diary, and what has changed."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.people import Person
from tests.journeys.server import DemoClinic

pytestmark = pytest.mark.journey

EMAIL = "maria@demo.unbrace.test"


@pytest.fixture
def maria_at_home(chromium_without_camera: Browser, clinic: DemoClinic) -> Iterator[Person]:
    """On her phone, with nothing to look at her."""
    with Person.signs_in(chromium_without_camera, clinic, EMAIL, permissions=[]) as person:
        yield person


def test_she_breathes_with_the_pacer_pauses_and_keeps_it(maria_at_home: Person) -> None:
    page = maria_at_home.page
    page.goto("/")
    page.get_by_role("link", name="Breathe with ease").click()
    maria_at_home.has_no_barriers()
    # given the shortest pace, and no sound before she wants it
    page.goto("/breathing/?in=2&out=3&minutes=1")
    expect(page.get_by_role("checkbox", name="Sound")).not_to_be_checked()
    page.get_by_role("button", name="Start", exact=True).click()
    word, count = page.locator("[data-part=word]"), page.locator("[data-part=count]")
    expect(word).to_have_text("In")
    expect(word).to_have_text("Out")
    expect(count).to_have_text("2")
    # when she pauses, it stands still; then it goes on and she finishes
    page.get_by_role("button", name="Pause").click()
    expect(word).to_have_text("Paused")
    left = page.locator("[data-part=left]").first.inner_text()
    page.wait_for_timeout(1500)
    assert page.locator("[data-part=left]").first.inner_text() == left
    page.get_by_role("button", name="Go on", exact=True).click()
    page.get_by_role("checkbox", name="Sound").check()
    expect(word).to_have_text("In")
    maria_at_home.presses("Finish")
    maria_at_home.presses("I have looked")
    expect(page.get_by_text("Kept.", exact=True)).to_be_visible()
    # then it is kept, and the pace with it
    page.get_by_text("What you have kept").click()
    expect(page.get_by_text(re.compile(r"practised, \d+ s")).first).to_be_visible()
    expect(page.get_by_text("In for 2, out for 3")).to_be_visible()
    maria_at_home.has_no_barriers()


def test_without_motion_the_count_stands_in_words(
    chromium_without_camera: Browser, clinic: DemoClinic
) -> None:
    with Person.signs_in(
        chromium_without_camera, clinic, EMAIL, permissions=[], reduced_motion="reduce"
    ) as maria:
        maria.page.goto("/breathing/")
        expect(maria.page.locator("[data-part=breath]")).to_be_hidden()
        maria.page.get_by_role("button", name="Start", exact=True).click()
        expect(maria.page.locator("[data-part=count]")).to_have_text("2")


def test_without_scripts_the_count_is_typed(chromium_without_camera: Browser, clinic: DemoClinic) -> None:
    with Person.signs_in(
        chromium_without_camera, clinic, EMAIL, permissions=[], java_script_enabled=False
    ) as maria:
        maria.page.goto("/breathing/")
        expect(maria.page.get_by_text("In for")).to_be_visible()
        expect(maria.page.get_by_role("button", name="Start", exact=True)).to_have_count(0)
        maria.page.get_by_label("Breaths in one minute").fill("13")
        maria.presses("Keep my count")
        expect(maria.page.get_by_text("It is your own count")).to_be_visible()


def test_she_taps_her_breaths_for_a_minute(maria_at_home: Person) -> None:
    page = maria_at_home.page
    # given a clock that goes only when it is told to
    noon = datetime(2026, 11, 28, 12, tzinfo=UTC)
    page.clock.install(time=noon)
    page.goto("/breathing/")
    page.clock.pause_at(noon + timedelta(hours=1))
    maria_at_home.presses("Start counting")
    for _ in range(12):
        page.clock.run_for(4_900)
        maria_at_home.presses("A breath in")
    page.clock.run_for(2_000)
    expect(page.get_by_text("12 breaths in a minute. This is your own count.")).to_be_visible()
    with page.expect_navigation():  # by way of the device, then the page comes anew
        maria_at_home.presses("Keep my count")
    page.get_by_text("What you have kept").click()
    expect(page.get_by_text("12 breaths a minute, your own count").first).to_be_visible()


def test_two_taps_after_an_exercise_and_a_stop_that_is_right(maria_at_home: Person) -> None:
    page = maria_at_home.page
    page.goto("/breathing/")
    look_back = page.get_by_role("link", name="Look back for a moment")
    if look_back.count():  # the demo's newest session is of yesterday or of today
        look_back.click()
        maria_at_home.has_no_barriers()
        page.get_by_role("group", name="Did you hold your breath?").first.get_by_label(
            "No", exact=True
        ).check()
        maria_at_home.presses("Save")
        expect(page.get_by_role("img", name=re.compile("Did you hold your breath"))).to_be_visible()
        maria_at_home.has_no_barriers()
    page.get_by_text("I had to stop").click()
    maria_at_home.presses("I feel light-headed")
    expect(page.get_by_text("Good that you stopped")).to_be_visible()
    expect(page.get_by_role("button", name="Start", exact=True)).to_have_count(0)
    maria_at_home.has_no_barriers()


def test_the_diary_is_written_without_a_network_and_arrives_once(maria_at_home: Person) -> None:
    page = maria_at_home.page
    # given that she has opened the diary twice, so that this browser knows it
    for _ in range(2):
        page.goto("/diary/")
        page.evaluate("() => navigator.serviceWorker.ready")
    maria_at_home.has_no_barriers()
    for _ in range(40):
        if page.evaluate("async () => Boolean(await caches.match('/diary/', { ignoreSearch: true }))"):
            break
        page.wait_for_timeout(250)
    # when the network is gone and she writes of a bad day
    maria_at_home.context.set_offline(True)
    page.goto("/diary/")
    maria_at_home.answers("Lower back: how strong is the pain at its worst today?", 0)
    maria_at_home.answers("How tense or stressed are you?", 4)
    page.get_by_text("More, if you like").click()
    page.get_by_label("A note, in your own words").fill("On the train, no network.")
    maria_at_home.presses("Save")
    expect(page.get_by_text("Kept on this device.")).to_be_visible()
    # and the network comes back
    maria_at_home.context.set_offline(False)
    expect(page.get_by_text("It has been sent.")).to_be_visible(timeout=30_000)
    page.goto("/diary/")
    # then it is there once, with nought as nought, and it can be changed and undone
    entry = page.get_by_role("article").filter(has_text="On the train, no network.")
    expect(entry).to_have_count(1)
    expect(entry).to_contain_text("lower back 0")
    entry.get_by_role("link", name="Change").click()
    maria_at_home.has_no_barriers()
    page.get_by_label("A note, in your own words").fill("On the train, all well.")
    maria_at_home.presses("Save")
    put_right = page.get_by_role("article").filter(has_text="On the train, all well.")
    put_right.get_by_role("button", name=re.compile("^Undo")).click()
    expect(page.get_by_text("On the train, no network.")).to_be_visible()
    maria_at_home.has_no_barriers()


def test_a_jump_in_pain_asks_about_safety_before_anything_else(
    chromium_without_camera: Browser, clinic: DemoClinic, tom: Person
) -> None:
    link = tom.invites("Dina Roth", "dina@example.org")
    with Person.with_a_browser(chromium_without_camera, clinic, permissions=[]) as dina:
        dina.joins_by_code(link, "Dina Roth", "dina@example.org")
        dina.answers_the_safety_screen()
        dina.page.goto("/diary/")
        dina.answers("Lower back: how strong is the pain at its worst today?", 8)
        dina.presses("Save")
        expect(dina.page.get_by_role("progressbar")).to_be_visible()
        dina.page.goto("/breathing/")
        expect(dina.page.get_by_role("heading", name="Breathe with ease")).to_have_count(0)


def test_progress_stands_on_one_time_line_and_can_be_kept(maria_at_home: Person) -> None:
    page = maria_at_home.page
    page.goto("/history/")
    page.get_by_role("link", name="See your progress").click()
    expect(page.get_by_role("img", name=re.compile("^Pain at rest"))).to_be_visible()
    expect(page.get_by_role("heading", name="Strength and range")).to_be_visible()
    maria_at_home.has_no_barriers()
    page.get_by_text("Pain at rest as a table").click()
    expect(
        page.get_by_role("region", name="Pain at rest, day by day").get_by_role("row").nth(1)
    ).to_be_visible()
    with page.expect_download() as kept:
        page.get_by_role("link", name="Keep it as a PDF").click()
    assert kept.value.suggested_filename == "unbrace-progress.pdf"
    assert kept.value.path().read_bytes().startswith(b"%PDF-")
    page.get_by_role("link", name="4 weeks", exact=True).click()
    expect(page.get_by_role("link", name="4 weeks", exact=True)).to_have_attribute("aria-current", "true")
    maria_at_home.has_no_barriers()
