"""The end of what a clinic had to keep of somebody who asked to be forgotten."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.notes.models import Note
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.personal_data.actions.erase import take_words_out
from unbrace.clinic.personal_data.names import Names
from unbrace.clinic.personal_data.what_stays import ERASED, KEPT_FOR_YEARS


@transaction.atomic
def end_of_keeping() -> int:
    """Ten years after the care of somebody who was forgotten has ended, the words of their notes go as well. Gives of
    how many cares."""
    forgotten = Patient.objects.filter(
        user__erasures__done_at__isnull=False, ended_at__lte=_years_ago(clock.now())
    ).distinct()
    done = 0
    for patient in forgotten:
        notes = Note.objects.filter(patient=patient).exclude(objective="", assessment="", plan="")
        keys = list(notes.values_list("pk", flat=True))
        if not keys:
            continue
        amendments = [note.pk for note in notes if note.amends_id is not None]
        blank = {"objective": "", "assessment": "", "plan": ""}
        take_words_out(Note, [key for key in keys if key not in amendments], Names(()), blank)
        take_words_out(Note, amendments, Names(()), blank | {"because": ERASED})
        write_down(
            by=None,
            deed="personal_data.end_of_keeping",
            subject=patient,
            clinic_id=patient.clinic_id,
            notes=len(keys),
        )
        done += 1
    return done


def _years_ago(now: datetime) -> datetime:
    try:
        return now.replace(year=now.year - KEPT_FOR_YEARS)
    except ValueError:  # the 29th of February
        return now.replace(year=now.year - KEPT_FOR_YEARS, day=28)
