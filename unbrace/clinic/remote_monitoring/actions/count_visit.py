from __future__ import annotations

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.calls.queries import met_in
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.patients.access import require_care
from unbrace.clinic.refused import Refused
from unbrace.clinic.remote_monitoring.actions.count_time import one_at_a_time
from unbrace.clinic.remote_monitoring.actions.note_work import Stated, note_work
from unbrace.clinic.remote_monitoring.kinds import Way
from unbrace.clinic.remote_monitoring.models import WorkEntry
from unbrace.clinic.remote_monitoring.queries import contact_of, whole_minutes
from unbrace.clinic.visits.models import Visit


@transaction.atomic
def count_visit(*, by: User, visit: Visit) -> WorkEntry:
    """The call of a video visit as a live contact, as its therapist confirms. A visit is in the ledger once: under its
    own id, also where the entry was amended or struck, and not beside one that was written down by hand."""
    require_care(by, visit.patient, Permission.KEEP_LEDGER)
    if visit.therapist.user_id != by.pk:
        raise Refused("Whoever held the visit counts its minutes.")
    met = met_in(visit)
    if met is None or (minutes := whole_minutes(met)) < 1:
        raise Refused("No minute of a call is known for this visit. Note it by hand in the ledger.")
    one_at_a_time(by)
    if (known := contact_of(visit, met)) is not None:
        return known
    stated = Stated(met.begins, minutes, "Video visit", Way.VIDEO)
    return note_work(by=by, patient=visit.patient, stated=stated, key=visit.pk)
