"""Reminders and mails that could not be delivered, in words that help to put it right. Never what they were about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from unbrace.clinic.accounts.mail_queue import not_through
from unbrace.clinic.reminders.queries import channel_labels, failing_in
from unbrace.portal.doorkeeper import for_office

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import MemberRequest


@require_safe
@for_office
def reminders(request: MemberRequest) -> HttpResponse:
    """The last 30 days; somebody whom a later reminder reached is no longer here."""
    context = {
        "failing": failing_in(request.clinic),
        "offered": channel_labels().values(),
        "mails": not_through(request.clinic.pk),
    }
    return render(request, "office/pages/reminders/page.html", context)
