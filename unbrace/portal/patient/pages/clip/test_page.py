"""Where a clip is filmed: the camera is allowed here, and nothing of anybody is in the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.doors import everybody_else, holds_nothing_of_maria, signed_in
from unbrace.clinic.accounts.queries import owner_mark

if TYPE_CHECKING:
    from tests.people import People


def test_the_camera_is_allowed_here_and_the_microphone_is_not(people: People) -> None:
    answer = signed_in(people.maria.user).get("/messages/clip/")
    policy = answer.headers["Permissions-Policy"]
    assert "camera=(self)" in policy
    assert "microphone=()" in policy
    talk = signed_in(people.maria.user).get("/messages/")
    assert "camera=()" in talk.headers["Permissions-Policy"]


def test_it_says_what_happens_to_the_clip_before_anything_is_filmed(people: People) -> None:
    page = signed_in(people.maria.user).get("/messages/clip/").content.decode()
    assert "stays on this device until you press Send" in page
    assert "without sound" in page
    assert "I agree" in page
    assert "switch scripts on" in page


def test_someone_else_gets_their_own_page_or_none(people: People) -> None:
    for who, client in everybody_else(people):
        holds_nothing_of_maria(people, client.get("/messages/clip/"), who, owner_mark(people.maria.user))
