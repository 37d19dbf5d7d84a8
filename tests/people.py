"""Two clinics and everybody a test of access needs: the own, the other's, the one who left, the office, nobody.

Riverside: olga (office), tom and theo (therapists), fred (a therapist who left), maria and jonas (patients)
Hilltop:   hanna (office), ines (therapist), victor (patient)

The patients have answered their first safety screen with no.
"""

from __future__ import annotations

import copy
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

from django.apps import apps
from django.db.models import Model
from PIL import Image

from unbrace.cli.demo_clinic.screens import say as say
from unbrace.cli.demo_clinic.screens import screened as screened
from unbrace.cli.demo_clinic.way_in import answers_for as answers_for
from unbrace.cli.demo_clinic.way_in import tells as tells
from unbrace.cli.demo_clinic.way_in import tells_and_sends as tells_and_sends
from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.accounts.queries import owner_mark
from unbrace.clinic.care_teams.models import Clinic, Membership
from unbrace.clinic.conversations import kept_files
from unbrace.clinic.conversations.actions import File
from unbrace.clinic.conversations.models import Attachment, Message
from unbrace.clinic.exercise_films.models import ExerciseFilm
from unbrace.clinic.exercise_sessions.actions import record_session
from unbrace.clinic.exercise_sessions.models import ExerciseSession
from unbrace.clinic.exercise_sessions.upload import SCHEMA, parse_upload
from unbrace.clinic.patients.actions import accept_invitation, invite_patient
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import today_of
from unbrace.clinic.programmes.actions import PrescriptionDraft, prescribe
from unbrace.clinic.programmes.models import OwnExercise, Prescription, ProgrammeVersion
from unbrace.clinic.programmes.queries import newest_text
from unbrace.clinic.reports.actions import NotedYes
from unbrace.clinic.reports.models import Report
from unbrace.rehab.approvals import ALWAYS

ZONE = "Europe/Berlin"
SQUATS = PrescriptionDraft("squat", sets=2, reps=8)
#: A therapist who says yes by name to whatever a change needs it for.
EVERY_CONDITION = frozenset(asks.__name__ for asks in ALWAYS)
BRIDGES = PrescriptionDraft("glute-bridge", sets=2, reps=8, hold_s=3.0)


@dataclass(frozen=True)
class People:
    riverside: Clinic
    hilltop: Clinic
    olga: Membership
    tom: Membership
    theo: Membership
    fred: Membership
    hanna: Membership
    ines: Membership
    maria: Patient
    jonas: Patient
    victor: Patient
    lone: User

    @property
    def strangers(self) -> dict[str, User]:
        """Everybody who has no business with Maria."""
        return {
            "another patient of her clinic": self.jonas.user,
            "a therapist of another clinic": self.ines.user,
            "the office of another clinic": self.hanna.user,
            "a patient of another clinic": self.victor.user,
            "a therapist who left": self.fred.user,
            "someone in no clinic": self.lone,
        }


def gather() -> People:
    with clock.set_to(clock.now() - timedelta(days=60)):
        riverside = Clinic.objects.create(name="Riverside", time_zone=ZONE)
        hilltop = Clinic.objects.create(name="Hilltop", time_zone=ZONE)
        tom, ines = _member(riverside, "tom", "therapist"), _member(hilltop, "ines", "therapist")
        fred = _member(riverside, "fred", "therapist")
        fred.ended_at = clock.now() + timedelta(days=1)
        fred.save()
        people = People(
            riverside=riverside,
            hilltop=hilltop,
            olga=_member(riverside, "olga", "office"),
            tom=tom,
            theo=_member(riverside, "theo", "therapist"),
            fred=fred,
            hanna=_member(hilltop, "hanna", "office"),
            ines=ines,
            maria=_patient(tom, "maria"),
            jonas=_patient(tom, "jonas"),
            victor=_patient(ines, "victor"),
            lone=_user("lone"),
        )
    for patient in (people.maria, people.jonas, people.victor):
        screened(patient)
    return people


@dataclass
class _Gathered:
    """Everybody once gathered, with every row that this made, to be put into the next test's empty tables."""

    at: datetime
    people: People
    rows: list[tuple[type[Model], list[Model]]]


_gathered: _Gathered | None = None
#: A run of all tests takes less; a test that has moved the clock further gathers people of its own.
_SAME_DAYS = timedelta(hours=2)


def gathered() -> People:
    """The same people, without asking ninety safety questions before each of thousands of tests (0.6 s each time).

    The first test of a process really gathers them, through the house's own actions; the others get those very rows.
    """
    global _gathered
    if _gathered is None or not timedelta(0) <= clock.now() - _gathered.at < _SAME_DAYS:
        before = {model: set(model._base_manager.values_list("pk", flat=True)) for model in _tables()}
        at, people = clock.now(), gather()
        rows = [(model, list(model._base_manager.exclude(pk__in=before[model]))) for model in _tables()]
        _gathered = _Gathered(at, copy.deepcopy(people), [(model, new) for model, new in rows if new])
        return people
    for model, kept in _gathered.rows:
        model._base_manager.bulk_create(kept)
    return copy.deepcopy(_gathered.people)


def said_yes(report: Report) -> NotedYes:
    """Somebody's yes to a report going out, said face to face today."""
    return NotedYes("spoken", today_of(report.patient))


def _tables() -> list[type[Model]]:
    return [model for model in apps.get_models() if model._meta.managed and not model._meta.proxy]


def _user(name: str) -> User:
    return User.objects.create_user(f"{name}@example.org", name=name.title(), time_zone=ZONE)


def _member(clinic: Clinic, name: str, role: str) -> Membership:
    return Membership.objects.create(user=_user(name), clinic=clinic, role=role)


