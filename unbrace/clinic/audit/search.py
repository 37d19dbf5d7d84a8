"""Finding entries again, for whoever looks after a clinic: by who, whom, what and when. Ids, counts and verbs only.

Pages go by the number of an entry and not by how many came before, so that the thousandth is as quick as the first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, QuerySet
from django.db.models.fields.json import KeyTextTransform

from unbrace.clinic.audit.models import AuditEntry

A_PAGE: Final = 50
AT_ONCE: Final = 1000


@dataclass(frozen=True)
class Wanted:
    """What is looked for; None and empty are everything. `by_house`: what no person did. `patients` are whom it was
    about; an empty tuple finds nothing, as nobody of that name is treated here."""

    by: UUID | None = None
    by_house: bool = False
    patients: tuple[UUID, ...] | None = None
    room: str = ""
    since: datetime | None = None
    before: datetime | None = None
    emergency: UUID | None = None


def entries_in(clinic_id: UUID, wanted: Wanted) -> QuerySet[AuditEntry]:
    """Of this clinic, newest first."""
    found = AuditEntry.objects.filter(clinic_id=clinic_id).select_related("by").order_by("-id")
    if wanted.by_house:
        found = found.filter(by=None)
    elif wanted.by is not None:
        found = found.filter(by=wanted.by)
    if wanted.patients is not None:
        found = found.filter(patient_id__in=wanted.patients)
    if wanted.room:
        found = found.filter(deed__startswith=f"{wanted.room}.")
    if wanted.since is not None:
        found = found.filter(at__gte=wanted.since)
    if wanted.before is not None:
        found = found.filter(at__lt=wanted.before)
    if wanted.emergency is not None:
        found = found.filter(details__emergency=str(wanted.emergency))
    return found


def page_of(
    clinic_id: UUID, wanted: Wanted, older_than: int | None = None
) -> tuple[list[AuditEntry], int | None]:
    """At most a page, and the number to go on from; None at the end."""
    found = entries_in(clinic_id, wanted)
    if older_than is not None:
        found = found.filter(id__lt=older_than)
    some = list(found[: A_PAGE + 1])
    page = some[:A_PAGE]
    return page, page[-1].pk if len(some) > A_PAGE else None


def all_of(clinic_id: UUID, wanted: Wanted, at_most: int) -> Iterator[list[AuditEntry]]:
    """Everything, in parts, newest first."""
    last: int | None = None
    while at_most > 0:
        found = entries_in(clinic_id, wanted)
        part = list((found if last is None else found.filter(id__lt=last))[: min(AT_ONCE, at_most)])
        if not part:
            return
        yield part
        last, at_most = part[-1].pk, at_most - len(part)


def deeds_under(clinic_id: UUID, openings: Collection[UUID]) -> dict[str, dict[str, int]]:
    """What was looked at and done while a record was open in an emergency: how often each deed, by opening."""
    found = AuditEntry.objects.filter(
        clinic_id=clinic_id, details__emergency__in=[str(opening) for opening in openings]
    )
    counted: Any = (
        found.annotate(opening=KeyTextTransform("emergency", "details"))
        .values_list("opening", "deed")
        .annotate(times=Count("pk"))
        .order_by("opening", "deed")
    )
    by_opening: dict[str, dict[str, int]] = {}
    for opening, deed, times in counted:
        by_opening.setdefault(opening, {})[deed] = times
    return by_opening
