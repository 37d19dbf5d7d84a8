"""A record whose care here has ended: found by name, opened with a reason for an hour, read, printed, never written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from unbrace.clinic import clock
from unbrace.clinic.audit.under import under_emergency
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.patients.access import open_emergencies_of, open_emergency
from unbrace.clinic.patients.actions import look_in_emergency, open_closed_record
from unbrace.clinic.patients.holds import on_hold_in
from unbrace.clinic.patients.queries import called, closed_record_in, closed_records_in
from unbrace.clinic.personal_data.what_stays import KEPT_FOR_YEARS
from unbrace.clinic.refused import NotYours, Refused
from unbrace.clinic.retention.queries import KINDS, months_before, rules_of
from unbrace.clinic.transfers.queries import transfer_that_closed
from unbrace.portal.doorkeeper import for_therapists, needs
from unbrace.portal.therapist.pages.hand_on.record import whole_record

if TYPE_CHECKING:
    from datetime import datetime

    from unbrace.clinic.patients.models import EmergencyOpening, Patient
    from unbrace.portal.doorkeeper import MemberRequest

MOST_SHOWN: Final = 20


@require_safe
@for_therapists
@needs(Permission.OPEN_IN_EMERGENCY)
def closed_records(request: MemberRequest) -> HttpResponse:
    """Names, and only of whom somebody looks for."""
    wanted = request.GET.get("name", "").strip()[:80]
    found = list(closed_records_in(request.clinic).filter(called(wanted))[: MOST_SHOWN + 1]) if wanted else []
    context = {
        "wanted": wanted,
        "records": found[:MOST_SHOWN],
        "more": len(found) > MOST_SHOWN,
        "open_now": open_emergencies_of(request.membership).exclude(patient__ended_at=None),
    }
    return render(request, "therapist/pages/closed_records/page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_therapists
@needs(Permission.OPEN_IN_EMERGENCY)
def closed_record(request: MemberRequest, record_id: UUID) -> HttpResponse:
    """Before the reason what it means to open it; afterwards the record itself. A POST gives the reason."""
    record = closed_record_in(request.clinic, record_id)
    if request.method != "POST":
        opening = open_emergency(request.membership, record)
        return _read(request, record, opening) if opening else _ask(request, record)
    try:
        open_closed_record(by=request.user, patient=record, reason=request.POST.get("reason", ""))
    except NotYours:
        raise
    except Refused as refusal:
        return _ask(request, record, refusal.message)
    return redirect("therapist:closed_record", record_id=record.pk)


def _ask(request: MemberRequest, record: Patient, problem: str = "") -> HttpResponse:
    context = {"record": record, "typed": request.POST.get("reason", ""), "problem": problem}
    status = 422 if problem else 200
    return render(request, "therapist/pages/closed_records/open.html", context, status=status)


def _read(request: MemberRequest, record: Patient, opening: EmergencyOpening) -> HttpResponse:
    """Written down before it is shown, each time, under the number of the opening."""
    request.opening = opening  # type: ignore[attr-defined]
    with under_emergency(opening.pk):
        look_in_emergency(by=request.user, opening=opening, page="therapist:closed_record")
    ended = (record.ended_at or clock.now()).astimezone(record.user.zone)
    context = {
        "record": record,
        "went": transfer_that_closed(record),
        "ended": ended,
        "content": whole_record(record, request.user, ended.date()),
        **_kept(request, record, ended),
    }
    return render(request, "therapist/pages/closed_records/record.html", context)


def _kept(request: MemberRequest, record: Patient, ended: datetime) -> dict[str, Any]:
    """Until when the record has to be there, what may go before by the clinic's own rules, and the hold on it."""
    rules = rules_of(request.clinic)
    return {
        "years": KEPT_FOR_YEARS,
        "until": months_before(ended, -12 * KEPT_FOR_YEARS),
        "rules": [(kind.words, rules[kind.id]) for kind in KINDS if kind.of_a_record and kind.id in rules],
        "hold": on_hold_in(request.clinic).filter(patient=record).first(),
    }
