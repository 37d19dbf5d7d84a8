"""One person who works here: another role, a pause, whose patients go to whom, and leaving."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from unbrace.clinic import clock
from unbrace.clinic.care_teams.actions import greet_again, let_return
from unbrace.clinic.care_teams.queries import colleagues_of, member_in
from unbrace.clinic.care_teams.roles import ROLES, Permission
from unbrace.clinic.patients.queries import looked_after_by
from unbrace.clinic.refused import NotYours, Refused
from unbrace.clinic.visits.actions import (
    Passed,
    give_role_with_visits,
    hand_over_with_visits,
    let_go_with_visits,
    suspend_with_visits,
)
from unbrace.clinic.visits.queries import to_come_of
from unbrace.portal.doorkeeper import for_office
from unbrace.portal.form_ids import id_in
from unbrace.portal.visit_words import card_of

if TYPE_CHECKING:
    from unbrace.clinic.care_teams.models import Membership
    from unbrace.portal.doorkeeper import MemberRequest

MOST_SHOWN = 200
CHOOSE_VISITS = "Choose who holds their visits meanwhile, or say that they are cancelled."
CHOOSE = "Choose who looks after these people from now on, or say that nobody does yet."


@require_safe
@for_office
def member(request: MemberRequest, membership_id: UUID) -> HttpResponse:
    """What can be changed about this person's work here, each with what it means."""
    return _show(request, member_in(request.clinic, membership_id))


def _show(request: MemberRequest, one: Membership, problems: dict[str, str] | None = None) -> HttpResponse:
    patients = list(looked_after_by(one)[: MOST_SHOWN + 1])
    colleagues = [(str(c.pk), c.user.name or c.user.email) for c in colleagues_of(one)]
    context = {
        "member": one,
        "name": one.user.name or one.user.email,
        "is_self": one.user_id == request.user.pk,
        "patients": patients[:MOST_SHOWN],
        "more": len(patients) > MOST_SHOWN,
        "roles": [(role.id, role.name) for role in ROLES.values()],
        "colleagues": colleagues,
        "visits": [card_of(visit, request.user, clock.now()) for visit in to_come_of(one)[:MOST_SHOWN]],
        "holders": [("", "Choose"), ("cancel", "Nobody: cancel them with a mail"), *colleagues],
        "successors": [("", "Choose"), ("nobody", "Nobody yet: everybody sees them"), *colleagues],
        "typed": request.POST,
        "problems": problems or {},
    }
    return render(request, "office/pages/member/page.html", context, status=422 if problems else 200)


@require_POST
@for_office
def remove(request: MemberRequest, membership_id: UUID) -> HttpResponse:
    """From the next request on this person sees nothing of the clinic; a successor takes their patients."""
    one = member_in(request.clinic, membership_id)

    def act() -> str:
        passed = let_go_with_visits(by=request.user, membership=one, successor=_successor(request, one))
        return f"{_name(one)} is no longer a member.{_handed(passed)}"

    return _do(request, one, act, stays=False)


@require_POST
@for_office
def role(request: MemberRequest, membership_id: UUID) -> HttpResponse:
    """Another role from the next request on."""
    one, wanted = member_in(request.clinic, membership_id), request.POST.get("role", "")

    def act() -> str:
        treats = wanted in ROLES and ROLES[wanted].allows(Permission.PRESCRIBE)
        successor = None if treats or wanted == one.role else _successor(request, one)
        new, passed = give_role_with_visits(by=request.user, membership=one, role=wanted, successor=successor)
        return f"{_name(one)} works here as: {new.about_role.name}.{_handed(passed)}"

    return _do(request, one, act, stays=False)


@require_POST
@for_office
def hand_over(request: MemberRequest, membership_id: UUID) -> HttpResponse:
    """The people who are ticked go to a colleague."""
    one = member_in(request.clinic, membership_id)

    def act() -> str:
        chosen = [id_in(text) for text in request.POST.getlist("patient")]
        if not chosen:
            raise Refused("Tick at least one person.", field="to")
        to = _colleague(request, request.POST.get("to", ""))
        passed = hand_over_with_visits(by=request.user, membership=one, to=to, patients=chosen)
        return _handed(passed).strip()

    return _do(request, one, act)


@require_POST
@for_office
def suspend(request: MemberRequest, membership_id: UUID) -> HttpResponse:
    """No rights until they return; what is booked with them is held by somebody meanwhile, or cancelled."""
    one = member_in(request.clinic, membership_id)

    def act() -> str:
        chosen, to = request.POST.get("holder", ""), None
        if not chosen and to_come_of(one).exists():
            raise Refused(CHOOSE_VISITS, field="holder")
        if chosen not in ("", "cancel"):
            to = _colleague(request, chosen, "holder")
        passed = suspend_with_visits(by=request.user, membership=one, to=to)
        return f"{_name(one)} is suspended.{_handed(passed)}"

    return _do(request, one, act)


@require_POST
@for_office
def come_back(request: MemberRequest, membership_id: UUID) -> HttpResponse:
    """All rights of their role again."""
    one = member_in(request.clinic, membership_id)
    return _do(request, one, lambda: _said(let_return(by=request.user, membership=one), "is back."))


@require_POST
@for_office
def greet(request: MemberRequest, membership_id: UUID) -> HttpResponse:
    """The mail that says how to sign in, once more."""
    one = member_in(request.clinic, membership_id)
    return _do(
        request, one, lambda: _said(greet_again(by=request.user, membership=one), "gets the mail again.")
    )


def _do(
    request: MemberRequest, one: Membership, act: Callable[[], str], *, stays: bool = True
) -> HttpResponse:
    """To the person's page, or to everybody's where this membership has ended; what cannot be is said there."""
    try:
        said = act()
    except NotYours:
        raise
    except Refused as refusal:
        if refusal.field:
            return _show(request, one, {refusal.field: refusal.message})
        messages.error(request, refusal.message)
        return redirect("office:member", membership_id=one.pk)
    messages.success(request, said)
    if stays:
        return redirect("office:member", membership_id=one.pk)
    return redirect("/") if one.user_id == request.user.pk else redirect("office:people")


def _successor(request: MemberRequest, one: Membership) -> Membership | None:
    """Nobody is left without anybody by oversight: where people are looked after or expected, it has to be said."""
    chosen = request.POST.get("successor", "")
    somebody = looked_after_by(one).exists() or to_come_of(one).exists()
    if chosen == "nobody" or (not chosen and not somebody):
        return None
    if not chosen:
        raise Refused(CHOOSE, field="successor")
    return _colleague(request, chosen)


def _colleague(request: MemberRequest, chosen: str, field: str = "to") -> Membership:
    try:
        return member_in(request.clinic, UUID(chosen))
    except (NotYours, ValueError) as error:
        raise Refused("Choose somebody from the list.", field=field) from error


def _name(one: Membership) -> str:
    return one.user.name or one.user.email


def _said(one: Any, what: str) -> str:
    return f"{_name(one)} {what}"


def _handed(passed: Passed) -> str:
    """What became of people and visits, as far as there were any."""
    said, people = "", passed.people
    if people:
        said += f" {people} {'person was' if people == 1 else 'people were'} handed over."
    if passed.kept:
        said += f" {_visits(passed.kept)} with somebody else now; the people are told."
    if passed.cancelled:
        said += f" {_visits(passed.cancelled)} cancelled; the people are told."
    return said


def _visits(count: int) -> str:
    return f"{count} visit{' is' if count == 1 else 's are'}"
