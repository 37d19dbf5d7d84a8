"""Nothing about somebody leaves the clinic without standing here, by name and day."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from unbrace.clinic import clock
from unbrace.clinic.refused import Refused
from unbrace.clinic.reports.actions import answer_consent, read_report, withdraw_consent
from unbrace.clinic.reports.kinds import How
from unbrace.clinic.reports.queries import (
    own_consent,
    own_consents,
    own_report,
    own_sendings,
    reports_for_themselves,
)
from unbrace.portal.date_words import whole_date
from unbrace.portal.doorkeeper import for_patients
from unbrace.portal.report_file import pdf_response

if TYPE_CHECKING:
    from datetime import datetime

    from unbrace.clinic.reports.models import Consent
    from unbrace.portal.doorkeeper import PatientRequest

SHOWN = 20


@require_safe
@for_patients
def reports(request: PatientRequest) -> HttpResponse:
    now, asked = clock.now(), list(own_consents(request.user).filter(called_off_at=None)[:SHOWN])
    context = {
        "waiting": [one for one in asked if one.waits(now)],
        "answers": [(one, answer_words(one, now)) for one in asked if not one.waits(now)],
        "reports": reports_for_themselves(request.patient)[:SHOWN],
        "sendings": [(one, one.is_open(now)) for one in own_sendings(request.user)[:SHOWN]],
    }
    return render(request, "patient/pages/reports/page.html", context)


@require_safe
@for_patients
def report_pdf(request: PatientRequest, report_id: UUID) -> HttpResponse:
    """Only one that was written for this person."""
    found = own_report(request.patient, report_id)
    read_report(by=request.user, report=found)
    return pdf_response(found)


@require_safe
@for_patients
def asked(request: PatientRequest, consent_id: UUID) -> HttpResponse:
    """Who asks, to whom it would go, and every word of it as it is signed; then yes, no, or the yes taken back."""
    consent, now = own_consent(request.user, consent_id), clock.now()
    read_report(by=request.user, report=consent.report)
    context = {
        "consent": consent,
        "content": consent.report.content,
        "waits": consent.waits(now),
        "words": answer_words(consent, now),
        "to_take_back": consent.said_yes is True and consent.withdrawn_at is None,
    }
    return render(request, "patient/pages/reports/asked.html", context)


@require_POST
@for_patients
def answer(request: PatientRequest, consent_id: UUID) -> HttpResponse:
    consent, said = own_consent(request.user, consent_id), request.POST.get("answer")
    if said not in ("yes", "no"):
        return redirect("patient:asked", consent_id=consent.pk)
    try:
        answer_consent(by=request.user, consent=consent, yes=said == "yes")
    except Refused:
        messages.error(request, _("This question is no longer open. Nothing has changed."))
        return redirect("patient:asked", consent_id=consent.pk)
    messages.success(
        request,
        _("Your yes is noted. You can take it back here at any time.")
        if said == "yes"
        else _("Your no is noted. Nothing goes out."),
    )
    return redirect("patient:reports")


@require_POST
@for_patients
def take_back(request: PatientRequest, consent_id: UUID) -> HttpResponse:
    consent = own_consent(request.user, consent_id)
    try:
        withdraw_consent(by=request.user, consent=consent)
    except Refused:
        messages.error(request, _("This question is no longer open. Nothing has changed."))
    else:
        messages.success(request, _("Taken back. The link is closed; what was read before cannot be undone."))
    return redirect("patient:reports")


def answer_words(consent: Consent, now: datetime) -> str:
    """How it stands, in the person's words; "" while it waits."""
    zone = consent.report.patient.user.zone
    at = consent.withdrawn_at or consent.answered_at
    day = whole_date(at.astimezone(zone)) if at else ""
    if consent.withdrawn_at is not None:
        return _("You took your yes back on %(day)s.") % {"day": day}
    if consent.called_off_at is not None:
        return _("Your clinic does not ask this any more.")
    if consent.said_yes is None:
        return "" if consent.waits(now) else _("Not answered in time, so nothing went out.")
    if not consent.said_yes:
        return _("You said no on %(day)s.") % {"day": day}
    if consent.how == How.APP:
        return _("You said yes here on %(day)s.") % {"day": day}
    who = consent.asked_by.name or consent.asked_by.email
    said = {
        How.SPOKEN: _("%(who)s noted that you said yes face to face on %(day)s."),
        How.PHONE: _("%(who)s noted that you said yes on the telephone on %(day)s."),
        How.WRITTEN: _("%(who)s noted that you said yes in writing on %(day)s."),
    }[How(consent.how)]
    return said % {"who": who, "day": whole_date(consent.given_on) if consent.given_on else ""}
