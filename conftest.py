"""People for every test that wants some. Django is loaded only when asked for: the pure rooms are tested without it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import hypothesis
import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.people import People

# A slow machine is no fault of the rule under test.
hypothesis.settings.register_profile(
    "untimed", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("untimed")


@pytest.fixture
def people(db: None, settings: Any, tmp_path: Path) -> People:
    """Two clinics with their people, and a programme; see `tests/people.py`. Files go to a folder of the test's own."""
    from tests.people import gathered

    settings.MESSAGE_FILES = tmp_path / "messages"
    settings.OWN_COPIES = tmp_path / "copies"
    return gathered()
