from __future__ import annotations

import dataclasses
import threading
from dataclasses import replace
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from tests.people import BRIDGES, EVERY_CONDITION, SQUATS, People, gather, screened, sign
from unbrace.clinic.audit.append_only import WrittenOnce
from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.programmes.actions import PrescriptionDraft, prescribe
from unbrace.clinic.programmes.approvals import NeedsApproval
from unbrace.clinic.programmes.models import Prescription, ProgrammeVersion
from unbrace.clinic.programmes.queries import catalogue, current_version, draft_of, versions_of
from unbrace.clinic.questionnaires.actions import clear_flags
from unbrace.clinic.refused import NotYours, Refused
from unbrace.rehab.red_flags import AskedIn


def test_a_version_is_numbered_signed_and_names_the_content(people: People) -> None:
    version = prescribe(
        by=people.tom.user, patient=people.maria, prescriptions=[SQUATS, BRIDGES], note=" First. "
    )
    assert (version.number, version.signed_by, version.note) == (1, people.tom.user, "First.")
    squats, bridges = version.prescriptions.all()
    assert (squats.exercise, squats.position, squats.sets, squats.reps) == ("squat", 0, 2, 8)
    assert (squats.content_version, squats.content_hash) == (
        catalogue()["squat"].version,
        catalogue()["squat"].content_hash,
    )
    assert bridges.hold_s == 3.0
    assert AuditEntry.objects.filter(deed="programmes.prescribe", subject_id=str(version.pk)).count() == 1


def test_an_edit_is_a_new_version_and_the_old_one_stays_as_it_was(people: People) -> None:
    first = sign(people, people.maria, [SQUATS])
    second = sign(people, people.maria, [dataclasses.replace(SQUATS, reps=10)], days_ago=1)
    assert [version.number for version in versions_of(people.maria)] == [2, 1]
    assert current_version(people.maria) == second
    assert [p.reps for p in first.prescriptions.all()] == [8]


def test_a_signed_version_cannot_be_changed_by_the_model_or_around_it(people: People) -> None:
    version = sign(people, people.maria)
    prescription = version.prescriptions.get()
    prescription.reps = 50
    for attempt in (
        prescription.save,
        lambda: Prescription.objects.filter(pk=prescription.pk).update(reps=50),
        lambda: ProgrammeVersion.objects.filter(pk=version.pk).update(note="other"),
        version.delete,
    ):
        with pytest.raises(WrittenOnce):
            attempt()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE programmes_prescription SET reps = 50")
    assert Prescription.objects.get(pk=prescription.pk).reps == 8


def test_days_are_kept_and_none_means_every_day(people: People) -> None:
    version = sign(people, people.maria, [dataclasses.replace(SQUATS, days=(0, 4)), BRIDGES])
    assert [p.days for p in version.prescriptions.all()] == [(0, 4), (0, 1, 2, 3, 4, 5, 6)]
    assert [draft_of(p).days for p in version.prescriptions.all()] == [(0, 4), ()]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"sets": 0}, "sets"),
        ({"sets": 11}, "sets"),
        ({"reps": 0}, "reps"),
        ({"reps": 101}, "reps"),
        ({"reps": None}, "reps"),
        ({"reps": True}, "reps"),
        ({"hold_s": 0.0}, "hold_s"),
        ({"hold_s": float("nan")}, "hold_s"),
        ({"side": "up"}, "side"),
        ({"rest_s": -1}, "rest_s"),
        ({"days": (7,)}, "days"),
        ({"exercise": "moon-walk"}, "exercise"),
    ],
)
def test_a_dose_out_of_bounds_is_refused_with_its_field(
    people: People, changed: dict[str, object], field: str
) -> None:
    with pytest.raises(Refused) as refusal:
        prescribe(
            by=people.tom.user,
            patient=people.maria,
            prescriptions=[BRIDGES, dataclasses.replace(SQUATS, **changed)],  # type: ignore[arg-type]
        )
    assert refusal.value.field == f"prescriptions[1].{field}"
    assert current_version(people.maria) is None


