"""A video visit: two browsers find each other, see and hear each other, and nobody comes in unasked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.journeys.calling import DEVICES, MARIA, NOTED, TOM, booked_for_now, comes_in, sees
from tests.journeys.conftest import CHROMIUM, QUIET
from tests.journeys.fake_camera import camera_file
from tests.journeys.people import DESK, PATIENCE_MS, PHONE, Person
from tests.journeys.server import DemoClinic, demo_clinic

pytestmark = [pytest.mark.journey, pytest.mark.alone]

CLIP: Final = Path(__file__).parent / "clips" / "squat-five-and-one-smaller.mp4"
#: Kept in the page: what the camera gave, and whoever works beside the page.
KEPT: Final = """(() => {
  const kept = window.kept = { cameras: [], workers: [] };
  const devices = navigator.mediaDevices, real = devices.getUserMedia.bind(devices);
  devices.getUserMedia = async (wanted) => {
    const stream = await real(wanted);
    kept.cameras.push(...stream.getVideoTracks());
    return stream;
  };
  const Real = window.Worker;
  window.Worker = class extends Real { constructor(...how) { super(...how); kept.workers.push(this); } };
})()"""
#: Of a picture of the clip: how steep the edge of the blue poster on the wall is, in steps of 255 over seven points
#: of 320, and which share of the columns where she stands has the full blue of her shirt.
LOOK: Final = """const look = (video) => {
  const canvas = new OffscreenCanvas(320, 240), paint = canvas.getContext('2d');
  paint.drawImage(video, 0, 0, 320, 240);
  const { data } = paint.getImageData(0, 0, 320, 240);
  const at = (x, y, colour) => data[(y * 320 + x) * 4 + colour];
  let edge = 0, shirt = 0;
  for (let x = 58; x < 88; x++) edge = Math.max(edge, Math.abs(at(x + 3, 60, 0) - at(x - 3, 60, 0)));
  for (let y = 0; y < 240; y++) for (let x = 145; x < 200; x++) if (at(x, y, 2) - at(x, y, 0) > 70) shirt += 1;
  return { edge, shirt: shirt / (240 * 55) };
};"""
SHARP, SOFT = 60, 25


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoClinic]:
    with demo_clinic(tmp_path_factory.mktemp("calls")) as running:
        yield running


@pytest.fixture(scope="module")
def browser_with_devices(playwright: Playwright) -> Iterator[Browser]:
    """A moving test picture and a beep instead of camera and microphone."""
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, *DEVICES])
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def visit(house: DemoClinic) -> str:
    return booked_for_now(house)


def test_a_visit_from_the_waiting_room_to_good_bye(
    browser_with_devices: Browser, house: DemoClinic, visit: str
) -> None:
    with ExitStack() as at_once:
        options = {"permissions": ["camera", "microphone"]}
        maria = at_once.enter_context(
            Person.signs_in(browser_with_devices, house, MARIA, width=PHONE, **options)
        )
        tom = at_once.enter_context(Person.signs_in(browser_with_devices, house, TOM, width=DESK, **options))

        # she looks at herself, comes in, and waits where nobody sees her
        comes_in(maria, f"/visits/{visit}/call/", "Come in")
        expect(maria.page.get_by_text("Nobody sees or hears you yet.")).to_be_visible()
        maria.has_no_barriers()

        # he opens the door, sees that she is there, and lets her in
        comes_in(tom, f"/therapist/visits/{visit}/call/", "Open the door")
        expect(tom.page.get_by_text("Maria Weber is in the waiting room.")).to_be_visible(timeout=PATIENCE_MS)
        assert tom.page.locator(".call-frame").count() == 0
        tom.page.get_by_role("button", name="Let in", exact=True).click()
        sees(maria.page, "Tom Berger")
        sees(tom.page, "Maria Weber")
        tom.has_no_barriers()
        maria.has_no_barriers()

        # a word in writing, and the camera off for a moment
        maria.page.get_by_text("Write", exact=True).first.click()
        maria.page.get_by_label("Write", exact=True).fill("My desk is by the window.")
        maria.page.get_by_role("button", name="Send", exact=True).click()
        tom.page.get_by_text("Write", exact=True).first.click()
        expect(tom.page.get_by_role("log")).to_contain_text("My desk is by the window.")
        maria.page.get_by_role("button", name="Camera off", exact=True).click()
        expect(tom.page.get_by_text("The camera is switched off.")).to_be_visible()
        maria.page.get_by_role("button", name="Camera off", exact=True).click()
        sees(tom.page, "Maria Weber")

        # a second device shows the desk
        with Person.signs_in(browser_with_devices, house, MARIA, width=PHONE, **options) as desk:
            comes_in(desk, f"/visits/{visit}/call/?device=camera", "Show this picture")
            sees(tom.page, "Maria Weber, second camera")
            assert desk.page.get_by_role("button", name="Mute", exact=True).count() == 0
            desk.page.get_by_role("button", name="Leave", exact=True).click()
            expect(tom.page.get_by_label("Maria Weber, second camera", exact=True)).to_have_count(0)

        # her tab is gone; she comes back, and is in at once
        maria.page.close()
        maria.opens_a_new_tab()
        comes_in(maria, f"/visits/{visit}/call/", "Come in")
        sees(maria.page, "Tom Berger")
        sees(tom.page, "Maria Weber")

        # he ends it for both
        tom.page.get_by_role("button", name="End for both", exact=True).click()
        expect(maria.page.get_by_text("The visit has ended.")).to_be_visible()
        expect(tom.page.get_by_role("heading", level=1, name="After the visit")).to_be_visible()
        maria.has_no_barriers()


# -- a soft room ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def browser_with_a_person(
    playwright: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browser]:
    """The camera sees somebody who stands in a room, with a blue poster on the wall."""
    film = camera_file(CLIP, tmp_path_factory.mktemp("room") / "room.y4m", still_before_s=1, still_after_s=20)
    browser = playwright.chromium.launch(
        executable_path=CHROMIUM, args=[*QUIET, *DEVICES, f"--use-file-for-fake-video-capture={film}"]
    )
    yield browser
    browser.close()


@contextmanager
def both_in(browser: Browser, house: DemoClinic) -> Iterator[tuple[Person, Person]]:
    """Maria and Tom, who see each other."""
    visit = booked_for_now(house)
    with ExitStack() as at_once:
        options = {"permissions": ["camera", "microphone"]}
        maria = at_once.enter_context(Person.signs_in(browser, house, MARIA, width=PHONE, **options))
        tom = at_once.enter_context(Person.signs_in(browser, house, TOM, width=DESK, **options))
        for person in (maria, tom):
            person.context.add_init_script(NOTED)
            person.context.add_init_script(KEPT)
        comes_in(tom, f"/therapist/visits/{visit}/call/", "Open the door")
        comes_in(maria, f"/visits/{visit}/call/?pose=cpu", "Come in")
        tom.page.get_by_role("button", name="Let in", exact=True).click()
        sees(tom.page, "Maria Weber")
        yield maria, tom


def shows(page: Page, label: str, condition: str) -> None:
    """Waits until the picture is so. `condition`: of `edge` and `shirt`."""
    video = page.get_by_label(label, exact=True).element_handle()
    page.wait_for_function(
        f"(video) => {{ {LOOK} const {{ edge, shirt }} = look(video); return {condition}; }}",
        arg=video,
        timeout=PATIENCE_MS,
    )


def blurs(person: Person) -> None:
    button = person.page.get_by_role("button", name="Blur background", exact=True)
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")


def sent(page: Page) -> dict[str, Any]:
    """What goes to the other side as a picture, and how the camera's own one is."""
    found: dict[str, Any] = page.evaluate(
        f"""async () => {{
            {LOOK}
            const camera = kept.cameras.at(-1);
            const srcObject = new MediaStream([camera]);
            const video = Object.assign(document.createElement('video'), {{ muted: true, srcObject }});
            await video.play();
            const link = noted.links.at(-1);
            const senders = link.getTransceivers().filter((one) => one.receiver.track.kind === 'video');
            const track = senders[0].sender.track;
            return {{
                picture: track !== null, is_the_camera: track === camera,
                camera: {{ state: camera.readyState, enabled: camera.enabled, edge: look(video).edge }},
            }};
        }}"""
    )
    return found


