"""The film of an own exercise: there without a network, in the parts a player asks for, and gone as soon as the device
hears that it was removed, or that somebody signs out."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.conftest import CLIPS
from tests.journeys.people import PATIENCE_MS, Person
from tests.journeys.server import DemoClinic

pytestmark = pytest.mark.journey

TOWEL = "Towel slide up the wall"
KEPT = """async () => {
    if (!(await caches.has("unbrace-films"))) return [];
    return (await (await caches.open("unbrace-films")).keys()).map(({ url }) => new URL(url).pathname.slice(-4)).sort();
}"""
PLAYS = """async (video) => {
    video.muted = true;
    video.currentTime = 3;
    await video.play();
    await new Promise((done) => setTimeout(done, 800));
    video.pause();
    return [video.videoWidth, video.currentTime > 3];
}"""
A_PART = """async () => {
    const answer = await fetch(document.querySelector("video").src, { headers: { Range: "bytes=10-19" } });
    return [answer.status, (await answer.arrayBuffer()).byteLength];
}"""


@pytest.fixture
def fiona(chromium_without_camera: Browser, clinic: DemoClinic, tom: Person) -> Iterator[Person]:
    """New in the clinic, with her first questions about safety answered."""
    mail = f"fiona.{uuid4().hex[:8]}@example.org"
    link = tom.invites("Fiona Film", mail)
    with Person.with_a_browser(chromium_without_camera, clinic, permissions=[]) as fiona:
        fiona.joins_by_code(link, "Fiona Film", mail)
        fiona.answers_the_safety_screen()
        yield fiona


def films_the_towel(tom: Person) -> None:
    page = tom.page
    page.goto("/therapist/own-exercises/")
    page.get_by_role("link", name=f"Film of {TOWEL}").click()
    page.get_by_label("Film", exact=True).set_input_files(CLIPS / "squat-five-and-one-smaller.mp4")
    page.get_by_label("What is to be seen").fill("A figure bends the knees and comes up again.")
    page.get_by_label("Only I").check()
    page.get_by_label("Whoever is seen agrees").check()
    tom.presses("Keep it")
    for _ in range(PATIENCE_MS // 1000):
        if page.get_by_role("heading", name="Replace it").count() and page.locator(".own-film video").count():
            return
        page.wait_for_timeout(1000)
        page.reload()
    raise AssertionError("the film was not made ready")


def prescribes_the_towel(tom: Person) -> None:
    page = tom.page
    page.goto("/therapist/patients/")
    page.get_by_role("link", name="Fiona Film").first.click()
    page.get_by_role("link", name="Write a programme").click()
    page.get_by_label("Words", exact=True).fill("towel")
    tom.presses(f"Add {TOWEL}", exact=True)
    for day in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"):
        page.get_by_label(day).check()
    tom.presses("Preview")
    expect(page.get_by_role("heading", name="How it will look")).to_be_visible()
    tom.presses("Sign and start")
    expect(page.get_by_text("Signed. Fiona Film sees version 1 from now on.")).to_be_visible()


def until_kept(person: Person, wanted: list[str]) -> None:
    for _ in range(PATIENCE_MS // 250):
        kept = person.page.evaluate(KEPT)
        if kept == wanted:
            return
        person.page.wait_for_timeout(250)
    raise AssertionError(f"kept on the device: {kept}, not {wanted}")


def test_a_film_comes_along_without_a_network_and_is_taken_back(tom: Person, fiona: Person) -> None:
    page = fiona.page
    films_the_towel(tom)
    prescribes_the_towel(tom)

    # when she has opened her programme once, the film is on her device, and the page says so
    page.goto("/programme/")
    until_kept(fiona, [".jpg", ".mp4"])
    page.goto("/programme/")
    expect(page.get_by_text("Kept on this device for two weeks without a network.")).to_be_visible()
    fiona.has_no_barriers()

    # then it plays without a network, from any moment, and in parts
    fiona.context.set_offline(True)
    page.goto("/programme/")
    expect(page.get_by_text("No network just now. This page is as it was")).to_be_visible()
    assert page.locator(".own-film video").evaluate(PLAYS) == [320, True]
    assert page.evaluate(A_PART) == [206, 10]
    expect(page.get_by_text("The film cannot be shown just now")).to_have_count(0)

    # when it is removed, the next look at her programme takes it back
    fiona.context.set_offline(False)
    tom.page.goto("/therapist/own-exercises/")
    tom.page.get_by_role("link", name=f"Film of {TOWEL}").click()
    tom.presses("Remove the film")
    page.goto("/programme/")
    expect(page.get_by_role("heading", name=TOWEL)).to_be_visible()
    expect(page.locator(".own-film")).to_have_count(0)
    until_kept(fiona, [])

    # and when she signs out, nothing of a new one stays
    films_the_towel(tom)
    page.goto("/programme/")
    until_kept(fiona, [".jpg", ".mp4"])
    page.goto("/you/")
    fiona.presses("Sign out")
    expect(page.get_by_role("link", name="Sign in").first).to_be_visible()
    until_kept(fiona, [])
