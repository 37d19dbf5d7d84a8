"""Whoever translates sees what is missing or old, and the mark to write beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unbrace.cli import main

if TYPE_CHECKING:
    import pytest


def test_it_says_what_is_current_and_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["translations", "CES-1", "E", "squat", "plank-on-toes"]) == 0
    said = {line.split()[0]: line.split(maxsplit=2) for line in capsys.readouterr().out.splitlines()}
    assert said["CES-1"][2] == said["E"][2] == said["squat"][2] == "current"
    assert said["plank-on-toes"][2] == "not in ar, de, es"
    assert all(len(words[1]) == 16 for words in said.values())
