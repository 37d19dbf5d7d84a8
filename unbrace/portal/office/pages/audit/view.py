"""The trail: who did what to whom, and when. Looking into it is written down like everything else."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from unbrace.clinic.care_teams.actions import look_into_audit, take_audit_along
from unbrace.clinic.care_teams.queries import ever_worked_in
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.patients.access import waiting_emergencies
from unbrace.clinic.patients.queries import names_in
from unbrace.portal.doorkeeper import for_office, needs
from unbrace.portal.office.deed_words import ROOMS, deed_words
from unbrace.portal.office.pages.audit.asked import HOUSE, asked_of

if TYPE_CHECKING:
    from unbrace.clinic.audit.models import AuditEntry
    from unbrace.clinic.care_teams.models import Clinic
    from unbrace.portal.doorkeeper import MemberRequest

FORMULA = ("=", "+", "-", "@", "\t", "\r")
OWN = "Something of their own"
HEAD = ("when (UTC)", "who", "what", "deed", "whom", "person", "kind", "id", "emergency")


@dataclass(frozen=True)
class Line:
    """One entry for reading."""

    entry: AuditEntry
    who: str
    what: str
    whom: str
    emergency: str
    own: bool


@require_safe
@for_office
@needs(Permission.SEARCH_AUDIT)
def audit(request: MemberRequest) -> HttpResponse:
    """A page of what is looked for; `?older=` goes on from an entry."""
    asked, lines, older = asked_of(request), [], None
    if not asked.problems:
        entries, older = look_into_audit(
            by=request.user, clinic=request.clinic, wanted=asked.wanted, older_than=asked.older_than
        )
        lines = _lines(entries, request.clinic)
    context = {
        "asked": asked,
        "lines": lines,
        "workers": _workers(request.clinic),
        "rooms": [("", "Anything"), *ROOMS.items()],
        "query": asked.query(),
        "next": asked.query(older) if older else "",
        "later": asked.older_than is not None,
        "waiting": waiting_emergencies(request.clinic),
    }
    status = 422 if asked.problems else 200
    return render(request, "office/pages/audit/page.html", context, status=status)


@require_safe
@for_office
@needs(Permission.SEARCH_AUDIT)
def audit_csv(request: MemberRequest) -> HttpResponseBase:
    """The same as a table to keep; ids instead of what somebody said, because that is all the trail holds."""
    asked = asked_of(request)
    if asked.problems:
        return HttpResponse("\n".join(asked.problems.values()), status=422, content_type="text/plain")
    parts = take_audit_along(by=request.user, clinic=request.clinic, wanted=asked.wanted)
    response = StreamingHttpResponse(_table(parts, request.clinic), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="audit.csv"'
    return response


def _workers(clinic: Clinic) -> list[tuple[str, str]]:
    """Each once, also who left."""
    names = {str(one.user_id): one.user.name or one.user.email for one in ever_worked_in(clinic)}
    return [("", "Anybody"), *names.items(), (HOUSE, "Nobody: the house itself")]


def _lines(entries: Iterable[AuditEntry], clinic: Clinic) -> list[Line]:
    entries = list(entries)
    names = names_in(clinic, {one.patient_id for one in entries if one.patient_id is not None})
    return [_line(one, names) for one in entries]


def _line(one: AuditEntry, names: dict[UUID, tuple[str, UUID]]) -> Line:
    """What people log stays between them and their therapists: of their own deeds the trail says here only that there
    was one."""
    name, account = names.get(one.patient_id, ("", None)) if one.patient_id is not None else ("", None)
    own = one.by_id is not None and one.by_id == account
    return Line(
        one,
        (one.by.name or one.by.email) if one.by is not None else "the house",
        OWN if own else deed_words(one.deed),
        "" if one.patient_id is None else name or "somebody who was forgotten",
        str(one.details.get("emergency", "")),
        own,
    )


def _table(parts: Iterator[list[AuditEntry]], clinic: Clinic) -> Iterator[str]:
    yield "\ufeff" + _row(HEAD)  # table programs know by this mark that it is UTF-8
    for part in parts:
        for line in _lines(part, clinic):
            one = line.entry
            yield _row(
                (
                    f"{one.at:%Y-%m-%d %H:%M:%S}",
                    line.who,
                    line.what,
                    "" if line.own else one.deed,
                    line.whom,
                    one.patient_id or "",
                    "" if line.own else one.subject_kind,
                    "" if line.own else one.subject_id,
                    line.emergency,
                )
            )


def _row(cells: Iterable[object]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow([_cell(str(cell)) for cell in cells])
    return out.getvalue()


def _cell(text: str) -> str:
    """A table program takes such a cell for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
