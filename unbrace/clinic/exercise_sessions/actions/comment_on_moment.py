from __future__ import annotations

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.exercise_sessions.models import MOST_LETTERS, Joint, MomentComment, SetPerformed
from unbrace.clinic.exercise_sessions.tasks import tell_of_comment_task
from unbrace.clinic.patients.access import require_care
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.refused import NotYours, Refused


@transaction.atomic
def comment_on_moment(
    *, by: User, performed: SetPerformed, at_ms: int, text: str, joint: str = ""
) -> MomentComment:
    """A therapist writes to the person about one moment of a set, who reads it there and is told that it is there.

    Only about what the camera saw: there is no moment in a set that was tapped.
    """
    patient = performed.exercise.session.patient
    _require_carer(by, patient)
    comment = MomentComment.objects.create(
        performed=performed,
        at_ms=_moment(performed, at_ms),
        joint=_joint(joint),
        text=_words(text),
        by=by,
    )
    _note(by, "exercise_sessions.comment_on_moment", comment, patient)
    transaction.on_commit(lambda: tell_of_comment_task.enqueue(comment_id=str(comment.pk)))
    return comment


@transaction.atomic
def change_comment(*, by: User, comment: MomentComment, text: str) -> MomentComment:
    """Put one's own words right. Who had read them has not read these."""
    current = _own(by, comment)
    words = _words(text)
    if words == current.text:
        return current
    current.text, current.changed_at, current.read_at = words, clock.now(), None
    current.save(update_fields=["text", "changed_at", "read_at"])
    _note(by, "exercise_sessions.change_comment", current, current.performed.exercise.session.patient)
    return current


@transaction.atomic
def drop_comment(*, by: User, comment: MomentComment) -> None:
    """Take one's own words back: they are gone for good; the audit keeps that there were some, and whether read."""
    current = _own(by, comment)
    _note(
        by,
        "exercise_sessions.drop_comment",
        current,
        current.performed.exercise.session.patient,
        was_read=current.read_at is not None,
    )
    current.delete()


def _own(by: User, comment: MomentComment) -> MomentComment:
    """The comment, waiting for whoever changes it at the same time. Only its writer, and only while they treat here."""
    current = (
        MomentComment.objects.select_for_update(of=("self",))
        .select_related("performed__exercise__session__patient__clinic")
        .filter(pk=comment.pk)
        .first()
    )
    if current is None or current.by_id != by.pk:
        raise NotYours
    _require_carer(by, current.performed.exercise.session.patient)
    return current


def _require_carer(by: User, patient: Patient) -> None:
    require_care(by, patient, Permission.ANSWER_MESSAGES)
    if patient.ended_at is not None or patient.user_id == by.pk:
        raise NotYours


def _moment(performed: SetPerformed, at_ms: int) -> int:
    if performed.seen is None:
        raise Refused("The camera did not see this set, so there is no moment to write to.", field="at")
    if not 0 <= at_ms <= performed.seen["duration_ms"]:
        raise Refused("Choose a moment within the set.", field="at")
    return at_ms


def _joint(joint: str) -> str:
    if joint and joint not in Joint.values:
        raise Refused("Choose a part of the body from the list, or none.", field="joint")
    return joint


def _words(text: str) -> str:
    text = text.strip().replace("\r\n", "\n").replace("\x00", "")
    if not text:
        raise Refused("Write a few words first.", field="text")
    if len(text) > MOST_LETTERS:
        raise Refused(f"That is too long. Use at most {MOST_LETTERS} letters.", field="text")
    return text


def _note(by: User, deed: str, comment: MomentComment, patient: Patient, **details: bool) -> None:
    write_down(by=by, deed=deed, subject=comment, clinic_id=patient.clinic_id, **details)
