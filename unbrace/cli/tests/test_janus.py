from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from unbrace.cli import main
from unbrace.clinic.group_classes.passing_on import derived


def test_janus_configuration_is_written_for_one_pair_of_eyes_and_the_next_step_said(
    settings: Settings, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    settings.JANUS_SECRET, settings.JANUS_ADMIN = "of-this-house", ""
    folder = tmp_path / "janus"
    for _ in range(2):
        assert main(["janus", "config", "--address", "198.51.100.7", "--folder", str(folder)]) == 0
    said = capsys.readouterr()
    assert f"janus -F {folder}" in said.out
    assert "set UNBRACE_JANUS_ADMIN" in said.err
    assert derived("of-this-house", "token") in (folder / "janus.jcfg").read_text()
    assert {file.stat().st_mode & 0o777 for file in folder.iterdir()} == {0o600}
    assert len(list(folder.iterdir())) == 4


def test_a_name_where_an_address_is_needed_is_said_and_nothing_is_written(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = tmp_path / "janus"
    assert main(["janus", "config", "--address", "janus.example.org", "--folder", str(folder)]) == 2
    assert "give it in numbers" in capsys.readouterr().err
    assert not folder.exists()
