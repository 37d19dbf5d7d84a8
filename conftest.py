"""People for every test that wants some. Django is loaded only when asked for: the pure rooms are tested without it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.people import People


@pytest.fixture
def people(db: None, settings: Any, tmp_path: Path) -> People:
    """Two clinics with their people, and a programme; see `tests/people.py`. Files go to a folder of the test's own."""
    from tests.people import gather

    settings.MESSAGE_FILES = tmp_path / "messages"
    return gather()
