"""The review of a clip at the therapist's door."""

from __future__ import annotations

import json
import re
import uuid
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.doors import nothing_leaks, signed_in
from tests.people import SQUATS, a_clip, a_picture, sign
from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.conversations import kept_files
from unbrace.clinic.conversations.actions import Said, keep_snippet, remark_on_clip, send_message
from unbrace.clinic.conversations.models import Attachment, ClipRemark, Message
from unbrace.motion.movement import movement_from_json
from unbrace.motion.protocol import protocol_from_json
from unbrace.motion.session import Session, Target
from unbrace.motion.trial import TrialSession

if TYPE_CHECKING:
    from tests.people import People

ARROW = json.dumps([{"kind": "arrow", "colour": "yellow", "points": [[0.1, 0.1], [0.5, 0.5]]}])


@pytest.fixture
def clip(people: People) -> Attachment:
    return a_clip(people.maria)


def place(people: People, clip: Attachment, more: str = "") -> str:
    return f"/therapist/patients/{people.maria.pk}/clips/{clip.pk}/{more}"


def at_remark(people: People, remark: ClipRemark, what: str) -> str:
    return f"/therapist/patients/{people.maria.pk}/clip-remarks/{remark.pk}/{what}/"


def say(people: People, clip: Attachment, at_ms: int = 12_000, **said: Any) -> ClipRemark:
    words = Said(at_ms, **({"text": "A Secret Word"} | said))
    return remark_on_clip(by=people.tom.user, clip=clip, key=uuid.uuid4(), said=words)[0]


def page_for(people: People, clip: Attachment, who: Any = None) -> str:
    return str(signed_in(who or people.tom.user).get(place(people, clip)).content.decode())


def test_it_shows_the_clip_what_was_said_and_where_to_say_more(people: People, clip: Attachment) -> None:
    keep_snippet(by=people.tom.user, clinic=people.riverside, text="Hurt is not the same as harm.")
    say(people, clip, drawing=ARROW)
    page = page_for(people, clip)
    assert f"/messages/files/{clip.pk}/?mark=" in page
    assert "Do I go far enough down?" in page
    assert "At 0:12" in page
    assert "Drawn on the picture: 1 arrow." in page
    assert "not seen yet" in page
    assert "Hurt is not the same as harm." in page
    assert AuditEntry.objects.filter(deed="conversations.watch_clip", by=people.tom.user).count() == 1


def test_the_microphone_is_allowed_here_and_the_camera_is_not(people: People, clip: Attachment) -> None:
    policy = signed_in(people.tom.user).get(place(people, clip)).headers["Permissions-Policy"]
    assert "microphone=(self)" in policy
    assert "camera=()" in policy


def test_how_many_remarks_there_are_costs_no_more_questions(people: People, clip: Attachment) -> None:
    client, counts = signed_in(people.tom.user), []
    client.get(place(people, clip))
    for more in (1, 12):
        for k in range(more):
            say(people, clip, k * 1000)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(place(people, clip))
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[0] <= 15  # one of them: what is in the programme, for the list of what can be measured


def test_without_a_script_words_are_kept_and_the_page_comes_back_there(
    people: People, clip: Attachment
) -> None:
    answer: Any = signed_in(people.tom.user).post(
        place(people, clip, "remark/"),
        {"at": "3,5", "text": "Good.", "key": str(uuid.uuid4()), "drawing": ""},
    )
    remark = ClipRemark.objects.get()
    assert (remark.at_ms, remark.text) == (3500, "Good.")
    assert answer.url.endswith(f"?at=3.5#remark-{remark.pk}")


def test_with_one_it_answers_with_the_list_and_what_stands_over_the_clip(
    people: People, clip: Attachment
) -> None:
    key = str(uuid.uuid4())
    said = {"at": "12.041", "text": "", "key": key, "drawing": ARROW}
    client = signed_in(people.tom.user)

    def send(**more: Any) -> Any:
        voice = SimpleUploadedFile("voice", b"\x1a\x45\xdf\xa3" + bytes(50), "audio/webm")
        return client.post(
            place(people, clip, "remark/"),
            said | {"voice": voice} | more,
            headers={"Accept": "application/json"},
        )

    first, again, other = send(), send(), send(text="Other")
    assert [one.status_code for one in (first, again, other)] == [201, 200, 409]
    assert "At 0:12" in first.json()["list"]
    assert json.loads(first.json()["told"])["moments"][0]["shapes"] == json.loads(ARROW)
    assert ClipRemark.objects.get().voice == ClipRemark.Voice.WAITING


@pytest.mark.parametrize(
    "said", [{"at": "x"}, {"at": "nan"}, {"at": "21"}, {"text": ""}, {"drawing": "[{}]"}]
)
def test_what_cannot_be_kept_comes_back_with_its_words(
    people: People, clip: Attachment, said: dict[str, str]
) -> None:
    form = {"at": "3", "text": "Kept words", "drawing": "", "key": str(uuid.uuid4())} | said
    refused = signed_in(people.tom.user).post(place(people, clip, "remark/"), form)
    assert refused.status_code == 422
    assert 'role="alert"' in refused.content.decode()
    if form["text"]:
        assert "Kept words" in refused.content.decode()
    as_json = signed_in(people.tom.user).post(
        place(people, clip, "remark/"), form, headers={"Accept": "application/json"}
    )
    assert (as_json.status_code, bool(as_json.json()["error"])) == (422, True)


