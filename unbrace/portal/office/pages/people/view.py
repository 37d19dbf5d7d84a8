"""Who works here: add someone, let someone go, and read what each role may do."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from unbrace.clinic.care_teams.actions import add_member, remove_member
from unbrace.clinic.care_teams.queries import member_in, members_of
from unbrace.clinic.care_teams.roles import ROLES
from unbrace.clinic.refused import Refused
from unbrace.portal.doorkeeper import for_office

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import MemberRequest


@require_http_methods(["GET", "HEAD", "POST"])
@for_office
def people(request: MemberRequest) -> HttpResponse:
    """A POST adds someone."""
    problems: dict[str, str] = {}
    if request.method == "POST":
        problems = add(request)
        if not problems:
            return redirect("office:people")
    context = {
        "members": members_of(request.clinic),
        "roles": ROLES.values(),
        "choices": [(role.id, role.name) for role in ROLES.values()],
        "typed": request.POST if problems else {},
        "problems": problems,
    }
    return render(request, "office/pages/people/page.html", context, status=422 if problems else 200)


def add(request: MemberRequest) -> dict[str, str]:
    """Make someone a member; gives the problem by field, or nothing."""
    email, name, role = (request.POST.get(field, "") for field in ("email", "name", "role"))
    try:
        add_member(by=request.user, clinic=request.clinic, email=email, name=name, role=role)
    except Refused as refusal:
        return {refusal.field or "email": refusal.message}
    messages.success(request, f"{name.strip() or email} can sign in from now on. A mail is on its way.")
    return {}


@require_POST
@for_office
def remove(request: MemberRequest, membership_id: UUID) -> HttpResponse:
    """From the next request on this person sees nothing of the clinic."""
    membership = member_in(request.clinic, membership_id)
    try:
        remove_member(by=request.user, membership=membership)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"{membership.user.name or membership.user.email} is no longer a member.")
    return redirect("office:people")
