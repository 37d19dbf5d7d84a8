"""One's own session looked at again, with what the therapist wrote where it was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.doors import holds_nothing_of_maria, nothing_leaks, signed_in
from tests.people import sign
from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.exercise_sessions.actions import (
    allow_traces,
    comment_on_moment,
    forbid_traces,
    withdraw_session,
)
from unbrace.clinic.exercise_sessions.models import MomentComment, SetPerformed
from unbrace.clinic.exercise_sessions.tests.test_replays import FILMED, squatted

if TYPE_CHECKING:
    from tests.people import People
    from unbrace.clinic.exercise_sessions.models import ExerciseSession

WORDS = "Lovely slow way down."


@pytest.fixture
def session(people: People) -> ExerciseSession:
    consent = allow_traces(by=people.maria.user, patient=people.maria)
    return squatted(people.maria, sign(people, people.maria), consent)


@pytest.fixture
def comment(people: People, session: ExerciseSession) -> MomentComment:
    one = SetPerformed.objects.get(exercise__session=session)
    return comment_on_moment(by=people.tom.user, performed=one, at_ms=3500, text=WORDS, joint="left_knee")


def history(people: People) -> str:
    return str(signed_in(people.maria.user).get("/history/").content.decode())


def opened(people: People, session: ExerciseSession, more: str = "") -> str:
    return str(signed_in(people.maria.user).get(f"/history/{session.pk}/{more}").content.decode())


def test_the_history_says_that_there_are_new_words_until_they_are_read(
    people: People, session: ExerciseSession, comment: MomentComment
) -> None:
    assert "new words for you" in history(people)
    page = opened(people, session)
    assert WORDS in page
    assert "Tom" in page
    assert "&quot;from&quot;:3500" in page
    assert "&quot;joint&quot;:&quot;left_knee&quot;" in page
    assert "new words for you" not in history(people)
    assert "Your therapist wrote to a moment" in history(people)


def test_today_says_so_too_until_they_are_read(
    people: People, session: ExerciseSession, comment: MomentComment
) -> None:
    maria = signed_in(people.maria.user)
    assert "wrote to 1 moment of your sessions" in maria.get("/").content.decode()
    opened(people, session)
    assert "of your sessions" not in maria.get("/").content.decode()


def test_without_words_there_is_the_figure_alone(people: People, session: ExerciseSession) -> None:
    assert "See it move" in history(people)
    page = opened(people, session)
    assert page.count("<canvas") == 1
    assert "From your therapist" not in page
    assert "&quot;from&quot;" not in page


def test_looking_at_it_by_head_reads_nothing(
    people: People, session: ExerciseSession, comment: MomentComment
) -> None:
    signed_in(people.maria.user).head(f"/history/{session.pk}/")
    comment.refresh_from_db()
    assert comment.read_at is None


def test_ones_own_movement_is_ones_own_to_see(people: People, session: ExerciseSession) -> None:
    one = SetPerformed.objects.get(exercise__session=session)
    answer = signed_in(people.maria.user).get(f"/history/sets/{one.pk}/trace/")
    assert answer.content == FILMED
    assert "no-store" in answer.headers["Cache-Control"]
    assert not AuditEntry.objects.filter(deed="exercise_sessions.replay_session").exists()


def test_when_the_movement_is_deleted_the_words_stay(
    people: People, session: ExerciseSession, comment: MomentComment
) -> None:
    forbid_traces(by=people.maria.user, patient=people.maria)
    page = opened(people, session)
    assert WORDS in page
    assert "The words stay" in page
    assert "<canvas" not in page
    assert "Show this moment" not in page


def test_a_session_taken_out_is_not_shown(people: People, session: ExerciseSession) -> None:
    withdraw_session(by=people.maria.user, session=session)
    assert signed_in(people.maria.user).get(f"/history/{session.pk}/").status_code == 404


def test_someone_else_is_told_there_is_nothing_here(
    people: People, session: ExerciseSession, comment: MomentComment
) -> None:
    nothing_leaks(people, f"/history/{session.pk}/", None, WORDS)
    nothing_leaks(people, f"/history/sets/{comment.performed_id}/trace/", None, "UBTRACE")
    comment.refresh_from_db()
    assert comment.read_at is None
    tom = signed_in(people.tom.user).get(f"/history/{session.pk}/")
    assert tom.status_code in (302, 404)
    holds_nothing_of_maria(people, tom, "her therapist at the patients' door")
