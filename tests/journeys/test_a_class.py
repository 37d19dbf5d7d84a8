"""A group class: one therapist and three people, four browsers and a real janus between them.

Everybody sees what they should and nobody else does; whoever is put out is out, however their device behaves; and no
name reaches janus.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, Playwright, WebSocket, expect

from tests.journeys.calling import DEVICES, MARIA, TOM, sees
from tests.journeys.conftest import CHROMIUM, QUIET
from tests.journeys.people import DESK, PATIENCE_MS, PHONE, Person
from tests.journeys.server import DemoClinic, demo_clinic
from tests.networks.janus_device import JanusDevice
from tests.networks.own_janus import OwnJanus, needs_janus, own_janus

pytestmark = [pytest.mark.journey, needs_janus, pytest.mark.alone]

SECRET: Final = "a-secret-of-this-journey"
JONAS, RUTH = "jonas@demo.unbrace.test", "ruth@demo.unbrace.test"
TITLE: Final = "Strong and easy"
#: A device that would rather stay: it hangs nothing up and says no goodbye, so only janus can end its pictures.
STAYS: Final = """(() => {
  const links = window.links = [];
  const Real = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Real {
    constructor(...settings) { super(...settings); links.push(this); }
    close() {}
  };
  const send = WebSocket.prototype.send, close = WebSocket.prototype.close;
  WebSocket.prototype.send = function (said) { if (!/"janus":"(destroy|detach)"/.test(said)) send.call(this, said); };
  WebSocket.prototype.close = function () { if (this.protocol !== "janus-protocol") close.call(this); };
})()"""
#: How many bytes of picture and sound have come over everything that this page ever opened.
ARRIVED: Final = """async () => {
  let bytes = 0;
  for (const link of links)
    for (const one of (await link.getStats()).values())
      if (one.type === 'inbound-rtp') bytes += one.bytesReceived;
  return bytes;
}"""


@pytest.fixture(scope="module")
def janus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnJanus]:
    with own_janus(SECRET, tmp_path_factory.mktemp("janus")) as running:
        yield running


@pytest.fixture(scope="module")
def house(janus: OwnJanus, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoClinic]:
    settings = {
        "UNBRACE_JANUS_ADMIN": janus.passing_on.admin,
        "UNBRACE_JANUS_WS": janus.ws,
        "UNBRACE_JANUS_SECRET": SECRET,
    }
    with demo_clinic(tmp_path_factory.mktemp("classes"), settings=settings) as running:
        yield running


@pytest.fixture(scope="module")
def browser_with_devices(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, *DEVICES])
    yield browser
    browser.close()


def plans_a_class(tom: Person, *names: str) -> str:
    """That begins in ten minutes, by the clock of the clinic, so its door is open; gives its address."""
    page = tom.page
    page.goto("/therapist/classes/")
    page.get_by_label("Title").fill(TITLE)
    begins = datetime.now(ZoneInfo("Europe/Berlin")) + timedelta(minutes=10)
    page.get_by_label("Begins").fill(f"{begins:%Y-%m-%dT%H:%M}")
    tom.has_no_barriers()
    tom.presses("Plan it")
    expect(page.get_by_role("heading", level=1, name=TITLE)).to_be_visible()
    for name in names:
        page.get_by_label(name).check()
    tom.presses("Ask them")
    expect(page.get_by_text("Asked: 3.")).to_be_visible()
    tom.has_no_barriers()
    return page.url


def says_yes(person: Person, name: str, *, seen: bool) -> None:
    """From Today, under another name, to the waiting room."""
    page = person.page
    page.goto("/")
    page.get_by_role("link", name="Your clinic invites you to a group class.").click()
    page.get_by_label("The name that the others read").fill(name)
    page.get_by_label("My therapist and the others may see me").set_checked(seen)
    person.has_no_barriers()
    person.presses("Yes, I come")
    page.get_by_role("link", name="To the class").click()
    expect(page.get_by_text("How is your back right now?")).to_be_visible()
    person.presses("Come in", exact=True)
    expect(page.get_by_text("Say how your back is now, from 0 to 10.")).to_be_visible()
    person.answers("How is your back right now?", 2)
    person.has_no_barriers()
    person.presses("Come in", exact=True)
    expect(page.get_by_text("You are in the waiting room.")).to_be_visible()


def line_of(page: Page, name: str) -> Any:
    return page.get_by_role("listitem").filter(has_text=name)


def lets_in(tom: Person, name: str) -> None:
    line = line_of(tom.page, name)
    expect(line).to_contain_text("waits at the door", timeout=PATIENCE_MS)
    line.get_by_role("button", name="Let in").click()
    expect(line).to_contain_text("in the class", timeout=PATIENCE_MS)


def shows_no_picture(page: Page, label: str) -> None:
    frame = page.locator("figure").filter(has=page.get_by_label(label, exact=True))
    expect(frame).to_contain_text("No picture", timeout=PATIENCE_MS)


def switches_the_camera_on(person: Person) -> None:
    person.presses("Camera off", exact=True)


def listens_in(person: Person, said: list[str]) -> None:
    """To everything that this device says to janus."""

    def opened(line: WebSocket) -> None:
        line.on("framesent", lambda text: said.append(str(text)))

    person.page.on("websocket", opened)


def keeps_a_picture(person: Person, name: str) -> None:
    """For whoever wants to look at it, where they say so."""
    if folder := os.environ.get("UNBRACE_PICTURES"):
        person.page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


def test_a_class_of_one_therapist_and_three_people(
    browser_with_devices: Browser, house: DemoClinic, janus: OwnJanus
) -> None:
    said: list[str] = []
    passes: list[dict[str, Any]] = []
    with ExitStack() as at_once:

        def comes(email: str, width: int) -> Person:
            options: dict[str, Any] = {"permissions": ["camera", "microphone"], "width": width}
            person = at_once.enter_context(Person.signs_in(browser_with_devices, house, email, **options))
            listens_in(person, said)
            return person

        tom = comes(TOM, DESK)
        address = plans_a_class(tom, "Maria Weber", "Jonas Adler", "Ruth Okafor")
        maria, jonas, ruth = comes(MARIA, PHONE), comes(JONAS, PHONE), comes(RUTH, DESK)
        jonas.context.add_init_script(STAYS)
        jonas.page.on(
            "response", lambda answer: passes.append(answer.json()) if "/enter/" in answer.url else None
        )
        says_yes(maria, "Mia", seen=True)
        says_yes(jonas, "Jo", seen=True)
        says_yes(ruth, "R.", seen=False)
        keeps_a_picture(maria, "class-waiting-375")

        # he opens the door, and nobody is seen before they are let in
        tom.page.goto(address)
        tom.page.get_by_role("link", name="To the class").click()
        expect(tom.page.get_by_label("What your camera sees", exact=True)).to_be_visible(timeout=PATIENCE_MS)
        tom.has_no_barriers()
        tom.presses("Open the door")
        sees(tom.page, "Tom Berger (you)")
        assert tom.page.get_by_label("Mia", exact=True).count() == 0
        for name in ("Maria Weber", "Jonas Adler", "Ruth Okafor"):
            lets_in(tom, name)

        # everybody sees him; the others when they switch their camera on; Ruth is there and is not seen
        for person in (maria, jonas, ruth):
            sees(person.page, "Tom Berger")
        shows_no_picture(tom.page, "Mia")
        for person in (maria, jonas):
            switches_the_camera_on(person)
        assert ruth.page.get_by_role("button", name="Camera off", exact=True).is_hidden()
        for person, others in (
            (tom, ("Mia", "Jo")),
            (maria, ("Jo",)),
            (jonas, ("Mia",)),
            (ruth, ("Mia", "Jo")),
        ):
            for other in others:
                sees(person.page, other)
        for person in (tom, maria, jonas):
            shows_no_picture(person.page, "R.")
        for person in (maria, jonas, ruth):
            for name in ("Weber", "Adler", "Okafor"):
                assert name not in person.page.locator("main").inner_text()
        for person, name in ((tom, "class-therapist-1280"), (maria, "class-375"), (ruth, "class-1280")):
            person.has_no_barriers()
            keeps_a_picture(person, name)
        tom.page.set_viewport_size({"width": PHONE, "height": 812})
        keeps_a_picture(tom, "class-therapist-375")
        tom.has_no_barriers()
        tom.page.set_viewport_size({"width": DESK, "height": 900})

        # a camera that is switched off is off for everybody
        maria.presses("Camera off", exact=True)
        shows_no_picture(ruth.page, "Mia")
        switches_the_camera_on(maria)
        sees(ruth.page, "Mia")

        # silence
        for person in (maria, jonas):
            person.presses("Microphone off", exact=True)
            expect(person.page.get_by_role("button", name="Microphone off")).to_have_attribute(
                "aria-pressed", "false"
            )
        tom.presses("Everybody silent")
        for person in (maria, jonas):
            expect(person.page.get_by_role("button", name="Microphone off")).to_have_attribute(
                "aria-pressed", "true", timeout=PATIENCE_MS
            )
        expect(tom.page.get_by_role("button", name="Microphone off")).to_have_attribute(
            "aria-pressed", "false"
        )

        # Jonas is put out: his device would stay, and nothing reaches it any more
        before = jonas.page.evaluate(ARRIVED)
        jonas.page.wait_for_timeout(1000)
        assert jonas.page.evaluate(ARRIVED) > before
        line_of(tom.page, "Jonas Adler").get_by_role("button", name="Put out").click()
        expect(line_of(tom.page, "Jonas Adler")).to_contain_text("put out")
        expect(
            jonas.page.get_by_text("You are not in the class at the moment.").filter(visible=True)
        ).to_have_count(1, timeout=PATIENCE_MS)
        after = jonas.page.evaluate(ARRIVED)
        jonas.page.wait_for_timeout(3000)
        assert jonas.page.evaluate(ARRIVED) == after, "frames still arrive"
        for person in (tom, maria, ruth):
            expect(person.page.get_by_label("Jo", exact=True)).to_have_count(0, timeout=PATIENCE_MS)
            sees(person.page, "Mia" if person is not maria else "Tom Berger")
        old = passes[-1]
        with JanusDevice(janus.ws, old["token"]) as again:
            if again.begins():  # for the minutes until his token ends
                assert not again.joins(old["room"], old["member"], old["room_token"])
        lets_in_again = line_of(tom.page, "Jonas Adler").get_by_role("button", name="Let in")
        expect(lets_in_again).to_be_visible()

        # her tab is gone; she comes back and is in without waiting
        maria.page.reload()
        maria.answers("How is your back right now?", 2)
        maria.presses("Come in", exact=True)
        sees(maria.page, "Tom Berger")
        expect(ruth.page.get_by_label("Mia", exact=True)).to_have_count(1, timeout=PATIENCE_MS)

        # he ends it for all
        tom.presses("End for all")
        for person in (maria, ruth):
            expect(person.page.get_by_text("The class has ended.").filter(visible=True)).to_have_count(
                1, timeout=PATIENCE_MS
            )
        tom.page.goto(address)
        assert tom.page.get_by_text("was in it").count() == 3
        tom.has_no_barriers()

    assert said, "the pages spoke to janus"
    told = "\n".join([*said, janus.log.read_text()])
    for name in (
        "Maria",
        "Weber",
        "Mia",
        "Jonas",
        "Adler",
        "Ruth",
        "Okafor",
        "Tom",
        "Berger",
        TITLE,
        "unbrace.test",
    ):
        assert re.search(rf"\b{re.escape(name)}\b", told) is None, f"{name} reached janus"
