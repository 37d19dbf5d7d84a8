"""How long what is kept, what would go, and whose record is on hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.patients.actions import lift_hold, place_hold
from unbrace.clinic.patients.holds import hold_in, on_hold_in
from unbrace.clinic.patients.queries import patient_in, patients_in
from unbrace.clinic.refused import NotYours, Refused
from unbrace.clinic.retention.actions import set_retention
from unbrace.clinic.retention.queries import KINDS, check, history_of, rules_of, what_would_go
from unbrace.portal.doorkeeper import for_office, needs

if TYPE_CHECKING:
    from unbrace.clinic.retention.queries import Kind
    from unbrace.portal.doorkeeper import MemberRequest

MOST_FOUND = 10


@dataclass(frozen=True)
class KindField:
    kind: Kind
    value: str
    problem: str


@require_http_methods(["GET", "HEAD", "POST"])
@for_office
@needs(Permission.SET_RETENTION)
def retention(request: MemberRequest) -> HttpResponse:
    """A POST shows first what would go; with `sure` it sets the rules."""
    if request.method != "POST":
        return _show(request)
    try:
        months = _months(request.POST)
        check(months)
        if request.POST.get("sure") != "yes":
            would = what_would_go(request.clinic, months)
            context = {"would": would, "months": months, "goes": sum(one.count for one in would)}
            return render(request, "office/pages/retention/sure.html", context)
        set_retention(by=request.user, clinic=request.clinic, months=months)
    except NotYours:
        raise
    except Refused as refusal:
        return _show(request, refusal)
    messages.success(request, "Saved. What has been kept long enough goes within the hour.")
    return redirect("office:retention")


def _show(request: MemberRequest, refusal: Refused | None = None) -> HttpResponse:
    months, whom = rules_of(request.clinic), request.GET.get("whom", "").strip()[:80]
    shown = {kind.id: str(months.get(kind.id, "")) for kind in KINDS}
    if refusal is not None:
        shown = {kind.id: request.POST.get(kind.id, "") for kind in KINDS}
    problem = {refusal.field: refusal.message} if refusal is not None else {}
    context = {
        "fields": [KindField(kind, shown[kind.id], problem.get(kind.id, "")) for kind in KINDS],
        "would": [one for one in what_would_go(request.clinic) if one.months is not None],
        "versions": [(one, _in_words(one.months)) for one in history_of(request.clinic)],
        "holds": on_hold_in(request.clinic),
        "whom": whom,
        "found": _found(request, whom) if whom else [],
        "hold_problem": problem.get("reason", ""),
    }
    return render(
        request, "office/pages/retention/page.html", context, status=422 if refusal is not None else 200
    )


def _in_words(months: Mapping[str, int]) -> str:
    named = [f"{kind.words.lower()} {months[kind.id]} months" for kind in KINDS if kind.id in months]
    return ", ".join(named) or "everything without an end"


def _found(request: MemberRequest, whom: str) -> list[object]:
    called = Q(user__name__icontains=whom) | Q(user__email__icontains=whom)
    free = patients_in(request.clinic).filter(called)
    return list(free.exclude(pk__in=on_hold_in(request.clinic).values("patient"))[:MOST_FOUND])


def _months(post: Mapping[str, str]) -> dict[str, int]:
    """What was filled in; an empty field means without an end."""
    typed = {kind.id: post.get(kind.id, "").strip() for kind in KINDS}
    return {name: _number(text, name) for name, text in typed.items() if text}


def _number(text: str, name: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 5):
        raise Refused("Write a whole number of months, or leave it empty.", field=name)
    return int(text)


@require_POST
@for_office
@needs(Permission.SET_RETENTION)
def hold(request: MemberRequest) -> HttpResponse:
    """No rule removes anything of this person until it is lifted."""
    try:
        person = patient_in(request.clinic, UUID(request.POST.get("patient", "")))
    except ValueError as error:
        raise NotYours from error
    try:
        place_hold(by=request.user, patient=person, reason=request.POST.get("reason", ""))
    except NotYours:
        raise
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"On hold. No rule removes anything of {person.name} until you lift it.")
    return redirect("office:retention")


@require_POST
@for_office
@needs(Permission.SET_RETENTION)
def lift(request: MemberRequest, hold_id: UUID) -> HttpResponse:
    """The rules hold for this person again."""
    lifted = lift_hold(by=request.user, hold=hold_in(request.clinic, hold_id))
    messages.success(request, f"Lifted. The rules hold for {lifted.patient.name} again.")
    return redirect("office:retention")