def test_the_answer_takes_the_clip_off_the_work_list(people: People, clip: Attachment) -> None:
    client = signed_in(people.tom.user)
    listed = client.get("/therapist/").content.decode()
    assert f'href="{place(people, clip)}"' in listed
    assert "Look at the clip" in listed
    answer = {"text": "Have a look at what I drew.", "key": str(uuid.uuid4()), "loaded": ""}
    sent: Any = client.post(f"/therapist/patients/{people.maria.pk}/messages/answer/?from=worklist", answer)
    assert sent.url == "/therapist/"
    assert Message.objects.get(pk=clip.message_id).settled_by == people.tom.user
    assert "Look at the clip" not in client.get("/therapist/").content.decode()
    assert "This clip is answered" in page_for(people, clip)


def test_its_writer_changes_it_and_takes_it_back_and_a_colleague_reads(
    people: People, clip: Attachment
) -> None:
    remark = say(people, clip)
    assert "A Secret Word" in page_for(people, clip, people.theo.user)
    assert "/change/" not in page_for(people, clip, people.theo.user)
    client = signed_in(people.tom.user)
    client.post(at_remark(people, remark, "change"), {"text": "Slower."})
    assert "Slower." in page_for(people, clip)
    for deed in ("change", "take-back"):
        assert (
            signed_in(people.theo.user).post(at_remark(people, remark, deed), {"text": "x"}).status_code
            == 404
        )
    client.post(at_remark(people, remark, "take-back"))
    assert not ClipRemark.objects.exists()


def test_a_voice_is_heard_by_the_clinic_only(people: People, clip: Attachment) -> None:
    remark = say(people, clip)
    ClipRemark.objects.update(voice="ready")
    kept_files.write(kept_files.ready_file(remark.pk), [b"voice"])
    assert signed_in(people.theo.user).get(at_remark(people, remark, "voice")).content == b"voice"
    nothing_leaks(people, at_remark(people, remark, "voice"))


def test_a_picture_has_no_review(people: People) -> None:
    message, _ = send_message(
        by=people.maria.user, patient=people.maria, key=uuid.uuid4(), text="", file=a_picture()
    )
    assert signed_in(people.tom.user).get(place(people, message.attachment)).status_code == 404


def test_someone_else_is_told_there_is_nothing_here(people: People, clip: Attachment) -> None:
    remark = say(people, clip)
    nothing_leaks(people, place(people, clip), None, "A Secret Word")
    nothing_leaks(people, place(people, clip, "remark/"), {"at": "1", "text": "x"})
    for deed in ("change", "take-back"):
        nothing_leaks(people, at_remark(people, remark, deed), {"text": "x"})
    assert signed_in(people.olga.user).get(place(people, clip)).status_code == 404
    tom, jonas = signed_in(people.tom.user), f"/therapist/patients/{people.jonas.pk}"
    assert tom.get(f"{jonas}/clips/{clip.pk}/").status_code == 404
    assert tom.post(f"{jonas}/clip-remarks/{remark.pk}/take-back/").status_code == 404
    assert ClipRemark.objects.get().text == "A Secret Word"


def test_a_clip_is_measured_on_the_device_by_what_the_engine_follows(
    people: People, clip: Attachment
) -> None:
    sign(people, people.maria, [SQUATS])
    page = page_for(people, clip)
    in_programme, rest = page.split('<optgroup label="Other exercises">')
    assert '<option value="exercise:squat">' in in_programme
    assert '<option value="exercise:squat">' not in rest
    assert '<option value="test:' in rest
    assert "Decide nothing by it alone." in page
    tom = signed_in(people.tom.user)
    squat = tom.get("/therapist/clips/measure/?of=exercise:squat").json()
    assert Session(movement_from_json(squat["movement"]), Target()).measured is None
    assert squat["bands"]["side"] > 0
    told = tom.get("/therapist/clips/measure/?of=test:shoulder-flexion").json()
    assert TrialSession(protocol_from_json(told["protocol"])).measured is None
    for nothing in ("", "exercise:", "exercise:no-such", "test:squat", "exercise:test:x", "x" * 500):
        assert tom.get("/therapist/clips/measure/", {"of": nothing}).status_code == 404
    assert signed_in(people.maria.user).get("/therapist/clips/measure/?of=exercise:squat").status_code == 404


def test_every_choice_of_the_list_has_a_definition(people: People, clip: Attachment) -> None:
    tom, choices = (
        signed_in(people.tom.user),
        re.findall(r'value="((?:exercise|test):[^"]+)"', page_for(people, clip)),
    )
    assert len(choices) > 50
    for choice in choices:
        told = tom.get("/therapist/clips/measure/", {"of": choice}).json()
        assert ("movement" in told) is not ("protocol" in told)
        assert told["signal"]
