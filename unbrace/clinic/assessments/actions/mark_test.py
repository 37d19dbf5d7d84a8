from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from uuid import UUID

from django.db import IntegrityError, transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.assessments.bounds import check_by_camera, check_by_hand
from unbrace.clinic.assessments.models import (
    BY_A_THERAPIST,
    LONGEST_NOTE,
    Assessment,
    Attempt,
    How,
    Outcome,
    WhyNot,
)
from unbrace.clinic.assessments.reading_numbers import by_hand_numbers, camera_numbers
from unbrace.clinic.assessments.tests_of_function import tests_of_function
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.patients.access import require_care
from unbrace.clinic.refused import Conflict, Refused


@dataclass(frozen=True)
class Marked:
    """What a therapist saw or measured. `key` was made with the form: pressed twice, it is kept once."""

    key: UUID
    outcome: str
    how: str
    by_hand: Mapping[str, float]
    why: str = ""
    pain_before: int | None = None
    pain_after: int | None = None
    ended: str = ""
    note: str = ""


def mark_test(*, by: User, assessment: Assessment, test: str, marked: Marked) -> Attempt:
    """A therapist's own value beside what a device measured; it counts before it. How it was taken is always said."""
    require_care(by, assessment.patient, Permission.PRESCRIBE)
    _check(assessment, test, marked)
    body_hash = hashlib.sha256(json.dumps(asdict(marked), sort_keys=True, default=str).encode()).hexdigest()
    if (known := _known(assessment, marked, body_hash)) is not None:
        return known
    try:
        return _write(by, assessment, test, marked, body_hash)
    except IntegrityError:
        known = _known(assessment, marked, body_hash)
        if known is None:
            raise
        return known


def _check(assessment: Assessment, test: str, marked: Marked) -> None:
    if test not in assessment.tests or test not in tests_of_function():
        raise Refused("This test is not part of the assessment.", field="test")
    if marked.how not in [one.value for one in BY_A_THERAPIST]:
        raise Refused("Say how it was taken.", field="how")
    if marked.outcome not in Outcome.values:
        raise Refused("Say what became of the test.", field="outcome")
    if marked.outcome == Outcome.MEASURED and not marked.by_hand:
        raise Refused("Write the number, or say that the test was not seen or not done.", field="by_hand")
    if marked.outcome != Outcome.MEASURED and marked.by_hand:
        raise Refused("A test that was not measured has no number. Take it out.", field="by_hand")
    if marked.outcome == Outcome.NOT_DONE and marked.why not in WhyNot.values:
        raise Refused("Say why it was not done.", field="why")
    for field in ("pain_before", "pain_after"):
        pain = getattr(marked, field)
        if pain is not None and not 0 <= pain <= 10:
            raise Refused("Choose a number from 0 to 10.", field=field)
    if len(marked.note) > LONGEST_NOTE:
        raise Refused(f"Use at most {LONGEST_NOTE} letters.", field="note")
    check = check_by_camera if marked.how == How.VIDEO_CAMERA else check_by_hand
    check(tests_of_function()[test], marked.by_hand)


def _known(assessment: Assessment, marked: Marked, body_hash: str) -> Attempt | None:
    attempt = Attempt.objects.filter(assessment=assessment, key=marked.key).first()
    if attempt is not None and attempt.body_hash != body_hash:
        raise Conflict("Another value was kept from this form. Reload the page to add this one.", field="key")
    return attempt


@transaction.atomic
def _write(by: User, assessment: Assessment, test: str, marked: Marked, body_hash: str) -> Attempt:
    content = tests_of_function()[test]
    numbers_of = camera_numbers if marked.how == How.VIDEO_CAMERA else by_hand_numbers
    now = clock.now()
    attempt = Attempt.objects.create(
        assessment=assessment,
        key=marked.key,
        body_hash=body_hash,
        test=test,
        content_version=content.version,
        content_hash=content.content_hash,
        outcome=marked.outcome,
        why=marked.why if marked.outcome == Outcome.NOT_DONE else "",
        how=marked.how,
        numbers=numbers_of(content, dict(marked.by_hand)),
        pain_before=marked.pain_before,
        pain_after=marked.pain_after,
        ended=marked.ended,
        note=marked.note.strip(),
        done_at=now,
        received_at=now,
        by=by,
    )
    write_down(
        by=by,
        deed="assessments.mark_test",
        subject=attempt,
        clinic_id=assessment.patient.clinic_id,
        test=test,
    )
    return attempt
