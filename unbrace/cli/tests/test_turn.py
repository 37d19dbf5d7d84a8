from __future__ import annotations

import pytest
from pytest_django import Settings

from unbrace.cli import main


def test_the_relays_configuration_is_printed_and_the_next_step_said(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.TURN_SECRET, settings.TURN_HOST = "of-this-house", ""
    assert main(["turn", "config", "--address", "198.51.100.7"]) == 0
    said = capsys.readouterr()
    assert "static-auth-secret=of-this-house\n" in said.out
    assert "denied-peer-ip=169.254.0.0-169.254.255.255\n" in said.out
    assert "set UNBRACE_TURN_HOST" in said.err


def test_a_name_where_an_address_is_needed_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["turn", "config", "--address", "relay.example.org"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "is not an address: give it in numbers" in said.err
