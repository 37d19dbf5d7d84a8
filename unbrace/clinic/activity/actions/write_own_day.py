from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.activity.actions.walking import LONGEST_MIN, keep_walk
from unbrace.clinic.check_ins.actions import write_diary
from unbrace.clinic.check_ins.diary_draft import DiaryDraft
from unbrace.clinic.check_ins.models import DiaryEntry
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import require_self, today_of
from unbrace.clinic.refused import Refused


@transaction.atomic
def write_own_day(
    *, by: User, patient: Patient, key: UUID, walked: int | None, pains: Mapping[str, int]
) -> tuple[DiaryEntry | None, bool]:
    """Today in one form, for somebody on their own: a walk and the pain by place, each of which may stay unsaid, not
    both. It is the same walk and the same diary entry that anybody else writes; 0 minutes says that there was no walk.

    Gives the entry, if pain was rated, and whether this call made it: what it says may open the safety questions.
    """
    require_self(by, patient)
    if walked is None and not pains:
        raise Refused("Write down your walk, or choose a number for your pain.", field="walked")
    if walked is not None:
        if not 0 <= walked <= LONGEST_MIN:
            raise Refused(
                "Write the minutes as a whole number up to {most}.", field="walked", most=LONGEST_MIN
            )
        keep_walk(by, patient, key, day=today_of(patient), minutes=walked)
    if not pains:
        return None, False
    draft = DiaryDraft(key=key, written_at=clock.now(), time_zone=str(by.zone), pains=pains)
    return write_diary(by=by, patient=patient, draft=draft)
