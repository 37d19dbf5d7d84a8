"""What a new entry leads to: the safety questions that its numbers or words open, and a kind word beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages

from unbrace.clinic.check_ins.diary_safety import new_place
from unbrace.clinic.check_ins.gate import gate_of
from unbrace.clinic.conversations.words import concern_words
from unbrace.clinic.questionnaires.actions import begin_screen
from unbrace.clinic.questionnaires.queries import crisis_words, red_flag_screen, regions_of, warning_card
from unbrace.rehab.red_flags import AskedIn
from unbrace.rehab.words_of_concern import concerns_in, regions_for, set_for

if TYPE_CHECKING:
    from unbrace.clinic.check_ins.diary import DiaryEntry

HURTING_ONESELF = "hurting_oneself"
NEW_PLACE = (
    "It hurts in a place we have not asked about yet. On the flare-up page you find the questions for it."
)
NOT_ALONE = "You are not alone with this. Please talk to somebody now; if it cannot wait, call {number}."
YOUR_EMERGENCY_NUMBER = "your emergency number"


def ask_after(request: Any, entry: DiaryEntry) -> None:
    """Begin the set that is due, so that it comes before anything else wherever the person goes next.

    What is due anyway (a jump in pain is) comes first; then what the note's own words open. Nothing here closes any.
    """
    patient = entry.patient
    concerns = concerns_in(entry.note, concern_words())
    if any(concern.id == HURTING_ONESELF for concern in concerns):
        messages.warning(request, _not_alone(patient.clinic))
    due, red_flags, where = gate_of(patient).due, red_flag_screen(), regions_of(patient)
    if due is AskedIn.ONBOARDING:
        return
    if due is None and concerns:
        due, where = set_for(concerns, red_flags), regions_for(concerns, red_flags, where)
    if due is not None:
        begin_screen(by=request.user, patient=patient, asked_in=due, regions=[place.value for place in where])
    elif new_place(patient, entry):
        messages.info(request, NEW_PLACE)


def _not_alone(clinic: Any) -> str:
    """The clinic's own crisis words; where it has none, the emergency number. Never nothing."""
    words = crisis_words(clinic)
    if words is not None:
        return f"{words.title}. {words.text}"
    return NOT_ALONE.format(number=warning_card(clinic).number or YOUR_EMERGENCY_NUMBER)
