"""Everything that a new note may begin with, gathered from the rooms."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from unbrace.clinic import clock
from unbrace.clinic.check_ins.gate import flare_of
from unbrace.clinic.check_ins.queries import check_ins_of, with_mornings
from unbrace.clinic.exercise_sessions.queries import sessions_for
from unbrace.clinic.notes.queries import notes_of
from unbrace.clinic.programmes.queries import current_version
from unbrace.clinic.worklist.queries import open_proposals_for
from unbrace.portal.therapist.pages.notes.facts import Since

if TYPE_CHECKING:
    from unbrace.clinic.patients.models import Patient


def since_last_note(patient: Patient, longest_ago: timedelta) -> Since:
    """From the day of the last signed note on, but no further back than `longest_ago`."""
    today = clock.now().astimezone(patient.user.zone).date()
    last = notes_of(patient).first()
    begins = today - longest_ago
    if last is not None:
        begins = max(begins, last.signed_at.astimezone(patient.user.zone).date())
    near = with_mornings(sessions_for(patient)).filter(started_at__date__gte=begins - timedelta(days=1))
    flare = flare_of(patient)
    return Since(
        begins=begins,
        sessions=sorted((s for s in near if s.local_date >= begins), key=lambda s: s.started_at),
        check_ins=check_ins_of(patient),
        version=current_version(patient),
        waiting=list(open_proposals_for(patient)),
        flare_since=flare.flare_up.began_on if flare is not None else None,
    )
