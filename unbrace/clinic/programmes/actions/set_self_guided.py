from __future__ import annotations

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.models import Clinic
from unbrace.clinic.care_teams.queries import is_self_guided, require
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.programmes.models import PausedBecause
from unbrace.clinic.programmes.queries import running_in


@transaction.atomic
def set_self_guided(*, by: User, clinic: Clinic, on: bool) -> Clinic:
    """Whether people of this clinic are on their own.

    On: every signed programme that runs is paused with that reason, because nobody looks any more at what it does to
    somebody. Off again: they stay paused until a therapist has looked at each and resumes it.
    """
    require(by, clinic, Permission.MANAGE_MEMBERS)
    current = Clinic.objects.select_for_update().get(pk=clinic.pk)
    current.self_guided = on
    current.save(update_fields=["self_guided"])
    write_down(by=by, deed="care_teams.set_self_guided", subject=current, clinic_id=current.pk, on=on)
    if on:
        _pause_all(current, by)
    return current


def pause_where_nobody_plans() -> int:
    """For the hourly sweep: the last therapist has left a clinic. Gives how many programmes were paused."""
    clinics = Clinic.objects.filter(patients__ended_at=None, patients__programme__paused_at=None).distinct()
    return sum(_pause_all(clinic, None) for clinic in clinics if is_self_guided(clinic))


@transaction.atomic
def _pause_all(clinic: Clinic, by: User | None) -> int:
    running = list(running_in(clinic).select_for_update(of=("self",)))
    for programme in running:
        programme.paused_at, programme.paused_because = clock.now(), PausedBecause.NOBODY_PLANS
        programme.save(update_fields=["paused_at", "paused_because"])
        write_down(
            by=by,
            deed="programmes.pause",
            subject=programme,
            clinic_id=clinic.pk,
            because=PausedBecause.NOBODY_PLANS.value,
        )
    return len(running)
