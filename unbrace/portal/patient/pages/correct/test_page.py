"""A log can be corrected; what was there before stays on record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.doors import nothing_leaks, reviews_asked_for, signed_in
from tests.people import sign, sit
from unbrace.clinic.exercise_sessions.actions import withdraw_session
from unbrace.clinic.exercise_sessions.queries import pain_before_of, session_of, tally_of

if TYPE_CHECKING:
    from tests.people import People
    from unbrace.clinic.exercise_sessions.models import ExerciseSession


@pytest.fixture
def session(people: People) -> ExerciseSession:
    """One session with squats: pain 2, effort 4, nothing claimed."""
    return sit(people.maria, sign(people, people.maria))


def said(session: ExerciseSession, **new: str) -> dict[str, str]:
    """The form as it stands, with some answers changed."""
    key = str(session.exercises.get().pk)
    form = {"pain_before": "2", "pain": "2", "effort": "4", "claimed": "0"} | new
    return {name if name == "pain_before" else f"{name}-{key}": value for name, value in form.items()}


def send(people: People, session: ExerciseSession, **new: str) -> Any:
    return signed_in(people.maria.user).post(f"/history/{session.pk}/correct/", said(session, **new))


def test_the_form_shows_what_counts_now(people: People, session: ExerciseSession) -> None:
    page = signed_in(people.maria.user).get(f"/history/{session.pk}/correct/").content.decode()
    assert 'name="pain_before" value="2" checked' in page
    assert "The camera counted 16." in page


def test_numbers_are_said_anew_and_nought_is_kept(people: People, session: ExerciseSession) -> None:
    assert send(people, session, pain="0", effort="7", claimed="3", pain_before="1").status_code == 302
    now = session_of(people.maria, session.pk)
    tally = tally_of(now.exercises.all()[0])
    assert (tally.pain, tally.effort, tally.claimed_reps, pain_before_of(now)) == (0, 7, 3, 1)


def test_the_rules_look_again_at_what_was_corrected(people: People, session: ExerciseSession) -> None:
    send(people, session)
    assert reviews_asked_for() == set()  # nothing was said anew
    send(people, session, pain="9")
    assert reviews_asked_for() == {str(session.pk)}


def test_an_answer_can_be_taken_back(people: People, session: ExerciseSession) -> None:
    send(people, session, pain="skip")
    assert tally_of(session_of(people.maria, session.pk).exercises.all()[0]).pain is None


def test_nothing_changed_is_no_correction(people: People, session: ExerciseSession) -> None:
    send(people, session)
    assert session.corrections.count() == 0


@pytest.mark.parametrize(
    ("field", "value"),
    [("claimed", "many"), ("claimed", "-1"), ("claimed", "9" * 5000), ("pain", "11"), ("effort", "")],
)
def test_what_cannot_be_read_saves_nothing_at_all(
    people: People, session: ExerciseSession, field: str, value: str
) -> None:
    response = send(people, session, **{"pain_before": "5", field: value})
    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()
    assert session.corrections.count() == 0


def test_a_session_taken_out_is_put_back_first(people: People, session: ExerciseSession) -> None:
    withdraw_session(by=people.maria.user, session=session)
    assert signed_in(people.maria.user).get(f"/history/{session.pk}/correct/").status_code == 404


def test_someone_else_can_neither_read_nor_correct(people: People, session: ExerciseSession) -> None:
    nothing_leaks(people, f"/history/{session.pk}/correct/", None, str(session.pk))
    nothing_leaks(people, f"/history/{session.pk}/correct/", said(session, pain="9"))
    assert session.corrections.count() == 0
