from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_noop

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.check_ins.models import FlareRating, FlareUp
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import require_self
from unbrace.clinic.refused import Conflict, Refused

SETTLED_SINCE: Final = gettext_noop(
    "You said since then that this flare-up has settled. If it is back, rate it again on the flare-up page."
)
RATED_SINCE: Final = gettext_noop(
    "You rated this flare-up again since then, so it goes on. Say it once more when it has settled."
)


@transaction.atomic
def rate_flare_up(*, by: User, patient: Patient, pain: int, done_at: datetime | None = None) -> FlareUp:
    """How bad it is today, 0-10. The first rating begins the flare-up; today is its day 0.

    `done_at`: when it was said, where it waited on a device since. What was settled later stays settled: `Conflict`.
    """
    require_self(by, patient)
    if not isinstance(pain, int) or isinstance(pain, bool) or not 0 <= pain <= 10:
        raise Refused("Choose a number from 0 to 10.", field="pain")
    Patient.objects.select_for_update().get(pk=patient.pk)
    moment = done_at or clock.now()
    if done_at is not None and FlareUp.objects.filter(patient=patient, ended_at__gte=done_at).exists():
        raise Conflict(SETTLED_SINCE, field="pain")
    today = moment.astimezone(by.zone).date()
    flare, is_new = FlareUp.objects.get_or_create(
        patient=patient, ended_at=None, defaults={"began_on": today, "began_at": moment}
    )
    FlareRating.objects.create(flare_up=flare, day=today, pain=pain, at=moment)
    if is_new:
        write_down(by=by, deed="check_ins.begin_flare_up", subject=flare, clinic_id=patient.clinic_id)
    return flare


@transaction.atomic
def end_flare_up(
    *, by: User, patient: Patient, what_helped: str = "", done_at: datetime | None = None
) -> FlareUp | None:
    """It has settled. What helped is kept for the next time; None where there was no flare-up to end.

    `done_at`: when it was said, where it waited on a device since. A flare-up rated after that goes on: `Conflict`.
    """
    require_self(by, patient)
    if len(what_helped.strip()) > 500:
        raise Refused("Use at most 500 characters.", field="what_helped")
    flare = FlareUp.objects.select_for_update().filter(patient=patient, ended_at=None).first()
    if flare is None:
        return None
    if done_at is not None and flare.ratings.filter(at__gt=done_at).exists():
        raise Conflict(RATED_SINCE, field="what_helped")
    flare.ended_at, flare.what_helped = done_at or clock.now(), what_helped.strip()
    flare.save(update_fields=["ended_at", "what_helped"])
    write_down(by=by, deed="check_ins.end_flare_up", subject=flare, clinic_id=patient.clinic_id)
    return flare
