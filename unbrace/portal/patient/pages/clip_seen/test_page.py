"""What a person sees of their own clip, and that opening it is reading it."""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING, Any

from tests.doors import nothing_leaks, signed_in
from tests.people import a_clip
from unbrace.clinic.conversations import kept_files
from unbrace.clinic.conversations.actions import Said, remark_on_clip, withdraw_clips
from unbrace.clinic.conversations.models import Attachment, ClipRemark

if TYPE_CHECKING:
    from tests.people import People

ANGLE = json.dumps([{"kind": "angle", "colour": "yellow", "points": [[0, 0.5], [0.5, 0.5], [0.5, 0]]}])


def said(people: People, clip: Attachment) -> ClipRemark:
    words = Said(12_000, "A Secret Word", ANGLE)
    return remark_on_clip(by=people.tom.user, clip=clip, key=uuid.uuid4(), said=words)[0]


def get(people: People, path: str) -> Any:
    return signed_in(people.maria.user).get(path)


def test_the_words_and_what_is_drawn_stand_in_a_list_and_over_the_clip(people: People) -> None:
    clip = a_clip(people.maria)
    said(people, clip)
    assert "1 remark to this clip, 1 new" in get(people, "/messages/").content.decode()
    assert "1 new remark to a clip of yours" in get(people, "/").content.decode()
    page = get(people, f"/messages/clips/{clip.pk}/").content.decode()
    assert "At 0:12" in page
    assert "A Secret Word" in page
    assert "an angle of 90° on the picture, not measured from the body" in page
    assert "Stop at each remark" in page
    assert "&quot;shapes&quot;" in page
    assert ClipRemark.objects.get().read_at is not None
    assert "1 new remark" not in get(people, "/").content.decode()


def test_a_clip_to_which_nothing_was_said_says_so(people: People) -> None:
    clip = a_clip(people.maria)
    assert "Nothing yet" in get(people, f"/messages/clips/{clip.pk}/").content.decode()
    assert "remark" not in get(people, "/messages/").content.decode()


def test_a_voice_is_heard_here(people: People) -> None:
    remark = said(people, a_clip(people.maria))
    path = f"/messages/clip-remarks/{remark.pk}/voice/"
    assert get(people, path).status_code == 404
    ClipRemark.objects.update(voice="ready")
    kept_files.write(kept_files.ready_file(remark.pk), [b"voice"])
    assert get(people, path).content == b"voice"
    nothing_leaks(people, path)


def test_once_the_clips_are_taken_back_nothing_is_left(people: People) -> None:
    clip = a_clip(people.maria)
    said(people, clip)
    withdraw_clips(by=people.maria.user, patient=people.maria)
    assert get(people, f"/messages/clips/{clip.pk}/").status_code == 404
    assert "remark" not in get(people, "/messages/").content.decode()


def test_someone_else_is_told_there_is_nothing_here(people: People) -> None:
    clip = a_clip(people.maria)
    said(people, clip)
    nothing_leaks(people, f"/messages/clips/{clip.pk}/", None, "A Secret Word")
