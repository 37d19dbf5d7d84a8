"""Walking week by week, and steps from a watch: brought, shown, kept and taken out."""

import zipfile
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.people import PATIENCE_MS, Person
from tests.journeys.server import DemoClinic

pytestmark = pytest.mark.journey

MARIA = "maria@demo.unbrace.test"


def _export(folder: Path, records: int = 20) -> Path:
    """A small export of Apple Health: two devices that saw the same steps, and one night."""
    yesterday = datetime.now(ZoneInfo("Europe/Berlin")).replace(microsecond=0) - timedelta(days=1)
    lines = ['<?xml version="1.0"?><!DOCTYPE HealthData [<!ELEMENT HealthData ANY>]><HealthData locale="en">']
    for number in range(records):
        at = yesterday.replace(hour=8 + number % 10, minute=number, second=0)
        lines += [
            f'<Record type="HKQuantityTypeIdentifierStepCount" sourceName="{source}" value="100" '
            f'startDate="{at:%Y-%m-%d %H:%M:%S} +0100" endDate="{at:%Y-%m-%d %H:%M:%S} +0100"/>'
            for source in ("Phone", "Watch")
        ]
    lines.append("</HealthData>")
    path = folder / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("apple_health_export/export.xml", "\n".join(lines))
    return path


def test_a_walk_is_noted_taken_out_and_put_back(chromium_without_camera: Browser, clinic: DemoClinic) -> None:
    with Person.signs_in(chromium_without_camera, clinic, MARIA) as maria:
        page = maria.page
        page.get_by_role("link", name="Note a walk", exact=True).click()
        expect(page.get_by_role("heading", level=1, name="Walking", exact=True)).to_be_visible()
        maria.has_no_barriers()
        # given a plan that begins low, anew
        page.get_by_text("Begin the plan anew", exact=True).click()
        page.get_by_label("How many minutes could you walk lately, comfortably?", exact=True).fill("12")
        page.get_by_role("button", name="Begin the plan", exact=True).click()
        expect(
            page.get_by_role("heading", level=2, name="9 minutes, on 3 days a week", exact=True)
        ).to_be_visible()
        # when a slip is made, it stands beside its field
        page.get_by_label("Minutes", exact=True).fill("many")
        maria.answers("Worst back pain during the walk", 0)
        page.get_by_role("button", name="Save the walk", exact=True).click()
        expect(page.get_by_label("Minutes", exact=True)).to_have_accessible_description(
            "Write the minutes, from 1 to 300."
        )
        maria.has_no_barriers()
        page.get_by_label("Minutes", exact=True).fill("9")
        page.get_by_role("button", name="Save the walk", exact=True).click()
        # then it is there, with its 0
        expect(page.get_by_text("9 minutes, pain 0 of 10", exact=True)).to_be_visible()
        maria.has_no_barriers()
        page.get_by_role("button", name="Take out").first.click()
        expect(page.get_by_text("Taken out. You can put it back any time.", exact=True)).to_be_visible()
        page.get_by_role("button", name="Put it back").first.click()
        expect(page.get_by_text("It counts again.", exact=True)).to_be_visible()


def test_a_file_is_brought_shown_kept_and_taken_out(
    chromium_without_camera: Browser, clinic: DemoClinic, tmp_path: Path
) -> None:
    with Person.signs_in(chromium_without_camera, clinic, MARIA, color_scheme="dark") as maria:
        page = maria.page
        page.goto("/activity/")
        page.get_by_role("link", name="Bring steps and sleep from a watch or telephone", exact=True).click()
        maria.has_no_barriers()
        page.get_by_label("File", exact=True).set_input_files(_export(tmp_path))
        page.get_by_role("button", name="Read the file", exact=True).click()
        # two devices counted the same 2,000 steps: once
        expect(page.get_by_role("heading", level=1, name="This is in your file", exact=True)).to_be_visible(
            timeout=PATIENCE_MS
        )
        expect(page.get_by_text("Steps on 1 day, 2,000 on average", exact=True)).to_be_visible()
        maria.has_no_barriers()
        page.get_by_role("button", name="Keep it", exact=True).click()
        expect(page.get_by_text("2,000 steps a day on average")).to_be_visible()
        page.get_by_text("Steps as a table", exact=True).click()
        expect(page.get_by_role("row", name="2000")).to_be_visible()
        maria.has_no_barriers()
        # and out again
        page.get_by_role("link", name="Bring steps and sleep from a watch or telephone", exact=True).click()
        page.get_by_role("link", name="Apple Health").first.click()
        page.get_by_role("button", name="Take it out", exact=True).click()
        page.goto("/activity/")
        expect(page.get_by_text("2,000 steps a day on average")).to_have_count(0)


def test_a_file_that_means_harm_is_refused_in_words(
    chromium_without_camera: Browser, clinic: DemoClinic, tmp_path: Path
) -> None:
    with Person.signs_in(chromium_without_camera, clinic, MARIA) as maria:
        page, bomb = maria.page, tmp_path / "export.zip"
        with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("apple_health_export/export.xml", b"<HealthData>" + b" " * 60_000_000)
        page.goto("/activity/files/")
        page.get_by_label("File", exact=True).set_input_files(bomb)
        page.get_by_role("button", name="Read the file", exact=True).click()
        expect(
            page.get_by_role("heading", level=1, name="This file could not be read", exact=True)
        ).to_be_visible(timeout=PATIENCE_MS)
        expect(page.get_by_text("far more than a watch can write")).to_be_visible()
        maria.has_no_barriers()
