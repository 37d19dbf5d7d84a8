"""What people do in a call, and what is noted of it: the pictures that came, and what was said on the line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, TypeVar

from playwright.sync_api import Page, Playwright, WebSocket, expect

from tests.journeys.conftest import CHROMIUM, QUIET
from tests.journeys.people import DESK, PATIENCE_MS, PHONE, Person
from tests.journeys.server import DemoClinic, demo_clinic
from tests.networks.own_relay import own_relay
from tests.networks.town import CLINIC, Home, Town, town
from unbrace.clinic.calls.relay import PORT

Found = TypeVar("Found")
STILL_MS: Final = 1000  # a picture that stands still for longer has stopped

MARIA, TOM = "maria@demo.unbrace.test", "tom@demo.unbrace.test"
MARIAS_NAME, TOMS_NAME, DESK_CAMERA = "Maria Weber", "Tom Berger", "Maria Weber, second camera"
DEVICES: Final = [
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
]
BOOKED_FOR_NOW: Final = """
import django; django.setup()
from datetime import timedelta
from unbrace.clinic import clock
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.visits.models import Visit
maria = Patient.objects.get(user__email="maria@demo.unbrace.test", ended_at=None)
tom, now = maria.therapist, clock.now()
visit = Visit.objects.create(patient=maria, therapist=tom, kind="follow_up", place="video", begins=now,
    ends=now + timedelta(minutes=30), made_by=tom.user)
print(visit.pk)
"""
#: Kept in the page: every connection it made, when frames of each picture were shown (by the machine's clock, in
#: milliseconds), and every sentence about the state of the call.
NOTED: Final = """(() => {
  const noted = window.noted = { links: [], frames: {}, sentences: [] };
  const Real = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Real {
    constructor(...settings) { super(...settings); noted.links.push(this); }
  };
  const watch = (video) => {
    if (video.watched || !video.closest('.call-frame')) return;
    video.watched = true;
    const shown = () => {
      const name = video.getAttribute('aria-label');
      if (video.videoWidth > 2) (noted.frames[name] ??= []).push(Date.now());
      video.requestVideoFrameCallback(shown);
    };
    video.requestVideoFrameCallback(shown);
  };
  new MutationObserver(() => {
    document.querySelectorAll('.call-frame video').forEach(watch);
    for (const line of document.querySelectorAll('[data-slot=state], [data-slot=way]')) {
      const words = line.hidden ? '' : line.textContent.trim();
      if (words && noted.sentences.at(-1) !== words) noted.sentences.push(words);
    }
  }).observe(document, { subtree: true, childList: true, characterData: true, attributeFilter: ['hidden'] });
})()"""
#: The report on the link that carries sound (a desk camera's does not): what it runs over, and how much sound came.
REPORT: Final = """async () => {
  const told = [];
  for (const link of noted.links.filter((one) => one.connectionState !== 'closed')) {
    const report = [...(await link.getStats()).values()];
    const transport = report.find(({ type }) => type === 'transport');
    const pair = report.find(({ id }) => id === transport?.selectedCandidatePairId);
    const kind = (id) => report.find((one) => one.id === id)?.candidateType ?? '';
    const heard = report.filter((one) => one.type === 'inbound-rtp' && one.kind === 'audio');
    const sound = heard.reduce((sum, { packetsReceived }) => sum + packetsReceived, 0);
    const [own, other] = [kind(pair?.localCandidateId), kind(pair?.remoteCandidateId)];
    told.push({ state: link.connectionState, own, other, sound });
  }
  return told.sort((one, other) => one.sound - other.sound).at(-1) ?? null;
}"""


def booked_for_now(clinic: DemoClinic) -> str:
    """A video visit of Maria's with Tom that begins now; gives its id."""
    environment = {
        **os.environ,
        "UNBRACE_DATA": str(clinic.data),
        "UNBRACE_DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "unbrace.config.settings",
    }
    made = subprocess.run(
        [sys.executable, "-c", BOOKED_FOR_NOW], env=environment, capture_output=True, text=True, check=True
    )
    return made.stdout.strip()


