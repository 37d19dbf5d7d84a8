"""Progress: on the page, and as a PDF to keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from unbrace.clinic.check_ins.queries import own_goals_of
from unbrace.clinic.reports.progress import pain_change, progress_of
from unbrace.portal.doorkeeper import for_patients
from unbrace.portal.language import reader_language
from unbrace.portal.paper_language import language_on_paper, paper_mark
from unbrace.portal.patient.pages.goals.presenter import cards_of
from unbrace.portal.patient.pages.progress.pdf import as_pdf
from unbrace.portal.patient.pages.progress.presenter import ProgressPage, closer, present, weeks_of

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import PatientRequest


def _page(request: PatientRequest) -> ProgressPage:
    asked = request.GET.get("weeks", "")
    progress = progress_of(request.patient, weeks_of(asked))
    if not asked:
        progress = closer(progress)
    return present(progress, ((progress.ends - progress.begins).days + 1) // 7, pain_change())


@require_safe
@for_patients
def progress(request: PatientRequest) -> HttpResponse:
    """`?weeks=4`, 12, 26 or 52."""
    return render(
        request,
        "patient/pages/progress/page.html",
        {"page": _page(request), "goals": cards_of(own_goals_of(request.patient))},
    )


@require_safe
@for_patients
def progress_pdf(request: PatientRequest) -> HttpResponse:
    """The same to keep. It is the person's own file: no proxy and no shared browser keeps a copy of it."""
    patient = request.patient
    language = language_on_paper(reader_language(request))
    mark = paper_mark(language, patient.clinic)
    with translation.override(language):
        file = as_pdf(_page(request), patient.name, patient.clinic.name, language=language, mark=mark)
    response = HttpResponse(file, content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="unbrace-progress.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response
