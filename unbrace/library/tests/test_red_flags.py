"""The published screen is read whole, and a screen that could let somebody through is refused in words."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from unbrace.library import red_flags, urgency_messages
from unbrace.library.errors import ContentErrors
from unbrace.library.red_flags import load_screen
from unbrace.library.urgency_messages import load_messages
from unbrace.rehab.asking import steps_of
from unbrace.rehab.red_flags import AskedIn, Region, Urgency
from unbrace.rehab.tests.content_screen import published_screen

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "red_flags_refusals.yaml").read_text())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_is_refused_says_what_to_do(case: dict[str, Any], tmp_path: Path) -> None:
    for folder, name in ((red_flags.ROOT, "screen.yaml"), (urgency_messages.ROOT, "urgency.yaml")):
        shutil.copy(folder / name, tmp_path / name)
    file = tmp_path / case["file"]
    text = file.read_text()
    assert text.count(case["find"]) == 1, "the case must change exactly one place"
    file.write_text(text.replace(case["find"], case["put"]))
    with pytest.raises(ContentErrors) as caught:
        (load_screen if case["file"] == "screen.yaml" else load_messages)(tmp_path)
    said = [str(error) for error in caught.value.errors]
    assert len(said) == len(case["says"]), said
    for one, expected in zip(said, case["says"], strict=True):
        assert one.startswith(expected.rstrip("…")), one


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    for load, name in ((load_screen, "screen.yaml"), (load_messages, "urgency.yaml")):
        with pytest.raises(ContentErrors, match=f"{name}: is missing; add the file"):
            load(tmp_path)


def test_the_loader_reads_what_the_rules_are_tested_with() -> None:
    plain = {
        item.id: dataclasses.replace(item, short="", parts=(), follows=None)
        for item in load_screen().items.values()
    }
    assert plain == dict(published_screen().items)


def test_every_urgency_has_its_message_and_the_card_its_signs() -> None:
    messages = load_messages()
    assert set(messages.by_urgency) == set(Urgency)
    assert len(messages.warning_card.signs) == 6


@pytest.mark.parametrize("region", Region)
def test_the_first_screen_takes_less_than_eight_minutes(region: Region) -> None:
    """At ten seconds a screen, should every question need all its steps."""
    screen = load_screen()
    asked = screen.required(AskedIn.ONBOARDING, [region], crisis_pathway=True)
    shown = sum(
        len([step for step in steps_of(screen.items[item]) if step.ask != "Since when?"]) for item in asked
    )
    print(f"{region.value}: {len(asked)} questions, at most {shown} screens")
    assert shown * 10 < 8 * 60