def test_the_room_is_soft_and_the_person_is_not(browser_with_a_person: Browser, house: DemoClinic) -> None:
    with both_in(browser_with_a_person, house) as (maria, tom):
        shows(tom.page, "Maria Weber", f"edge > {SHARP} && shirt > 0.02")
        assert sent(maria.page)["is_the_camera"]

        blurs(maria)
        shows(tom.page, "Maria Weber", f"edge < {SOFT} && shirt > 0.02")
        shows(maria.page, "Your own picture", f"edge < {SOFT} && shirt > 0.02")
        sees(tom.page, "Maria Weber")
        now = sent(maria.page)
        assert now["picture"]
        assert not now["is_the_camera"]
        assert now["camera"]["state"] == "live"
        assert now["camera"]["enabled"]
        assert now["camera"]["edge"] > SHARP, "the camera's own picture, which is measured in, stays sharp"
        maria.has_no_barriers()

        # the camera off and on again, and another visit: it is remembered on this device, and only here
        maria.page.get_by_role("button", name="Camera off", exact=True).click()
        expect(tom.page.get_by_text("The camera is switched off.")).to_be_visible()
        maria.page.get_by_role("button", name="Camera off", exact=True).click()
        shows(tom.page, "Maria Weber", f"edge < {SOFT} && shirt > 0.02")
        maria.page.reload()
        shows(maria.page, "What your camera sees", f"edge < {SOFT} && shirt > 0.02")
        maria.page.get_by_role("button", name="Come in", exact=True).click()
        shows(tom.page, "Maria Weber", f"edge < {SOFT} && shirt > 0.02")
        assert not sent(maria.page)["is_the_camera"]
        expect(tom.page.get_by_role("button", name="Blur background", exact=True)).to_have_attribute(
            "aria-pressed", "false"
        )

        # and back
        maria.page.get_by_role("button", name="Blur background", exact=True).click()
        shows(tom.page, "Maria Weber", f"edge > {SHARP} && shirt > 0.02")


