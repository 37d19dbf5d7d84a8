"""A therapist writes to a moment of a set: only whoever treats, only their own words, and the person learns of it."""

from __future__ import annotations

import pytest
from django.core import mail

from tests.people import People, sign, sit
from unbrace.clinic import clock
from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.exercise_sessions.actions import (
    change_comment,
    comment_on_moment,
    drop_comment,
    read_comments,
)
from unbrace.clinic.exercise_sessions.models import MomentComment, SetPerformed
from unbrace.clinic.exercise_sessions.replays import comments_of, moments_in, unread_comments_of
from unbrace.clinic.exercise_sessions.tasks import tell_of_comment_task
from unbrace.clinic.refused import NotYours, Refused

WORDS = "Lovely, slow way down."


@pytest.fixture
def performed(people: People) -> SetPerformed:
    session = sit(people.maria, sign(people, people.maria))
    return session.exercises.get().sets.all()[0]


@pytest.fixture
def comment(people: People, performed: SetPerformed) -> MomentComment:
    return comment_on_moment(
        by=people.tom.user, performed=performed, at_ms=5500, text=f" {WORDS}\n", joint="left_knee"
    )


def deeds() -> list[str]:
    return list(AuditEntry.objects.filter(deed__endswith="_comment").values_list("deed", flat=True))


def test_it_stands_at_its_moment_with_its_writer_and_is_audited_without_its_words(
    people: People, performed: SetPerformed, comment: MomentComment
) -> None:
    (found,) = comments_of(performed.exercise.session)
    assert (found.text, found.at_ms, found.joint, found.by) == (WORDS, 5500, "left_knee", people.tom.user)
    entry = AuditEntry.objects.get(deed="exercise_sessions.comment_on_moment")
    assert entry.subject_id == str(comment.pk)
    assert WORDS not in str(entry.details)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"text": "  "}, "text"),
        ({"text": "x" * 501}, "text"),
        ({"at_ms": -1}, "at"),
        ({"at_ms": 60_001}, "at"),
        ({"joint": "tail"}, "joint"),
    ],
)
def test_what_cannot_be_kept_is_refused_beside_its_field(
    people: People, performed: SetPerformed, said: dict[str, object], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        comment_on_moment(
            by=people.tom.user,
            performed=performed,
            **{"at_ms": 0, "text": WORDS, **said},  # type: ignore[arg-type]
        )
    assert refused.value.field == field
    assert not MomentComment.objects.exists()


def test_500_letters_fit(people: People, performed: SetPerformed) -> None:
    assert comment_on_moment(by=people.tom.user, performed=performed, at_ms=60_000, text="x" * 500)


def test_a_tapped_set_has_no_moments(people: People, performed: SetPerformed) -> None:
    performed.seen = None
    with pytest.raises(Refused, match="did not see"):
        comment_on_moment(by=people.tom.user, performed=performed, at_ms=0, text=WORDS)


def test_nobody_writes_to_care_that_has_ended(people: People, performed: SetPerformed) -> None:
    people.maria.ended_at = clock.now()
    people.maria.save()
    performed = SetPerformed.objects.get(pk=performed.pk)
    with pytest.raises(NotYours):
        comment_on_moment(by=people.tom.user, performed=performed, at_ms=0, text=WORDS)


def test_changed_words_are_new_again(people: People, comment: MomentComment) -> None:
    session = comment.performed.exercise.session
    assert read_comments(by=people.maria.user, session=session) == 1
    assert unread_comments_of(people.maria) == 0
    changed = change_comment(by=people.tom.user, comment=comment, text="Slower still.")
    assert (changed.text, changed.changed_at is None) == ("Slower still.", False)
    assert unread_comments_of(people.maria) == 1
    assert deeds() == ["exercise_sessions.change_comment"]


def test_the_same_words_again_change_nothing(people: People, comment: MomentComment) -> None:
    read_comments(by=people.maria.user, session=comment.performed.exercise.session)
    change_comment(by=people.tom.user, comment=comment, text=WORDS)
    assert unread_comments_of(people.maria) == 0


def test_taken_back_it_is_gone_and_the_audit_knows(people: People, comment: MomentComment) -> None:
    drop_comment(by=people.tom.user, comment=comment)
    assert not MomentComment.objects.exists()
    entry = AuditEntry.objects.get(deed="exercise_sessions.drop_comment")
    assert entry.details == {"was_read": False}
    with pytest.raises(NotYours):
        drop_comment(by=people.tom.user, comment=comment)


def test_a_colleague_writes_their_own_and_leaves_someone_elses_alone(
    people: People, comment: MomentComment
) -> None:
    with pytest.raises(NotYours):
        change_comment(by=people.theo.user, comment=comment, text="No.")
    with pytest.raises(NotYours):
        drop_comment(by=people.theo.user, comment=comment)
    assert comment_on_moment(by=people.theo.user, performed=comment.performed, at_ms=1, text="Mine.")


def test_reading_is_noted_once(people: People, comment: MomentComment) -> None:
    session = comment.performed.exercise.session
    assert moments_in([session]) == {session.pk: (0, 1, 1)}
    assert [read_comments(by=people.maria.user, session=session) for _ in range(2)] == [1, 0]
    assert moments_in([session]) == {session.pk: (0, 1, 0)}
    assert AuditEntry.objects.filter(deed="exercise_sessions.read_comments").count() == 1


def test_the_person_is_told_that_something_is_there_and_not_what(
    people: People, comment: MomentComment
) -> None:
    assert tell_of_comment_task.func(comment_id=str(comment.pk)) == 1
    (sent,) = mail.outbox
    assert sent.to == ["maria@example.org"]
    for word in (WORDS, "squat", "exercise", "knee", "Tom"):
        assert word.lower() not in f"{sent.subject} {sent.body}".lower()


def test_nobody_is_told_twice_nor_of_what_they_have_read(people: People, comment: MomentComment) -> None:
    second = comment_on_moment(by=people.tom.user, performed=comment.performed, at_ms=1, text="And this.")
    assert tell_of_comment_task.func(comment_id=str(second.pk)) == 0
    read_comments(by=people.maria.user, session=comment.performed.exercise.session)
    assert tell_of_comment_task.func(comment_id=str(comment.pk)) == 0