def test_the_database_keeps_the_same_bounds(people: People) -> None:
    """Below the action, for whatever may come around it."""
    version = sign(people, people.maria)
    good = {
        "version": version, "position": 1, "exercise": "glute-bridge", "content_version": "1", "content_hash": "x",
        "sets": 1, "reps": 1,
    }  # fmt: skip
    for bad in ({"sets": 0}, {"reps": 0}, {"reps": None}, {"hold_s": 0.5}, {"rest_s": 601}, {"day_mask": 0}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Prescription.objects.create(**(good | bad))
    Prescription.objects.create(**good)


def test_no_exercise_and_the_same_one_twice_are_refused(people: People) -> None:
    for drafts in ([], [SQUATS, SQUATS]):
        with pytest.raises(Refused):
            prescribe(by=people.tom.user, patient=people.maria, prescriptions=drafts)


def test_someone_no_longer_in_care_gets_no_new_version(people: People) -> None:
    people.maria.ended_at = people.maria.started_at
    with pytest.raises(NotYours):
        prescribe(by=people.tom.user, patient=people.maria, prescriptions=[SQUATS])


@pytest.mark.django_db(transaction=True)
def test_two_who_sign_at_once_get_two_numbers() -> None:
    people = gather()
    failed: list[Exception] = []

    def signs(by: object, reps: int) -> None:
        try:
            dose = PrescriptionDraft("squat", 1, reps)
            prescribe(by=by, patient=people.maria, prescriptions=[dose], approved=EVERY_CONDITION)  # type: ignore[arg-type]
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=signs, args=(member.user, reps))
        for reps, member in enumerate([people.tom, people.theo] * 3, start=1)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert [version.number for version in versions_of(people.maria)] == [6, 5, 4, 3, 2, 1]


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({"CES-1": ("Y", "Y")}, "a doctor first"),
        ({"NEU-1": "Y"}, "a doctor first"),
        ({"CAN-2": "Y"}, "a doctor first"),
        ({"CES-2": ("Y", "OLD_CHECKED")}, "waits for your look"),
    ],
)
def test_nothing_is_signed_past_a_safety_answer_that_nobody_has_cleared(
    people: People, answers: dict[str, str], says: str
) -> None:
    finding = screened(people.maria, answers, asked_in=AskedIn.CHECK_IN)
    with pytest.raises(Refused, match=says):
        prescribe(by=people.tom.user, patient=people.maria, prescriptions=[SQUATS])
    assert current_version(people.maria) is None
    clear_flags(by=people.theo.user, patient=people.maria, findings=[finding.pk], reason="Looked at.")
    with pytest.raises(NeedsApproval, match="first plan after"):
        prescribe(by=people.tom.user, patient=people.maria, prescriptions=[SQUATS])
    assert sign(people, people.maria, days_ago=0).number == 1


def test_nobody_signs_for_themselves(people: People) -> None:
    Patient.objects.filter(pk=people.maria.pk).update(user=people.tom.user)
    people.maria.refresh_from_db()
    with pytest.raises(NotYours):
        prescribe(by=people.tom.user, patient=people.maria, prescriptions=[SQUATS])


def test_everything_of_the_dose_is_kept_and_turns_are_numbered_anew(people: People) -> None:
    squats = replace(SQUATS, tempo="3-1-2", load_kg=2.5, part_of_day="morning", circuit=9)
    bridges = replace(BRIDGES, part_of_day="morning", circuit=9)
    alone = PrescriptionDraft("arm-lift", 2, 8, circuit=12)
    version = sign(people, people.maria, [squats, bridges, alone])
    assert [draft_of(p) for p in version.prescriptions.all()] == [
        replace(squats, circuit=1),
        replace(bridges, circuit=1),
        replace(alone, circuit=None),
    ]


def test_taking_turns_is_a_change_and_doing_the_same_again_is_none(people: People) -> None:
    sign(people, people.maria, [SQUATS, BRIDGES])
    in_turn = [replace(SQUATS, circuit=1), replace(BRIDGES, circuit=1)]
    sign(people, people.maria, in_turn, days_ago=20)
    with pytest.raises(Refused, match="signed already"):
        sign(people, people.maria, in_turn, days_ago=10)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"tempo": "slow"}, "tempo"),
        ({"load_kg": 0.0}, "load_kg"),
        ({"load_kg": 101.0}, "load_kg"),
        ({"load_kg": float("nan")}, "load_kg"),
        ({"part_of_day": "noon"}, "part_of_day"),
        ({"circuit": 0}, "circuit"),
    ],
)
def test_what_is_no_dose_is_refused_by_its_name(people: People, change: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        sign(people, people.maria, [replace(SQUATS, **change)])
    assert refusal.value.field == f"prescriptions[0].{field}"


@pytest.mark.parametrize("change", [{"days": (0,)}, {"part_of_day": "evening"}])
def test_whoever_takes_turns_is_met_on_the_same_day_at_the_same_time(
    people: People, change: dict[str, Any]
) -> None:
    drafts = [replace(SQUATS, circuit=1), replace(BRIDGES, circuit=1, **change)]
    with pytest.raises(Refused, match="same days and the same time"):
        sign(people, people.maria, drafts)


def test_a_written_load_counts_as_the_first_heavy_one(people: People) -> None:
    with pytest.raises(NeedsApproval) as needed:
        prescribe(by=people.tom.user, patient=people.maria, prescriptions=[replace(SQUATS, load_kg=6.0)])
    assert "first_load_above_5_kg" in [one.rule for one in needed.value.needed]
