"""Reports about one person: the list, the draft with how it will read, one signed, and its ways out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from unbrace.clinic import clock
from unbrace.clinic.patients.queries import patient_in
from unbrace.clinic.refused import NotYours, Refused
from unbrace.clinic.reports import actions
from unbrace.clinic.reports.actions.sign_report import mark_of
from unbrace.clinic.reports.kinds import MOST_LETTERS, PARTS, How, Reader
from unbrace.clinic.reports.queries import (
    consent_of,
    draft_of,
    my_draft,
    report_of,
    reports_of,
    sending_of,
    template_of,
    templates_for,
)
from unbrace.portal.doorkeeper import for_therapists
from unbrace.portal.report_file import pdf_response
from unbrace.portal.therapist.pages.reports.compose import compose
from unbrace.portal.therapist.pages.reports.form import composed_in, of_draft

if TYPE_CHECKING:
    from unbrace.clinic.reports.actions import Composed
    from unbrace.clinic.reports.models import Consent, Report, ReportDraft, Sending
    from unbrace.portal.doorkeeper import MemberRequest

SHOWN = 30
READERS = tuple((reader.value, reader.label) for reader in Reader)


@require_safe
@for_therapists
def reports(request: MemberRequest, patient_id: UUID) -> HttpResponse:
    person = patient_in(request.clinic, patient_id)
    found = list(reports_of(person)[: SHOWN + 1])
    context = {
        "patient": person,
        "reports": [(one, _ways_out(one)) for one in found[:SHOWN]],
        "more": len(found) > SHOWN,
        "draft": draft_of(request.user, person),
        "readers": READERS,
        "templates": templates_for(request.membership),
    }
    return render(request, "therapist/pages/reports/page.html", context)


@require_POST
@for_therapists
def begin(request: MemberRequest, patient_id: UUID) -> HttpResponse:
    """A draft for one reader, or with the words of a template; an open draft is gone on with."""
    person, asked = patient_in(request.clinic, patient_id), request.POST.get("begin_with", "")
    template = None
    if asked not in Reader.values:
        try:
            template = template_of(request.membership, UUID(asked))
        except ValueError as error:
            raise NotYours from error
    reader = template.reader if template else asked
    actions.begin_report(by=request.user, patient=person, reader=reader, template=template)
    return redirect("therapist:report_draft", patient_id=person.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_therapists
def draft(request: MemberRequest, patient_id: UUID) -> HttpResponse:
    """Choose and write; save shows how it reads; signing takes exactly what was read."""
    person = patient_in(request.clinic, patient_id)
    mine = my_draft(request.user, person)
    if request.method != "POST":
        return _form(request, mine, of_draft(mine))
    if "sign" in request.POST:
        return _sign(request, mine)
    composed = composed_in(request.POST)
    try:
        actions.save_report(by=request.user, draft=mine, composed=composed)
    except Refused as refusal:
        return _form(request, mine, composed, refusal)
    messages.success(request, "Saved. This is how it reads; only you see it until it is signed.")
    return redirect("therapist:report_draft", patient_id=person.pk)


@require_POST
@for_therapists
def drop(request: MemberRequest, patient_id: UUID) -> HttpResponse:
    person = patient_in(request.clinic, patient_id)
    actions.drop_report(by=request.user, draft=my_draft(request.user, person))
    messages.success(request, "The draft is thrown away.")
    return redirect("therapist:reports", patient_id=person.pk)


@require_safe
@for_therapists
def report(request: MemberRequest, patient_id: UUID, report_id: UUID) -> HttpResponse:
    person = patient_in(request.clinic, patient_id)
    found = report_of(person, report_id)
    actions.read_report(by=request.user, report=found)
    return _report(request, found)


@require_safe
@for_therapists
def pdf(request: MemberRequest, patient_id: UUID, report_id: UUID) -> HttpResponse:
    found = report_of(patient_in(request.clinic, patient_id), report_id)
    actions.read_report(by=request.user, report=found)
    return pdf_response(found)


@require_POST
@for_therapists
def send(request: MemberRequest, patient_id: UUID, report_id: UUID) -> HttpResponse:
    """The code is on this one page and nowhere else, never in a mail: loading it again does not bring it back."""
    found, post = report_of(patient_in(request.clinic, patient_id), report_id), request.POST
    try:
        sending = actions.send_report(
            by=request.user,
            report=found,
            name=post.get("name", ""),
            email=post.get("email", ""),
            noted=actions.NotedYes(post.get("how", ""), _day_in(post.get("given_on", ""))),
        )
    except Refused as refusal:
        return _report(request, found, refusal=refusal)
    return _report(request, report_of(found.patient, found.pk), sent=sending)


@require_POST
@for_therapists
def ask(request: MemberRequest, patient_id: UUID, report_id: UUID) -> HttpResponse:
    """Put the question to the person, in their app."""
    found, post = report_of(patient_in(request.clinic, patient_id), report_id), request.POST
    try:
        actions.ask_consent(
            by=request.user, report=found, name=post.get("name", ""), email=post.get("email", "")
        )
    except Refused as refusal:
        return _report(request, found, refusal=refusal)
    messages.success(request, f"Asked. {found.patient.name} reads it in the app; the answer stands here.")
    return redirect("therapist:report", patient_id=patient_id, report_id=report_id)


@require_POST
@for_therapists
def send_agreed(request: MemberRequest, patient_id: UUID, consent_id: UUID) -> HttpResponse:
    """To whom the person said yes in the app."""
    consent = consent_of(patient_in(request.clinic, patient_id), consent_id)
    try:
        sending = actions.send_with_consent(by=request.user, consent=consent)
    except Refused as refusal:
        return _report(request, report_of(consent.report.patient, consent.report_id), refusal=refusal)
    return _report(request, report_of(consent.report.patient, consent.report_id), sent=sending)


@require_POST
@for_therapists
def call_off(request: MemberRequest, patient_id: UUID, consent_id: UUID) -> HttpResponse:
    consent = consent_of(patient_in(request.clinic, patient_id), consent_id)
    actions.call_off_consent(by=request.user, consent=consent)
    messages.success(request, "The question is called off.")
    return redirect("therapist:report", patient_id=patient_id, report_id=consent.report_id)


@require_POST
@for_therapists
def withdraw(request: MemberRequest, patient_id: UUID, sending_id: UUID) -> HttpResponse:
    sending = sending_of(patient_in(request.clinic, patient_id), sending_id)
    actions.withdraw_sending(by=request.user, sending=sending)
    messages.success(
        request, "Withdrawn. The link leads nowhere now; what was read before cannot be taken back."
    )
    return redirect("therapist:report", patient_id=patient_id, report_id=sending.report_id)


def _sign(request: MemberRequest, mine: ReportDraft) -> HttpResponse:
    content = compose(mine)
    try:
        signed = actions.sign_report(
            by=request.user, draft=mine, content=content, read=request.POST.get("read", "")
        )
    except Refused as refusal:
        return _form(request, mine, of_draft(mine), refusal)
    messages.success(request, "Signed. It stays as it is. You can send it now, or keep it as a file.")
    return redirect("therapist:report", patient_id=mine.patient_id, report_id=signed.pk)


def _form(
    request: MemberRequest, mine: ReportDraft, composed: Composed, refusal: Refused | None = None
) -> HttpResponse:
    content = compose(mine)
    context = {
        "patient": mine.patient,
        "draft": mine,
        "composed": composed,
        "begins": composed.begins.isoformat() if composed.begins else "",
        "ends": composed.ends.isoformat() if composed.ends else "",
        "parts": [(part, title, part in composed.parts) for part, title in PARTS.items()],
        "content": content,
        "read": mark_of(content),
        "problem": refusal.message if refusal else "",
        "at": refusal.field if refusal else "",
        "most": MOST_LETTERS,
    }
    return render(request, "therapist/pages/reports/draft.html", context, status=422 if refusal else 200)


def _report(
    request: MemberRequest, found: Report, *, refusal: Refused | None = None, sent: Sending | None = None
) -> HttpResponse:
    own = found.reader == Reader.PATIENT
    usual = {"name": found.patient.name if own else "", "email": found.patient.user.email if own else ""}
    context = {
        "patient": found.patient,
        "report": found,
        "content": found.content,
        "ways": _ways_out(found),
        "consents": [(one, *_stands(one, found.consents.all())) for one in found.consents.all()],
        "hows": [(how.value, how.label) for how in How if how != How.APP],
        "own": own,
        "sent": sent,
        "code": f"{sent.code[:4]}-{sent.code[4:]}" if sent else "",
        "typed": request.POST if refusal else usual,
        "problem": refusal.message if refusal else "",
        "at": refusal.field if refusal else "",
    }
    response = render(request, "therapist/pages/reports/report.html", context, status=422 if refusal else 200)
    if sent:
        response["Cache-Control"] = "no-store"
    return response


def _stands(one: Consent, words: Iterable[Consent]) -> tuple[str, bool]:
    """How a question or a yes stands, and whether something may go out on it."""
    now, zone = clock.now(), one.report.author.zone
    if one.withdrawn_at:
        return f"taken back by them on {_date(one.withdrawn_at.astimezone(zone))}", False
    if one.called_off_at:
        return "called off", False
    if one.said_yes is None:
        return ("waits for their answer" if one.waits(now) else "not answered in time"), False
    if not one.said_yes and one.answered_at:
        return f"said no in their app on {_date(one.answered_at.astimezone(zone))}", False
    if one.how == How.APP and one.answered_at:
        said = f"said yes in their app on {_date(one.answered_at.astimezone(zone))}"
        if one.overtaken(words):
            return f"{said}, and no since then", False
        return said, one.stands(now)
    who, day = one.asked_by.name or one.asked_by.email, _date(one.given_on) if one.given_on else ""
    return f"said yes {How(one.how).label} on {day}, noted by {who}", False


def _date(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _day_in(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _ways_out(found: Report) -> list[tuple[Sending, str, list[str]]]:
    """Each with how it stands and when it was opened."""
    now, lines = clock.now(), []
    for one in found.sendings.all():
        if one.withdrawn_at:
            state = "withdrawn"
        elif one.is_open(now):
            state = "open"
        else:
            state = "too many wrong codes" if now < one.expires_at else "ended"
        zone = found.author.zone
        opened = [
            f"{at.day} {at:%B, %H:%M}: {'opened' if look.right else 'wrong code'}"
            for look in one.openings.all()
            for at in (look.at.astimezone(zone),)
        ]
        lines.append((one, state, opened))
    return lines
