"""What a new entry leads to: the safety questions that its numbers or words open, and a kind word beside them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, gettext_noop

from unbrace.clinic import clock
from unbrace.clinic.check_ins.actions import write_diary
from unbrace.clinic.check_ins.diary_safety import new_place
from unbrace.clinic.check_ins.gate import gate_of
from unbrace.clinic.conversations.words import concern_words
from unbrace.clinic.questionnaires.actions import begin_screen
from unbrace.clinic.questionnaires.queries import (
    crisis_words,
    open_screen_of,
    red_flag_screen,
    regions_of,
    warning_card,
)
from unbrace.portal.language import reader_language
from unbrace.rehab.red_flags import AskedIn
from unbrace.rehab.words_of_concern import concerns_in, regions_for, set_for

if TYPE_CHECKING:
    from unbrace.clinic.check_ins.diary_draft import DiaryDraft
    from unbrace.clinic.check_ins.queries import DiaryEntry
    from unbrace.clinic.patients.models import Patient
    from unbrace.portal.doorkeeper import PatientRequest

JUST_BEGUN = timedelta(hours=1)
HURTING_ONESELF = "hurting_oneself"
NEW_PLACE = gettext_noop(
    "It hurts in a place we have not asked about yet. On the flare-up page you find the questions for it."
)
NOT_ALONE = gettext_noop(
    "You are not alone with this. Please talk to somebody now; if it cannot wait, call {number}."
)
YOUR_EMERGENCY_NUMBER = gettext_noop("your emergency number")


@transaction.atomic
def keep(request: Any, patient: Patient, draft: DiaryDraft) -> tuple[DiaryEntry, bool]:
    """The entry and the questions it opens, both or neither: an entry that was kept is not looked at a second time."""
    entry, is_new = write_diary(by=request.user, patient=patient, draft=draft)
    if is_new:
        ask_after(request, entry)
    return entry, is_new


def ask_after(request: Any, entry: DiaryEntry) -> None:
    """Begin the set that is due, so that it comes before anything else wherever the person goes next.

    What the note's own words open comes first: no other set may ask about it. What is due anyway (a jump in pain is)
    stays due until it is answered. Nothing here closes any.
    """
    patient = entry.patient
    concerns = concerns_in(entry.note, concern_words())
    if any(concern.id == HURTING_ONESELF for concern in concerns):
        messages.warning(request, _not_alone(patient.clinic, reader_language(request)))
    due, red_flags, where = gate_of(patient).due, red_flag_screen(), regions_of(patient)
    if due is AskedIn.ONBOARDING:
        return
    if concerns:
        due, where = set_for(concerns, red_flags), regions_for(concerns, red_flags, where)
    if due is not None:
        begin_screen(by=request.user, patient=patient, asked_in=due, regions=[place.value for place in where])
    elif new_place(patient, entry):
        messages.info(request, gettext(NEW_PLACE))


def next_page(request: PatientRequest, said: str, back: str) -> HttpResponse:
    """After saving: to the safety questions, if any are due, else back with a thank-you."""
    patient = request.patient
    due = gate_of(patient).due  # asked anew: what was just written may have opened them
    if due is AskedIn.ONBOARDING:
        return redirect("patient:safety")
    begun = open_screen_of(patient)
    if begun is not None and begun.occasion is due and clock.now() - begun.started_at < JUST_BEGUN:
        return redirect("patient:safety_question", screen_id=begun.pk)  # with the places the note was about
    if due is not None:
        screen = begin_screen(by=request.user, patient=patient, asked_in=due)
        return redirect("patient:safety_question", screen_id=screen.pk)
    messages.success(request, said)
    return redirect(back)


def _not_alone(clinic: Any, language: str) -> str:
    """The clinic's own crisis words; where it has none, the emergency number. Never nothing."""
    words = crisis_words(clinic, language)
    if words is not None:
        return f"{words.title}. {words.text}"
    return gettext(NOT_ALONE).format(number=warning_card(clinic).number or gettext(YOUR_EMERGENCY_NUMBER))
