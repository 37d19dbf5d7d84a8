"""Stop 8, remember: one attempt becomes a row and an audit entry in one transaction. No rule lives here."""

from __future__ import annotations

from datetime import timedelta

from django.db import IntegrityError, transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.accounts.queries import is_owner
from unbrace.clinic.assessments.bounds import check_by_hand
from unbrace.clinic.assessments.models import Assessment, Attempt
from unbrace.clinic.assessments.queries import flags_of, offered
from unbrace.clinic.assessments.reading_numbers import by_hand_numbers
from unbrace.clinic.assessments.tests_of_function import tests_of_function
from unbrace.clinic.assessments.upload import AttemptUpload
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.questionnaires.queries import Allowed, safety_of
from unbrace.clinic.refused import Conflict, NotYours, Refused

OPEN_QUESTIONS = "open"
NOT_OFFERED = "caution"


def record_attempt(*, by: User, upload: AttemptUpload, in_a_visit: bool = False) -> tuple[Attempt, bool]:
    """Keep an attempt once, however often it is sent. The second value tells whether this call made the row.

    What was done on a device without a network is kept also when testing should have stopped meanwhile, or the
    assessment has ended: `came_in_under` says so. `in_a_visit`: the therapist looked on, which lifts no
    caution. Raises `NotYours` for anybody else's assessment, `Conflict` when the
    key came before with another content, `Refused` for a test that was not asked for.
    """
    if not is_owner(by, upload.owner):
        raise NotYours("This test was done by someone else on this device. It waits for them to sign in.")
    assessment = (
        Assessment.objects.filter(pk=upload.assessment, patient__user=by)
        .select_related("patient__user", "patient__clinic")
        .first()
    )
    if assessment is None:
        raise NotYours
    if (known := _known(assessment, upload)) is not None:
        return known, False
    if upload.test not in assessment.tests or upload.test not in tests_of_function():
        raise Refused("This test is not part of that assessment. Reload the page.", field="test")
    check_by_hand(tests_of_function()[upload.test], upload.by_hand)
    try:
        return _write(by, assessment, upload, in_a_visit), True
    except IntegrityError:  # the same key arrived twice at once, and the other one was first
        known = _known(assessment, upload)
        if known is None:
            raise
        return known, False


def _known(assessment: Assessment, upload: AttemptUpload) -> Attempt | None:
    attempt = Attempt.objects.filter(assessment=assessment, key=upload.key).first()
    if attempt is not None and attempt.body_hash != upload.body_hash:
        raise Conflict(
            "A different result was already kept under this key. Both are there: one here, one on your device.",
            field="key",
        )
    return attempt


@transaction.atomic
def _write(by: User, assessment: Assessment, upload: AttemptUpload, in_a_visit: bool) -> Attempt:
    received_at = clock.now()
    done_at = min(upload.done_at + timedelta(seconds=upload.device_clock_offset_s), received_at)
    test = tests_of_function()[upload.test]
    numbers = list(upload.numbers) or by_hand_numbers(test, dict(upload.by_hand))
    attempt = Attempt.objects.create(
        assessment=assessment,
        key=upload.key,
        body_hash=upload.body_hash,
        test=upload.test,
        content_version=upload.content_version,
        content_hash=upload.content_hash,
        outcome=upload.outcome,
        why=upload.why,
        how=upload.how,
        numbers=numbers,
        seen=upload.seen,
        engine_version=upload.seen["engine_version"] if upload.seen else "",
        pain_before=upload.pain_before,
        pain_after=upload.pain_after,
        ended=upload.ended,
        done_at=max(done_at, min(assessment.asked_at, received_at)),
        received_at=received_at,
        by=by,
        came_in_under=_hold(assessment, upload.test, in_a_visit),
    )
    write_down(
        by=by,
        deed="assessments.record_attempt",
        subject=attempt,
        clinic_id=assessment.patient.clinic_id,
        test=upload.test,
    )
    return attempt


def _hold(assessment: Assessment, test: str, in_a_visit: bool) -> str:
    """Why this should not have been done now, or nothing."""
    safety = safety_of(assessment.patient)
    if safety.allowed is not Allowed.ALL:
        return safety.urgency.code if safety.waiting else OPEN_QUESTIONS
    tests = offered(assessment, flags_of(assessment.patient), in_a_visit=in_a_visit)
    held = next(one for one in tests if one.test.id == test)
    return NOT_OFFERED if held.held_back else ""
