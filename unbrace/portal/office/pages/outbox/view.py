"""Mails that this clinic sent in the demo, newest first: nobody needs a mail server to try an invitation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from unbrace.clinic.accounts.queries import sent_mails
from unbrace.clinic.care_teams.roles import Permission
from unbrace.portal.doorkeeper import for_office, needs

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import MemberRequest


@require_safe
@for_office
@needs(Permission.SEE_OUTBOX)
def outbox(request: MemberRequest) -> HttpResponse:
    """Links in the mails can be followed."""
    return render(request, "office/pages/outbox/page.html", {"mails": sent_mails(request.clinic.pk)})
