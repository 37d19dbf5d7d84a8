"""People for every test that wants some. Django is loaded only when asked for: the pure rooms are tested without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.people import People


@pytest.fixture
def people(db: None) -> People:
    """Two clinics with their people, and a programme; see `tests/people.py`."""
    from tests.people import gather

    return gather()
