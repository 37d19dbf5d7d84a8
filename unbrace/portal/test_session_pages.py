"""Every session is on exactly one page, whatever the address says."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.people import body, sign
from unbrace.clinic import clock
from unbrace.clinic.exercise_sessions.actions import record_session
from unbrace.clinic.exercise_sessions.queries import sessions_for
from unbrace.clinic.exercise_sessions.upload import parse_upload
from unbrace.portal.session_pages import page_of, read_place

if TYPE_CHECKING:
    from tests.people import People


def test_sessions_of_one_moment_are_all_shown_and_none_twice(people: People) -> None:
    version, began = sign(people, people.maria), clock.now() - timedelta(hours=3)
    for _ in range(5):
        upload = parse_upload(body(people.maria, version, began))
        record_session(by=people.maria.user, patient=people.maria, upload=upload)
    shown, query = page_of(sessions_for(people.maria), "", 2)
    while query:
        more, query = page_of(sessions_for(people.maria), query.removeprefix("?before="), 2)
        shown += more
    assert len(shown) == len({session.pk for session in shown}) == 5


@pytest.mark.parametrize(
    "odd",
    [
        "",
        "yesterday",
        "2026-01-01",
        "2026-01-01T00:00:00Z",
        "2026-01-01T00:00:00Z_",
        "2026-01-01T00:00:00Z_7",
        "2026-01-01T00:00:00_9b2f3f0e-5f0d-4d7e-9a1e-0c8f1a2b3c4d",
        "0001-01-01T00:00:00+14:00_9b2f3f0e-5f0d-4d7e-9a1e-0c8f1a2b3c4d",
        "9999-12-31T23:59:59-14:00_9b2f3f0e-5f0d-4d7e-9a1e-0c8f1a2b3c4d",
        "\x00",
    ],
)
def test_an_odd_place_is_no_place(odd: str) -> None:
    assert read_place(odd) is None