def sees(page: Page, label: str) -> None:
    """The picture moves: frames of it arrive and are shown."""
    video = page.get_by_label(label, exact=True)
    expect(video).to_be_visible(timeout=PATIENCE_MS)
    for _ in range(100):
        before = video.evaluate(
            "(video) => [video.videoWidth, video.getVideoPlaybackQuality().totalVideoFrames]"
        )
        page.wait_for_timeout(200)
        after = video.evaluate("(video) => video.getVideoPlaybackQuality().totalVideoFrames")
        if before[0] > 2 and after > before[1]:
            return
    raise AssertionError(f"{label}: no moving picture, {before} then {after}")


def comes_in(person: Person, path: str, button: str) -> None:
    person.page.goto(path)
    presses_when_ready(person, button)


def presses_when_ready(person: Person, button: str) -> None:
    expect(person.page.get_by_label("What your camera sees", exact=True)).to_be_visible(timeout=PATIENCE_MS)
    person.page.get_by_role("button", name=button, exact=True).click()


@dataclass
class Caller:
    """Somebody in a call from a home of their own. `said` is what their device said on the line, as it crossed it."""

    person: Person
    home: Home
    visit: str
    other: str  # whose picture they see
    said: list[dict[str, Any]] = field(default_factory=list)

    @property
    def page(self) -> Page:
        return self.person.page

    @classmethod
    @contextmanager
    def at(
        cls, home: Home, play: Playwright, clinic: DemoClinic, visit: str, email: str, folder: Path
    ) -> Iterator[Caller]:
        """With a browser that has a moving test picture and a beep, and knows no other way out than this home's."""
        browser = play.chromium.launch(
            executable_path=str(home.program(CHROMIUM, folder)),
            args=[*QUIET, *DEVICES, f"--unsafely-treat-insecure-origin-as-secure={clinic.url}"],
        )
        therapist = email == TOM
        options: dict[str, Any] = {
            "permissions": ["camera", "microphone"],
            "width": DESK if therapist else PHONE,
        }
        with closing(browser), Person.signs_in(browser, clinic, email, **options) as person:
            person.context.add_init_script(NOTED)
            caller = cls(person, home, visit, MARIAS_NAME if therapist else TOMS_NAME)
            caller.listens_in()
            yield caller

    def listens_in(self) -> None:
        """Of whichever page this person has now."""

        def opened(line: WebSocket) -> None:
            line.on("framesent", lambda text: self.said.append(json.loads(text)))

        self.page.on("websocket", opened)

    def opens_the_door(self) -> None:
        comes_in(self.person, f"/therapist/visits/{self.visit}/call/", "Open the door")

    def comes_in(self) -> None:
        comes_in(self.person, f"/visits/{self.visit}/call/", "Come in")

    def lets_in(self) -> None:
        self.presses("Let in")

    def presses(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    # -- what was noted ------------------------------------------------------------------------------------------------

    def frames(self, name: str = "") -> list[float]:
        """When frames of the other's picture were shown here, in milliseconds of this machine's clock."""
        found: list[float] = self.page.evaluate("(name) => noted.frames[name] ?? []", name or self.other)
        return found

    def sees_again_after(self, when_ms: float, name: str = "", within_s: float = 60) -> float:
        """Milliseconds from then until the first new frame was shown."""
        return self._waits(
            lambda: next((shown - when_ms for shown in self.frames(name) if shown > when_ms), None),
            "no new frame",
            within_s,
        )

    def flows_again_after(self, when_ms: float, name: str = "", within_s: float = 60) -> float:
        """Milliseconds from then until frames came again and went on coming; 0 where they never stopped."""
        return self._waits(lambda: flowing(self.frames(name), when_ms), "no steady picture", within_s)

    def hears_again(self, within_s: float = 60) -> None:
        """Sound arrives, after what has arrived by now."""
        before = self.report()["sound"]
        self._waits(lambda: self.report()["sound"] > before or None, "no sound", within_s)

    def report(self) -> dict[str, Any]:
        found: dict[str, Any] = self.page.evaluate(REPORT) or {
            "state": "none",
            "own": "",
            "other": "",
            "sound": 0,
        }
        return found

    def sentences(self) -> list[str]:
        """Everything that stood in the line about the state of the call."""
        found: list[str] = self.page.evaluate("noted.sentences")
        return found

    def addresses_said(self) -> list[str]:
        """Every candidate that this device named on the line, by itself or in a description."""
        named = []
        for said in self.said:
            signal = said.get("signal") or {}
            named.append((signal.get("candidate") or {}).get("candidate", ""))
            sdp = (signal.get("description") or {}).get("sdp", "")
            named += [row.removeprefix("a=") for row in sdp.splitlines() if row.startswith("a=candidate:")]
        return [candidate for candidate in named if candidate]

    def _waits(self, ready: Callable[[], Found | None], what: str, within_s: float) -> Found:
        until = time.monotonic() + within_s
        while (found := ready()) is None:
            assert time.monotonic() < until, (
                f"{what} within {within_s:.0f} s; {self.report()}, {self.sentences()}"
            )
            self.page.wait_for_timeout(50)
        return found


@dataclass
class Together:
    """Maria and Tom at home, each with a browser, and the clinic with its relay between them."""

    town: Town
    clinic: DemoClinic
    maria: Caller
    tom: Caller

    @property
    def both(self) -> tuple[Caller, Caller]:
        return self.maria, self.tom

    def meets_at_the_door(self, *, again: bool = False) -> None:
        """Until he sees that she waits. `again`: the call that was is ended first."""
        if again:
            call = self.tom.page.url
            self.tom.presses("End for both")
            expect(self.maria.page.get_by_text("The visit has ended.")).to_be_visible(timeout=PATIENCE_MS)
            # he is led to what a visit leaves behind, and opens the call anew from there
            expect(self.tom.page.get_by_role("heading", name="After the visit")).to_be_visible(
                timeout=PATIENCE_MS
            )
            self.tom.page.goto(call)
            presses_when_ready(self.tom.person, "Open the door")
            expect(self.tom.page.get_by_text("has not come yet")).to_be_visible(timeout=PATIENCE_MS)
            self.maria.presses("Come back in")
            presses_when_ready(self.maria.person, "Come in")
        else:
            self.tom.opens_the_door()
            self.maria.comes_in()
        expect(self.tom.page.get_by_text("is in the waiting room.")).to_be_visible(timeout=PATIENCE_MS)


@contextmanager
def clinic_in_town(town: Town, folder: Path, **settings: str) -> Iterator[DemoClinic]:
    """The demo in the clinic's own network, which knows of the relay there."""
    settings = {"UNBRACE_HOSTS": CLINIC, "UNBRACE_TURN_HOST": CLINIC, **settings}
    with ExitStack() as running:
        with town.clinic():
            clinic = running.enter_context(demo_clinic(folder, host=CLINIC, settings=settings))
        yield clinic


@contextmanager
def relay_of(town: Town, clinic: DemoClinic, folder: Path) -> Iterator[Path]:
    """coturn beside it, as `unbrace turn config` says. Gives its log."""
    printed = subprocess.run(
        [sys.executable, "-m", "unbrace", "turn", "config", "--address", CLINIC],
        env={**os.environ, "UNBRACE_DATA": str(clinic.data)}, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    with ExitStack() as running:
        with town.clinic():
            log = running.enter_context(own_relay(printed, (CLINIC, PORT), folder))
        yield log


@contextmanager
def together(play: Playwright, folder: Path, *homes: str, **settings: str) -> Iterator[Together]:
    with ExitStack() as at_once:
        built = at_once.enter_context(town(*(homes or ("maria", "tom"))))
        clinic = at_once.enter_context(clinic_in_town(built, folder / "data", **settings))
        at_once.enter_context(relay_of(built, clinic, folder))
        visit = booked_for_now(clinic)
        maria, tom = (
            at_once.enter_context(Caller.at(built.homes[name], play, clinic, visit, email, folder))
            for name, email in (("maria", MARIA), ("tom", TOM))
        )
        yield Together(built, clinic, maria, tom)


def flowing(frames: list[float], since: float) -> float | None:
    """When the picture moves again for a second without a gap, after `since`; None while it does not.

    The fake camera gives 20 frames a second. Frames that were still on their way when it stopped are not counted: what
    counts is the first frame after the last gap.
    """
    after = [shown for shown in frames if shown > since]
    if not after or after[-1] < since + 2 * STILL_MS:
        return None
    before = max((shown for shown in frames if shown <= since), default=since)
    shown = [before, *after]
    begins = next(
        (later for earlier, later in reversed(list(pairwise(shown))) if later - earlier > STILL_MS), since
    )
    return begins - since if shown[-1] - begins >= STILL_MS else None


def now_ms() -> float:
    return time.time() * 1000
