"""One demo clinic and one browser with a fake camera for all journeys."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright

from tests.journeys.fake_camera import camera_file
from tests.journeys.people import Person
from tests.journeys.server import DemoClinic, demo_clinic

CLIPS = Path(__file__).parent / "clips"
CHROMIUM = "/usr/bin/chromium"
#: Without a sandbox because tests may run as root; without everything by which Chromium would call out.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoClinic]:
    with demo_clinic(tmp_path_factory.mktemp("clinic")) as running:
        yield running


@pytest.fixture(scope="session")
def squat_camera(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Half a minute standing, then five squats and one smaller, then standing for a minute and a half."""
    clip = CLIPS / "squat-five-and-one-smaller.mp4"
    out = tmp_path_factory.mktemp("camera") / "squat.y4m"
    return camera_file(clip, out, still_before_s=30, still_after_s=90)


@pytest.fixture(scope="session")
def chromium(playwright: Playwright, squat_camera: Path) -> Iterator[Browser]:
    camera = [
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-video-capture={squat_camera}",
    ]
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, *camera])
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def chromium_without_camera(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
    yield browser
    browser.close()


@pytest.fixture
def maria(chromium: Browser, clinic: DemoClinic) -> Iterator[Person]:
    """The demo patient on her phone."""
    with Person.signs_in(chromium, clinic, "maria@demo.unbrace.test") as person:
        yield person


@pytest.fixture
def tom(chromium: Browser, clinic: DemoClinic) -> Iterator[Person]:
    """Her therapist at his desk."""
    with Person.signs_in(chromium, clinic, "tom@demo.unbrace.test", width=1280) as person:
        yield person


@pytest.fixture
def olga(chromium: Browser, clinic: DemoClinic) -> Iterator[Person]:
    """Who looks after the office."""
    with Person.signs_in(chromium, clinic, "olga@demo.unbrace.test", width=1280) as person:
        yield person