def test_a_blur_that_fails_rests_the_picture_and_never_shows_the_room(
    browser_with_a_person: Browser, house: DemoClinic
) -> None:
    with both_in(browser_with_a_person, house) as (maria, tom):
        # it stops in the middle of the call
        blurs(maria)
        shows(tom.page, "Maria Weber", f"edge < {SOFT} && shirt > 0.02")
        maria.page.evaluate("kept.workers.at(-1).terminate()")
        told = maria.page.get_by_text("The background could not be blurred any longer.")
        expect(told).to_be_visible(timeout=PATIENCE_MS)
        expect(tom.page.get_by_text("The picture rests for a moment.")).to_be_visible()
        assert not sent(maria.page)["picture"]
        maria.has_no_barriers()

        # once more, and it works
        maria.page.get_by_role("button", name="Try again", exact=True).click()
        expect(told).to_be_hidden()
        shows(tom.page, "Maria Weber", f"edge < {SOFT} && shirt > 0.02")

        # his device cannot at all: he is told, and it is he who decides to be seen with his room
        # by the context: where a service worker fetches it, the page is not asked
        tom.context.route(re.compile("pose_landmarker_lite"), lambda route: route.abort())
        blurs(tom)
        expect(tom.page.get_by_text("The background cannot be blurred on this device.")).to_be_visible(
            timeout=PATIENCE_MS
        )
        expect(maria.page.get_by_text("The picture rests for a moment.")).to_be_visible()
        assert not sent(tom.page)["picture"]
        tom.has_no_barriers()
        tom.page.get_by_role("button", name="Show without blur", exact=True).click()
        shows(maria.page, "Tom Berger", f"edge > {SHARP} && shirt > 0.02")
        assert sent(tom.page)["is_the_camera"]
