"""Which safety questions a diary entry leads to. It opens them only; no entry closes any."""

from __future__ import annotations

from unbrace.clinic.check_ins.diary import DiaryEntry
from unbrace.clinic.check_ins.gate import Gate
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.questionnaires.queries import regions_of
from unbrace.rehab.alarming_words import Opens, opened_by
from unbrace.rehab.red_flags import AskedIn, Region


def asked_after(entry: DiaryEntry, gate: Gate) -> AskedIn | None:
    """What is due anyway comes first; then what the note's own words open. None: nothing is asked.

    Thoughts of hurting oneself are asked about in the weekly set; all else in the set of a flare-up, the widest one.
    """
    if gate.due is not None:
        return gate.due
    opened = opened_by(entry.note)
    if Opens.SELF_HARM in opened:
        return AskedIn.CHECK_IN
    return AskedIn.FLARE_UP if Opens.BODY in opened else None


def new_place(patient: Patient, entry: DiaryEntry) -> bool:
    """Pain in a part of the back or neck that the first questions were not asked for."""
    known = {region.value for region in regions_of(patient)}
    places = {area for area, pain in entry.pains.items() if pain > 0}
    return bool(known) and bool((places & {region.value for region in Region}) - known)
