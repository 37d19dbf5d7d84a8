"""Stop 8, remember: one session becomes rows and an audit entry in one transaction. No rule lives here."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.accounts.queries import is_owner
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.exercise_sessions.dating import date_session
from unbrace.clinic.exercise_sessions.fits import check_against
from unbrace.clinic.exercise_sessions.models import (
    DatedBy,
    ExercisePerformed,
    ExerciseSession,
    SafetyHold,
    SetPerformed,
)
from unbrace.clinic.exercise_sessions.upload import ExerciseUpload, SessionUpload, SetUpload
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import require_self
from unbrace.clinic.programmes.models import Prescription, ProgrammeVersion
from unbrace.clinic.programmes.queries import version_done_by
from unbrace.clinic.questionnaires.queries import Allowed, safety_of
from unbrace.clinic.refused import Conflict, NotYours, Refused


def record_session(
    *, by: User, upload: SessionUpload, patient: Patient | None = None
) -> tuple[ExerciseSession, bool]:
    """Keep a session once, however often it is sent. The second value tells whether this call made the row.

    The programme version is the one the device had, and says whose care the work belongs to: while the phone was
    offline the therapist may have signed a newer one, or this person may have joined another clinic, or left one.
    `patient` is the care they are in now, where the caller knows of one; it has to be their own.

    Raises `NotYours` when the work belongs to someone else, `Conflict` when the key came before with another
    content, `Refused` when an exercise is not part of that version.
    """
    if patient is not None:
        require_self(by, patient)
    if not is_owner(by, upload.owner):
        raise NotYours("This session was done by someone else on this device. It waits for them to sign in.")
    if (known := _known(by, upload)) is not None:
        return known, False
    version = version_done_by(by, upload.programme_version)
    prescriptions = _prescriptions(version, upload)
    try:
        return _write(by, version.programme.patient, version, prescriptions, upload), True
    except IntegrityError:  # the same key arrived twice at once, and the other one was first
        known = _known(by, upload)
        if known is None:
            raise
        return known, False


def _known(by: User, upload: SessionUpload) -> ExerciseSession | None:
    session = ExerciseSession.objects.filter(patient__user=by, key=upload.key).first()
    if session is not None and session.body_hash != upload.body_hash:
        raise Conflict(
            "A different session was already saved under this key. Both are kept: one here, one on your device.",
            field="key",
        )
    return session


def _prescriptions(version: ProgrammeVersion, upload: SessionUpload) -> dict[object, Prescription]:
    known: dict[object, Prescription] = {p.pk: p for p in version.prescriptions.all()}
    for index, exercise in enumerate(upload.exercises):
        prescription = known.get(exercise.prescription)
        if prescription is None:
            raise Refused(
                "This exercise is not part of that programme version. Reload the page to get today's plan.",
                field=f"exercises[{index}].prescription",
            )
        check_against(prescription, exercise, f"exercises[{index}]")
    return known


@transaction.atomic
def _write(
    by: User,
    patient: Patient,
    version: ProgrammeVersion,
    prescriptions: dict[object, Prescription],
    upload: SessionUpload,
) -> ExerciseSession:
    received_at = clock.now()
    dated = date_session(
        upload.started_at, upload.ended_at, upload.device_clock_offset_s, version.signed_at, received_at
    )
    session = ExerciseSession.objects.create(
        patient=patient,
        programme_version=version,
        key=upload.key,
        body_hash=upload.body_hash,
        started_at=dated.started_at,
        ended_at=dated.ended_at,
        dated_by=DatedBy.DEVICE if dated.by_device else DatedBy.BOUNDS,
        claimed_started_at=upload.started_at,
        claimed_ended_at=upload.ended_at,
        device_clock_offset_s=upload.device_clock_offset_s,
        received_at=received_at,
        time_zone=upload.time_zone,
        pain_before=upload.pain_before,
        came_in_under=_hold(patient),
    )
    for exercise in upload.exercises:
        _write_exercise(session, prescriptions[exercise.prescription], exercise)
    write_down(
        by=by,
        deed="exercise_sessions.record_session",
        subject=session,
        clinic_id=patient.clinic_id,
        exercises=len(upload.exercises),
    )
    return session


def _hold(patient: Patient) -> str:
    """Why exercise is stopped for safety now, or nothing."""
    safety = safety_of(patient)
    if safety.allowed is Allowed.ALL:
        return ""
    return safety.urgency.code if safety.waiting else SafetyHold.OPEN


def _write_exercise(session: ExerciseSession, prescription: Prescription, upload: ExerciseUpload) -> None:
    performed = ExercisePerformed.objects.create(
        session=session,
        prescription=prescription,
        skipped=upload.skipped,
        mode=upload.mode,
        pain=upload.pain,
        effort=upload.effort,
    )
    SetPerformed.objects.bulk_create(_set(performed, one) for one in upload.sets)


def _set(performed: ExercisePerformed, upload: SetUpload) -> SetPerformed:
    seen = upload.seen
    return SetPerformed(
        exercise=performed,
        number=upload.number,
        side=upload.side,
        seen=seen.to_json() if seen else None,
        seen_reps=seen.counts.full if seen else 0,
        seen_partial=seen.counts.partial if seen else 0,
        seen_hold_s=max((hold.held_s for hold in seen.holds), default=0.0) if seen else 0.0,
        claimed_reps=upload.claimed_reps,
        claimed_hold_s=upload.claimed_hold_s,
    )
