"""What a diary entry says about safety. A jump in pain is seen by the gate; this is about the place."""

from __future__ import annotations

from unbrace.clinic.check_ins.models import DiaryEntry
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.questionnaires.queries import regions_of
from unbrace.rehab.red_flags import Region


def new_place(patient: Patient, entry: DiaryEntry) -> bool:
    """Pain in a part of the back or neck that the first questions were not asked for."""
    known = {region.value for region in regions_of(patient)}
    places = {area for area, pain in entry.pains.items() if pain > 0}
    return bool(known) and bool((places & {region.value for region in Region}) - known)
