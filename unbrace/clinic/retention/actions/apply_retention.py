"""Remove what was kept long enough. Any number of workers may do this at the same time, as often as they like: each
takes some, and what another one has taken is not there any more."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Final

from django.db import connection, transaction

from unbrace.clinic import clock
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.models import Clinic
from unbrace.clinic.retention.kinds import BY_ID, Kind
from unbrace.clinic.retention.queries import clinics_with_rules, months_before, rules_of

AT_ONCE: Final = 200

logger = logging.getLogger("unbrace.retention")


def apply_everywhere() -> dict[str, int]:
    """Every clinic that has rules; one that cannot be dealt with keeps no other from it. Gives how many went, by
    kind."""
    gone: dict[str, int] = {}
    for clinic in clinics_with_rules():
        try:
            for name, count in apply_retention(clinic).items():
                gone[name] = gone.get(name, 0) + count
        except Exception:
            logger.exception("what was kept long enough could not be removed")
    return gone


def apply_retention(clinic: Clinic) -> dict[str, int]:
    """By the rules that hold now. Gives how many went, by kind; a kind of which nothing went is not in it."""
    now, gone = clock.now(), {}
    for name, months in rules_of(clinic).items():
        if (kind := BY_ID.get(name)) is None:
            continue
        count = _remove_all(clinic, kind, months_before(now, months))
        if count:
            gone[name] = count
    return gone


def _remove_all(clinic: Clinic, kind: Kind, before: datetime) -> int:
    whole = 0
    while True:
        taken, count = _remove_some(clinic, kind, before)
        whole += count
        if taken < AT_ONCE or not count:
            return whole


@transaction.atomic
def _remove_some(clinic: Clinic, kind: Kind, before: datetime) -> tuple[int, int]:
    """One part, with its entry in the trail: both are kept or neither. How many were found, and how many went."""
    rows = kind.find(clinic, before)
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True, of=("self",))
    keys = list(rows.values_list("pk", flat=True)[:AT_ONCE])
    count = kind.remove(keys) if keys else 0
    if count:
        write_down(
            by=None, deed="retention.apply", subject=clinic, clinic_id=clinic.pk, kind=kind.id, count=count
        )
    return len(keys), count
