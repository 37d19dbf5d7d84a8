from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.intakes.models import Intake, IntakeAnswer
from unbrace.clinic.intakes.queries import asked_of, open_intake_of
from unbrace.clinic.intakes.way_in import way_in
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import require_self
from unbrace.clinic.questionnaires.queries import safety_of
from unbrace.clinic.refused import Refused
from unbrace.rehab.red_flags import Urgency
from unbrace.rehab.way_in.asking import Asked, fits

SAFETY_FIRST = "First come the safety questions. They are on your Today page."
DOCTOR_FIRST = (
    "Please be seen by a doctor first. What you have told us is kept, and you can go on afterwards."
)
MOVED = "This question has changed meanwhile. Please look at it once more."
MOST_ANSWERS = 500  # every question many times over; keeps a broken device from filling the disk


@transaction.atomic
def answer_intake(
    *, by: User, patient: Patient, question: str, said: Mapping[str, Any], post: UUID, questions_version: str
) -> Asked:
    """Keep what was said to one question; the first answer begins the way in. Sent twice, it is kept once; the same
    form gone back to and answered otherwise is an answer of its own, and the later one counts.

    Refused before the safety questions are answered, and while they ask for a doctor today.
    """
    require_self(by, patient)
    Patient.objects.select_for_update().get(pk=patient.pk)  # two tabs that begin at once begin one
    check_safety(patient)
    here = way_in(patient.clinic)
    version, asking = here.version, here.question(question)
    if asking is None or questions_version != version:
        raise Refused(MOVED)
    intake = open_intake_of(patient)
    before = asked_of(patient, intake)
    if not fits(asking, said, before.regions):
        raise Refused(MOVED)
    if intake is None:
        intake = Intake.objects.create(patient=patient, questions_version=version, language="en")
        write_down(by=by, deed="intakes.begin", subject=intake, clinic_id=patient.clinic_id)
    if IntakeAnswer.objects.filter(intake=intake).count() >= MOST_ANSWERS:
        raise Refused("These are more answers than there are questions. Please tell your clinic about it.")
    if before.said.get(question) != dict(said):
        if IntakeAnswer.objects.filter(intake=intake, post=post).exists():
            post = uuid4()  # the same form, gone back to and answered otherwise: that is said anew
        IntakeAnswer.objects.create(
            intake=intake, question=question, said=dict(said), questions_version=version, post=post
        )
    return asked_of(patient, intake)


def check_safety(patient: Patient) -> None:
    safety = safety_of(patient)
    if safety.urgency >= Urgency.DOCTOR_TODAY:
        raise Refused(DOCTOR_FIRST)
    if not safety.screened or safety.begun is not None:
        raise Refused(SAFETY_FIRST)
