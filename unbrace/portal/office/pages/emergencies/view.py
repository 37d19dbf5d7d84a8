"""Every record that was opened in an emergency: by whom, why, what was done under it, and whether it was right."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from unbrace.clinic.audit.search import deeds_under
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.patients.access import emergencies_in, emergency_in
from unbrace.clinic.patients.actions import judge_emergency
from unbrace.clinic.refused import NotYours, Refused
from unbrace.portal.doorkeeper import for_office, needs
from unbrace.portal.office.deed_words import deed_words

if TYPE_CHECKING:
    from unbrace.clinic.patients.models import EmergencyOpening
    from unbrace.portal.doorkeeper import MemberRequest

A_PAGE = 20


@require_safe
@for_office
@needs(Permission.REVIEW_EMERGENCIES)
def emergencies(request: MemberRequest) -> HttpResponse:
    """What waits to be judged first."""
    return _show(request)


@require_POST
@for_office
@needs(Permission.REVIEW_EMERGENCIES)
def judge(request: MemberRequest, opening_id: UUID) -> HttpResponse:
    """Rightly opened, or not and why."""
    opening = emergency_in(request.clinic, opening_id)
    said = request.POST.get("verdict", "")
    try:
        if said not in ("right", "wrong"):
            raise Refused("Say whether it was right.", field="verdict")
        judge_emergency(
            by=request.user,
            opening=opening,
            justified=said == "right",
            because=request.POST.get("because", ""),
        )
    except NotYours:
        raise
    except Refused as refusal:
        return _show(request, opening, refusal.message)
    messages.success(request, "Written down, with your name.")
    return redirect("office:emergencies")


def _show(request: MemberRequest, wrong: EmergencyOpening | None = None, problem: str = "") -> HttpResponse:
    page = Paginator(emergencies_in(request.clinic), A_PAGE).get_page(request.GET.get("page"))
    done = deeds_under(request.clinic.pk, [one.pk for one in page])
    context = {
        "page": page,
        "rows": [
            (
                one,
                [(deed_words(deed), count) for deed, count in done.get(str(one.pk), {}).items()],
                problem if wrong is not None and wrong.pk == one.pk else "",
                one.member.user_id == request.user.pk,
            )
            for one in page
        ],
        "typed": request.POST,
    }
    return render(request, "office/pages/emergencies/page.html", context, status=422 if problem else 200)
