"""Who works here: add someone, see who may do what, and go to each person to change that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from unbrace.clinic.care_teams.actions import add_member
from unbrace.clinic.care_teams.queries import members_of
from unbrace.clinic.care_teams.roles import ROLES, table_of_rights
from unbrace.clinic.patients.queries import caseloads_in
from unbrace.clinic.refused import Refused
from unbrace.portal.doorkeeper import for_office

if TYPE_CHECKING:
    from unbrace.clinic.care_teams.models import Membership
    from unbrace.portal.doorkeeper import MemberRequest


@dataclass(frozen=True)
class Worker:
    """One member and how many people they look after."""

    member: Membership
    people: int

    @property
    def name(self) -> str:
        return self.member.user.name or self.member.user.email


@require_http_methods(["GET", "HEAD", "POST"])
@for_office
def people(request: MemberRequest) -> HttpResponse:
    """A POST adds someone."""
    problems: dict[str, str] = {}
    if request.method == "POST":
        problems = add(request)
        if not problems:
            return redirect("office:people")
    caseloads = caseloads_in(request.clinic)
    context = {
        "workers": [Worker(one, caseloads.get(one.pk, 0)) for one in members_of(request.clinic)],
        "roles": ROLES.values(),
        "rights": table_of_rights(),
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
