"""What a new entry leads to: the safety questions that its numbers or words open, and a kind word beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages

from unbrace.clinic.check_ins.diary_safety import asked_after, new_place
from unbrace.clinic.check_ins.gate import gate_of
from unbrace.clinic.questionnaires.actions import begin_screen
from unbrace.clinic.questionnaires.queries import crisis_words, warning_card
from unbrace.rehab.alarming_words import Opens, opened_by
from unbrace.rehab.red_flags import AskedIn

if TYPE_CHECKING:
    from unbrace.clinic.check_ins.diary import DiaryEntry

NEW_PLACE = (
    "It hurts in a place we have not asked about yet. On the flare-up page you find the questions for it."
)
NOT_ALONE = "You are not alone with this. Please talk to somebody now; if it cannot wait, call {number}."
YOUR_EMERGENCY_NUMBER = "your emergency number"


def ask_after(request: Any, entry: DiaryEntry) -> None:
    """Begin the set that is due, so that it comes before anything else wherever the person goes next."""
    patient = entry.patient
    due = asked_after(entry, gate_of(patient))
    if Opens.SELF_HARM in opened_by(entry.note):
        messages.warning(request, _not_alone(patient.clinic))
    if due is not None and due is not AskedIn.ONBOARDING:
        begin_screen(by=request.user, patient=patient, asked_in=due)
    elif new_place(patient, entry):
        messages.info(request, NEW_PLACE)


def _not_alone(clinic: Any) -> str:
    """The clinic's own crisis words; where it has none, the emergency number. Never nothing."""
    words = crisis_words(clinic)
    if words is not None:
        return f"{words.title}. {words.text}"
    return NOT_ALONE.format(number=warning_card(clinic).number or YOUR_EMERGENCY_NUMBER)
