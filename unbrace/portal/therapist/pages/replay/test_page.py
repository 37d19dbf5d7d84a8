"""A session looked at again at the therapist's door: the figure's address, its reasons, and words to a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.doors import nothing_leaks, signed_in
from tests.people import sign, sit
from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.exercise_sessions.actions import (
    allow_traces,
    comment_on_moment,
    forbid_traces,
    withdraw_session,
)
from unbrace.clinic.exercise_sessions.models import MomentComment, MovementTrace, SetPerformed
from unbrace.clinic.exercise_sessions.tests.test_replays import FILMED, squatted

if TYPE_CHECKING:
    from tests.people import People
    from unbrace.clinic.exercise_sessions.models import ExerciseSession


@pytest.fixture
def session(people: People) -> ExerciseSession:
    consent = allow_traces(by=people.maria.user, patient=people.maria)
    return squatted(people.maria, sign(people, people.maria), consent)


def the_set(session: ExerciseSession) -> SetPerformed:
    return SetPerformed.objects.get(exercise__session=session)


def place(people: People, session: ExerciseSession, more: str = "") -> str:
    return f"/therapist/patients/{people.maria.pk}/sessions/{session.pk}/{more}"


def part(people: People, one: SetPerformed, what: str) -> str:
    return f"/therapist/patients/{people.maria.pk}/sets/{one.pk}/{what}/"


def page_for(people: People, session: ExerciseSession, more: str = "", who: Any = None) -> str:
    return str(signed_in(who or people.tom.user).get(place(people, session, more)).content.decode())


def test_it_shows_the_figure_its_repetitions_and_where_to_write(
    people: People, session: ExerciseSession
) -> None:
    page = page_for(people, session)
    assert part(people, the_set(session), "trace") in page
    assert page.count("<canvas") == 1
    assert page.count("<td>full</td>") == 4
    assert "Write to a moment" in page
    assert place(people, session) in page_for_patient(people)


def page_for_patient(people: People) -> str:
    return str(signed_in(people.tom.user).get(f"/therapist/patients/{people.maria.pk}/").content.decode())


def test_the_movement_comes_as_it_was_kept_and_the_look_is_written_down(
    people: People, session: ExerciseSession
) -> None:
    answer = signed_in(people.tom.user).get(part(people, the_set(session), "trace"))
    assert (answer.content, answer.headers["Content-Type"]) == (FILMED, "application/octet-stream")
    assert "no-store" in answer.headers["Cache-Control"]
    assert AuditEntry.objects.get(deed="exercise_sessions.replay_session").by_id == people.tom.user.pk


def test_the_curve_comes_measured(people: People, session: ExerciseSession) -> None:
    answer = signed_in(people.tom.user).get(part(people, the_set(session), "curve"))
    assert answer.json()["counts"] == {"full": 4, "partial": 0}


def test_a_long_set_is_measured_beside_the_request(people: People, session: ExerciseSession) -> None:
    MovementTrace.objects.update(frames=30_000, curve=None)
    assert signed_in(people.tom.user).get(part(people, the_set(session), "curve")).status_code == 202


def test_beside_an_earlier_set(people: People, session: ExerciseSession) -> None:
    consent = people.maria.trace_consents.get()
    before = the_set(squatted(people.maria, session.programme_version, consent, days_ago=4))
    assert f'<option value="{before.pk}">' in page_for(people, session)
    page = page_for(people, session, f"?beside={before.pk}")
    assert page.count("<canvas") == 2
    assert part(people, before, "trace") in page


@pytest.mark.parametrize(
    "asked", ["?set=x", "?beside=x", "?at=x", "?at=nan", "?at=-1", "?at=1e300", "?set=%00"]
)
def test_what_is_not_understood_is_as_if_not_asked(
    people: People, session: ExerciseSession, asked: str
) -> None:
    assert page_for(people, session, asked).count("<canvas") == 1


def test_after_a_no_the_page_says_so_kindly_and_keeps_the_numbers(
    people: People, session: ExerciseSession
) -> None:
    forbid_traces(by=people.maria.user, patient=people.maria)
    page = page_for(people, session)
    assert "That is theirs to decide" in page
    assert "<canvas" not in page
    assert page.count("<td>full</td>") == 4
    assert signed_in(people.tom.user).get(part(people, the_set(session), "trace")).status_code == 404
    assert signed_in(people.tom.user).get(part(people, the_set(session), "curve")).status_code == 404


def test_a_set_that_was_tapped_or_not_kept_says_why(people: People) -> None:
    session = sit(people.maria, sign(people, people.maria))
    allow_traces(by=people.maria.user, patient=people.maria)
    assert "was not kept" in page_for(people, session)
    forbid_traces(by=people.maria.user, patient=people.maria)
    assert "That is theirs to decide" in page_for(people, session)


def write(people: People, session: ExerciseSession, **said: str) -> Any:
    address = place(people, session, f"sets/{the_set(session).pk}/comment/")
    return signed_in(people.tom.user).post(
        address, {"at": "3.5", "text": "Slow and good.", "joint": "left_knee"} | said
    )


def test_words_to_a_moment_are_kept_changed_and_taken_back(people: People, session: ExerciseSession) -> None:
    done = write(people, session)
    comment = MomentComment.objects.get()
    assert (comment.at_ms, comment.joint, comment.text) == (3500, "left_knee", "Slow and good.")
    assert done.url.endswith(f"at=3.5#moment-{comment.pk}")
    page = page_for(people, session)
    assert "Slow and good." in page
    assert "not read yet" in page
    client, base = signed_in(people.tom.user), f"/therapist/patients/{people.maria.pk}/moments/{comment.pk}"
    client.post(f"{base}/change/", {"text": "Slower still."})
    assert "Slower still." in page_for(people, session)
    assert (
        client.post(f"{base}/change/", {"text": " "}, follow=True).content.decode().count("Write a few words")
    )
    client.post(f"{base}/take-back/")
    assert "Slower still." not in page_for(people, session)


@pytest.mark.parametrize(
    "said", [{"at": "x"}, {"at": "inf"}, {"at": "99999"}, {"text": ""}, {"joint": "tail"}]
)
def test_what_cannot_be_kept_comes_back_with_its_words(
    people: People, session: ExerciseSession, said: dict[str, str]
) -> None:
    refused = write(people, session, **said)
    assert refused.status_code == 422
    assert 'role="alert"' in refused.content.decode()
    assert not MomentComment.objects.exists()


def test_a_colleague_reads_and_cannot_change_someone_elses_words(
    people: People, session: ExerciseSession
) -> None:
    comment = comment_on_moment(by=people.tom.user, performed=the_set(session), at_ms=1, text="Mine.")
    page = page_for(people, session, who=people.theo.user)
    assert "Mine." in page
    assert "/change/" not in page
    base = f"/therapist/patients/{people.maria.pk}/moments/{comment.pk}"
    for deed in ("change", "take-back"):
        assert signed_in(people.theo.user).post(f"{base}/{deed}/", {"text": "x"}).status_code == 404


def test_someone_else_is_told_there_is_nothing_here(people: People, session: ExerciseSession) -> None:
    one = the_set(session)
    comment = comment_on_moment(by=people.tom.user, performed=one, at_ms=1, text="A Secret Word")
    nothing_leaks(people, place(people, session), None, "A Secret Word")
    nothing_leaks(people, part(people, one, "trace"), None, "UBTRACE")
    nothing_leaks(people, part(people, one, "curve"), None, "times_ms")
    nothing_leaks(people, place(people, session, f"sets/{one.pk}/comment/"), {"at": "1", "text": "x"})
    for deed in ("change", "take-back"):
        nothing_leaks(
            people, f"/therapist/patients/{people.maria.pk}/moments/{comment.pk}/{deed}/", {"text": "x"}
        )
    comment.refresh_from_db()
    assert comment.text == "A Secret Word"


def test_someone_else_cannot_reach_it_through_their_own_patient(
    people: People, session: ExerciseSession
) -> None:
    ines, base = signed_in(people.ines.user), f"/therapist/patients/{people.victor.pk}"
    for address in (f"{base}/sessions/{session.pk}/", f"{base}/sets/{the_set(session).pk}/trace/"):
        assert ines.get(address).status_code == 404
    tom, jonas = signed_in(people.tom.user), f"/therapist/patients/{people.jonas.pk}"
    assert tom.get(f"{jonas}/sets/{the_set(session).pk}/trace/").status_code == 404


def test_the_office_does_not_look(people: People, session: ExerciseSession) -> None:
    assert signed_in(people.olga.user).get(place(people, session)).status_code == 404
    assert signed_in(people.olga.user).get(part(people, the_set(session), "trace")).status_code == 404


def test_a_session_taken_out_is_not_there(people: People, session: ExerciseSession) -> None:
    withdraw_session(by=people.maria.user, session=session)
    assert signed_in(people.tom.user).get(place(people, session)).status_code == 404
