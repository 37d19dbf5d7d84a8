"""Who looks into the trail leaves a trail: there is no other way to its entries than through here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.audit.search import Wanted, all_of, page_of
from unbrace.clinic.care_teams.models import Clinic
from unbrace.clinic.care_teams.queries import require
from unbrace.clinic.care_teams.roles import Permission

#: More does not fit into a table program; a narrower search does.
MOST_IN_A_FILE: Final = 100_000


@transaction.atomic
def look_into_audit(
    *, by: User, clinic: Clinic, wanted: Wanted, older_than: int | None = None
) -> tuple[list[AuditEntry], int | None]:
    """One page of what is wanted, as it was before this look, and the number to go on from."""
    require(by, clinic, Permission.SEARCH_AUDIT)
    page = page_of(clinic.pk, wanted, older_than)
    _write_down(by, clinic, wanted, "care_teams.look_into_audit")
    return page


@transaction.atomic
def take_audit_along(*, by: User, clinic: Clinic, wanted: Wanted) -> Iterator[list[AuditEntry]]:
    """All of it, for a file, in parts."""
    require(by, clinic, Permission.SEARCH_AUDIT)
    _write_down(by, clinic, wanted, "care_teams.take_audit_along")
    return all_of(clinic.pk, wanted, MOST_IN_A_FILE)


def _write_down(by: User, clinic: Clinic, wanted: Wanted, deed: str) -> None:
    write_down(
        by=by,
        deed=deed,
        subject=clinic,
        clinic_id=clinic.pk,
        who="house" if wanted.by_house else str(wanted.by or ""),
        whom=", ".join(str(one) for one in (wanted.patients or ())[:5]),
        room=wanted.room,
        since=wanted.since.isoformat() if wanted.since else "",
        before=wanted.before.isoformat() if wanted.before else "",
    )
