"""The link in the mail: a code is asked for, then the report is shown once more on each right code."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from unbrace.clinic.refused import NotYours, Refused
from unbrace.clinic.reports.actions import open_sending
from unbrace.clinic.reports.queries import sending_behind
from unbrace.portal.report_file import pdf_response

PAGE = "accounts/pages/shared/page.html"


@require_http_methods(["GET", "HEAD", "POST"])
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the link shows nothing (mail programs open links by themselves). Nothing of it is kept by a browser."""
    sending = sending_behind(token)
    if sending is None:
        return _not_kept(render(request, PAGE, {"gone": True}, status=404))
    context: dict[str, object] = {"clinic_name": sending.report.patient.clinic.name}
    if request.method != "POST":
        return _not_kept(render(request, PAGE, context))
    code = request.POST.get("code", "")
    try:
        report = open_sending(token=token, code=code)
    except NotYours:
        return _not_kept(render(request, PAGE, {"gone": True}, status=404))
    except Refused as refusal:
        still = sending_behind(token) is not None
        context |= {"problem": refusal.message, "ended": not still}
        return _not_kept(render(request, PAGE, context, status=422))
    if request.POST.get("as") == "file":
        return pdf_response(report)
    signed_at = report.signed_at.astimezone(report.author.zone)
    return _not_kept(
        render(request, PAGE, context | {"content": report.content, "signed_at": signed_at, "code": code})
    )


def _not_kept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
