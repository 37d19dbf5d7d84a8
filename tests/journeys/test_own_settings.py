"""Somebody makes the app their own: larger text on every page, their data as a file, a word in their own voice."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.accessibility import too_wide, violations
from tests.journeys.people import Person
from tests.journeys.server import DemoClinic

pytestmark = pytest.mark.journey
MARIA = "maria@demo.unbrace.test"
MICROPHONE: dict[str, Any] = {"permissions": ["camera", "microphone"]}
SIZE = "() => getComputedStyle(document.documentElement).fontSize"


def test_very_large_text_is_on_every_page_without_a_network_too(
    chromium: Browser, clinic: DemoClinic
) -> None:
    with Person.signs_in(chromium, clinic, MARIA) as maria:
        usual = float(maria.page.evaluate(SIZE).removesuffix("px"))
        maria.page.goto("/you/")
        maria.unfolds("Reading")
        maria.page.get_by_label("Very large").check(force=True)
        maria.page.locator("#reading").get_by_role("button", name="Save").click()
        expect(maria.page.locator("#reading")).to_contain_text("Saved.")
        for path in ("/", "/diary/", "/you/", "/goals/", "/staying-well/", "/you/leave/", "/diary/voice/"):
            maria.page.goto(path)
            assert float(maria.page.evaluate(SIZE).removesuffix("px")) > 1.4 * usual, path
            assert too_wide(maria.page) == 0, path
            assert violations(maria.page) == [], path
        maria.page.evaluate("() => navigator.serviceWorker.ready.then(() => undefined)")
        maria.page.goto("/")
        maria.context.set_offline(True)
        maria.page.goto("/")
        assert float(maria.page.evaluate(SIZE).removesuffix("px")) > 1.4 * usual
        maria.context.set_offline(False)
        maria.page.goto("/you/")
        maria.unfolds("Reading")
        maria.page.get_by_label("As it is").check(force=True)
        maria.page.locator("#reading").get_by_role("button", name="Save").click()
        expect(maria.page.locator("html")).not_to_have_attribute("data-text", "larger")


def test_a_copy_of_everything_is_there_to_take_along(
    chromium: Browser, clinic: DemoClinic, tmp_path: Path
) -> None:
    with Person.signs_in(chromium, clinic, MARIA) as maria:
        maria.page.goto("/you/")
        maria.unfolds("Your data")
        maria.presses("Make a copy of my data")
        ready = maria.page.get_by_role("link", name="Get my copy")
        for _ in range(30):
            if ready.count():
                break
            maria.page.wait_for_timeout(1000)
            maria.page.goto("/you/")
        with maria.page.expect_download() as download:
            ready.click()
        download.value.save_as(tmp_path / "copy.zip")
        with zipfile.ZipFile(tmp_path / "copy.zip") as archive:
            assert MARIA in archive.read("README.txt").decode()
            assert "tables/programmes/prescription.csv" in archive.namelist()


def test_a_voice_note_spoken_without_a_network_arrives_when_it_is_back(
    chromium: Browser, clinic: DemoClinic
) -> None:
    with Person.signs_in(chromium, clinic, MARIA, **MICROPHONE) as maria:
        maria.page.goto("/diary/voice/")
        maria.context.set_offline(True)
        maria.presses("Start recording")
        maria.page.wait_for_timeout(2500)
        maria.presses("Stop", exact=True)
        expect(maria.page.get_by_label("Your voice note")).to_be_visible()
        maria.presses("Send")
        expect(maria.page.get_by_text("Kept on this device.")).to_be_visible()
        maria.context.set_offline(False)
        maria.page.wait_for_url("**/diary/")
        note = maria.page.get_by_role("region", name="Your voice notes")
        expect(note.get_by_role("article")).to_have_count(1)
        note.get_by_role("button", name="Delete").click()
        expect(maria.page.get_by_text("Nobody can hear it any more.")).to_be_visible()