def _patient(therapist: Membership, name: str) -> Patient:
    return Patient.objects.create(
        user=_user(name), clinic=therapist.clinic, therapist=therapist, usual_pain=2
    )


def sign(
    people: People, patient: Patient, drafts: Sequence[PrescriptionDraft] = (SQUATS,), days_ago: float = 30
) -> ProgrammeVersion:
    """A version signed by the patient's own therapist, so many days ago."""
    assert patient.therapist is not None
    with clock.set_to(clock.now() - timedelta(days=days_ago)):
        return prescribe(
            by=patient.therapist.user, patient=patient, prescriptions=list(drafts), approved=EVERY_CONDITION
        )


def body(
    patient: Patient,
    version: ProgrammeVersion,
    began: datetime | None = None,
    *,
    pain_before: int | None = 2,
    **exercise: Any,
) -> dict[str, Any]:
    """What a device sends: everything done as prescribed, but for what is said otherwise."""
    began = began or clock.now() - timedelta(minutes=30)
    return {
        "schema": SCHEMA,
        "key": str(uuid.uuid4()),
        "owner": owner_mark(patient.user),
        "programme_version": str(version.pk),
        "started_at": began.isoformat(),
        "ended_at": (began + timedelta(minutes=15)).isoformat(),
        "time_zone": ZONE,
        "device_clock_offset_s": 0,
        "pain_before": pain_before,
        "exercises": [_done(prescription, **exercise) for prescription in version.prescriptions.all()],
    }


def _done(
    prescription: Prescription, *, pain: int | None = 2, effort: int | None = 4, full: int | None = None
) -> dict[str, Any]:
    reps = prescription.reps or 0
    return {
        "prescription": str(prescription.pk),
        "skipped": False,
        "mode": "camera",
        "sets": [
            {
                "number": number,
                "side": "both",
                "seen": seen(prescription.exercise, reps if full is None else full),
                "claimed_reps": 0,
                "claimed_hold_s": None,
            }
            for number in range(1, prescription.sets + 1)
        ],
        "pain": pain,
        "effort": effort,
    }


def seen(exercise: str = "squat", full: int = 8, partial: int = 0) -> dict[str, Any]:
    """A set as the engine reports it."""
    kinds = ["full"] * full + ["partial"] * partial
    return {
        "schema": "unbrace.session-result/1",
        "exercise": exercise,
        "content_version": "1.0.0",
        "engine_version": "1",
        "started_ms": 0.0,
        "duration_ms": 60_000.0,
        "frames": 1700,
        "seen_ratio": 0.97,
        "view": "side",
        "counts": {"full": full, "partial": partial},
        "repetitions": [_rep(number, kind) for number, kind in enumerate(kinds, start=1)],
        "holds": [],
        "faults": [],
        "symmetry_deg": None,
        "lost_sight": [],
    }


def _rep(number: int, kind: str) -> dict[str, Any]:
    return {
        "number": number,
        "start_ms": number * 4000.0,
        "peak_ms": number * 4000.0 + 1500,
        "end_ms": number * 4000.0 + 3000,
        "side": "both",
        "kind": kind,
        "range_deg": 75.0,
        "error_band_deg": 7.0,
        "tempo": {"out_s": 1.5, "pause_s": 0.0, "back_s": 1.5},
        "faults": [],
    }


def sit(patient: Patient, version: ProgrammeVersion, days_ago: float = 0.1, **said: Any) -> ExerciseSession:
    """One session, done and received so many days ago."""
    began = clock.now() - timedelta(days=days_ago)
    with clock.set_to(began + timedelta(minutes=20)):
        upload = parse_upload(json.loads(json.dumps(body(patient, version, began, **said))))
        return record_session(by=patient.user, patient=patient, upload=upload)[0]


def a_picture(colour: str = "teal", size: tuple[int, int] = (320, 240)) -> File:
    """A plain JPEG as a browser sends it."""
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return File("picture", BytesIO(out.getvalue()), len(out.getvalue()))


def a_clip(patient: Patient, seconds: float = 20.0) -> Attachment:
    """A clip that is ready to be watched, with a message that waits. Its file is not a film: nothing here plays it."""
    message = Message.objects.create(
        patient=patient,
        by=patient.user,
        from_patient=True,
        key=uuid.uuid4(),
        body_hash="x",
        text="Do I go far enough down?",
        written_at=clock.now(),
    )
    clip = Attachment.objects.create(
        message=message,
        kind=Attachment.Kind.CLIP,
        state=Attachment.State.READY,
        width=640,
        height=480,
        seconds=seconds,
        agreed_at=clock.now(),
    )
    kept_files.write(kept_files.ready_file(clip.pk), [b"a film"])
    return clip


def a_film(exercise: OwnExercise) -> ExerciseFilm:
    """A film of an own exercise that is shown, with its still. Its files are no film: nothing here plays it."""
    film = ExerciseFilm.objects.create(
        exercise=exercise,
        from_text=newest_text(exercise).number,
        words="The arms slide a towel up a wall.",
        seen="me",
        agreed_at=clock.now(),
        by=exercise.owner.user,
        state=ExerciseFilm.State.READY,
        has_still=True,
        width=640,
        height=360,
        seconds=5,
    )
    kept_files.write(kept_files.ready_file(film.pk), [b"a film"])
    kept_files.write(kept_files.ready_file(film.still_id), [b"a still"])
    return film


def also_treated_at(patient: Patient, therapist: Membership) -> Patient:
    """The same person joins a second clinic as well."""
    return joins(patient.user, therapist)


def joins(user: User, therapist: Membership) -> Patient:
    """Somebody who has an account follows the link of a therapist's invitation."""
    invitation = invite_patient(by=therapist.user, clinic=therapist.clinic, email=user.email, name=user.name)
    return accept_invitation(by=user, token=invitation.token)
