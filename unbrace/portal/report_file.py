"""A signed report as a file to keep. Its name says nothing of the person: it lies in a folder of downloads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse

if TYPE_CHECKING:
    from unbrace.clinic.reports.models import Report


def pdf_response(report: Report) -> HttpResponse:
    from unbrace.portal.report_pdf import report_pdf  # only who asks for a file waits for what draws it

    signed_at = report.signed_at.astimezone(report.author.zone)
    response = HttpResponse(report_pdf(report.content, signed_at), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="document.pdf"'
    response["Cache-Control"] = "no-store"
    return response
