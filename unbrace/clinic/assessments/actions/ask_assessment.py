from __future__ import annotations

from collections.abc import Sequence

from django.db import IntegrityError, transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.assessments.models import LONGEST_NOTE, Assessment
from unbrace.clinic.assessments.tests_of_function import sets_of_tests, tests_of_function
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.patients.access import require_care
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.refused import Refused

OPEN_ALREADY = "An assessment is open already. End it first; what was done in it stays."
MOST_TESTS = 20


@transaction.atomic
def ask_assessment(
    *, by: User, patient: Patient, test_set: str, tests: Sequence[str] | None = None, note: str = ""
) -> Assessment:
    """A therapist asks a person to do these tests, in the order of the set; those of no set come last."""
    require_care(by, patient, Permission.PRESCRIBE)
    if test_set not in sets_of_tests():
        raise Refused("Pick one of the sets of tests.", field="test_set")
    chosen = sets_of_tests()[test_set]
    wanted = list(dict.fromkeys(chosen.tests if tests is None else tests))
    shelf = tests_of_function()
    if unknown := [name for name in wanted if name not in shelf]:
        raise Refused(f"There is no test called {unknown[0]!r}. Reload the page.", field="tests")
    if not wanted:
        raise Refused("Leave at least one test ticked.", field="tests")
    if len(wanted) > MOST_TESTS:
        raise Refused(f"Ask for at most {MOST_TESTS} tests at once.", field="tests")
    if len(note.strip()) > LONGEST_NOTE:
        raise Refused(f"Use at most {LONGEST_NOTE} letters.", field="note")
    order = [*(name for name in chosen.tests if name in wanted)]
    order += [name for name in wanted if name not in order]
    if Assessment.objects.filter(patient=patient, ended_at=None).exists():
        raise Refused(OPEN_ALREADY, field="test_set")
    try:
        with transaction.atomic():
            assessment = Assessment.objects.create(
                patient=patient,
                test_set=test_set,
                set_version=chosen.version,
                tests=order,
                note=note.strip(),
                asked_by=by,
            )
    except IntegrityError:  # a colleague was first
        raise Refused(OPEN_ALREADY, field="test_set") from None
    write_down(
        by=by, deed="assessments.ask", subject=assessment, clinic_id=patient.clinic_id, tests=len(order)
    )
    return assessment


@transaction.atomic
def end_assessment(*, by: User, assessment: Assessment) -> Assessment:
    """Nothing more is asked in it. Twice is once; what a device still holds is taken in all the same."""
    require_care(by, assessment.patient, Permission.PRESCRIBE)
    current = Assessment.objects.select_for_update(of=("self",)).get(pk=assessment.pk)
    if current.ended_at is None:
        current.ended_at, current.ended_by = clock.now(), by
        current.save(update_fields=["ended_at", "ended_by"])
        clinic_id = assessment.patient.clinic_id
        write_down(by=by, deed="assessments.end", subject=current, clinic_id=clinic_id)
    return current
