from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.intakes.actions.answer_intake import check_safety
from unbrace.clinic.intakes.models import Intake
from unbrace.clinic.intakes.queries import asked_of, open_intake_of
from unbrace.clinic.intakes.telling import told
from unbrace.clinic.intakes.way_in import questionnaires
from unbrace.clinic.patients.actions import note_usual_pain
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import require_self
from unbrace.clinic.refused import Refused
from unbrace.rehab.scoring import Score
from unbrace.rehab.way_in.asking import Asked
from unbrace.rehab.way_in.scores import instrument_id, scores_of

if TYPE_CHECKING:
    from unbrace.library.questionnaires import Shelf

NOTHING = "There is nothing to send yet."
STILL_OPEN = "Some questions are still open. Please answer them, then send it."
SCREEN_THIS = (
    "You marked a place that the safety questions did not ask about. Please answer them for it first."
)


@transaction.atomic
def send_intake(*, by: User, patient: Patient) -> Intake:
    """The person says that this is all. Kept with its words and scores; the average pain becomes their usual pain."""
    require_self(by, patient)
    Patient.objects.select_for_update().get(pk=patient.pk)
    check_safety(patient)
    intake = open_intake_of(patient)
    if intake is None:
        raise Refused(NOTHING)
    asked = asked_of(patient, intake)
    if asked.not_screened:
        raise Refused(SCREEN_THIS)
    if asked.open:
        raise Refused(STILL_OPEN)
    shelf = questionnaires(patient.clinic)
    found = scores(asked, shelf)
    intake.sent_at, intake.questions_version = clock.now(), asked.way_in.version
    intake.told = [one.kept() for one in told(asked)]
    intake.scores = [_kept(shelf, measure, one) for measure, one in found.items()]
    intake.save(update_fields=["sent_at", "questions_version", "told", "scores"])
    average = found.get("nprs:average")
    if average is not None:
        note_usual_pain(by=by, patient=patient, pain=int(average.value))
    write_down(by=by, deed="intakes.send", subject=intake, clinic_id=patient.clinic_id)
    return intake


def scores(asked: Asked, shelf: Shelf) -> dict[str, Score]:
    """What the questionnaires came to that this person was asked; an answer of a branch left again does not count."""
    here = {one.id: asked.said[one.id] for one in asked.questions if asked.is_answered(one)}
    return scores_of(asked.way_in, here, {one.id: one.instrument for one in shelf})


def _kept(shelf: Shelf, measure: str, found: Score) -> dict[str, Any]:
    questionnaire = shelf[instrument_id(measure)]
    return {
        "measure": measure,
        "title": questionnaire.title,
        "version": questionnaire.version,
        "value": found.value,
        "band": found.band,
        "flags": list(found.flags),
        "not_validated": questionnaire.not_validated,
    }
