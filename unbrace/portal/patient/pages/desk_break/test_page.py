"""A break: short, without the camera, never for somebody whom the safety questions have stopped."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.doors import everybody_else, holds_nothing_of_maria, signed_in
from tests.people import screened
from unbrace.clinic import clock
from unbrace.portal.patient.pages.desk_break.view import BREAKS
from unbrace.rehab.red_flags import AskedIn

if TYPE_CHECKING:
    from tests.people import People


def test_it_takes_a_minute_and_the_next_is_another(people: People) -> None:
    client, shown = signed_in(people.maria.user), set()
    now = clock.now()
    for number in range(4):
        with clock.set_to(now + timedelta(minutes=30 * number)):
            page = client.get("/break/").content.decode()
        shown |= {title for title, *_ in BREAKS if title in page}
        assert "no camera" in page
    assert len(shown) == 4
    for _, lasts, steps in BREAKS:
        assert 60 <= int(lasts.split()[1]) <= 90
        assert steps


def test_whom_safety_has_stopped_is_shown_today_instead(people: People) -> None:
    screened(people.maria, {"INF-1": "Y"}, asked_in=AskedIn.CHECK_IN)
    assert signed_in(people.maria.user).get("/break/")["Location"] == "/"


def test_someone_else_reads_nothing_of_hers(people: People) -> None:
    for who, client in everybody_else(people):
        holds_nothing_of_maria(people, client.get("/break/"), who)
