"""One signed version, as it was signed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from unbrace.clinic.patients.queries import patient_in
from unbrace.clinic.programmes.queries import version_of, versions_of
from unbrace.clinic.worklist.queries import approvals_of
from unbrace.portal.doorkeeper import for_therapists
from unbrace.portal.logbook import title_of
from unbrace.portal.paper_language import reader_on_paper
from unbrace.portal.pictures import shown as demonstration
from unbrace.portal.programme_sheet_pdf import sheet_of
from unbrace.portal.therapist.pages.patient.presenter import signed_words
from unbrace.portal.therapist.programme_changes import changes_between, planned_words

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import MemberRequest


@require_safe
@for_therapists
def version(request: MemberRequest, patient_id: UUID, version_id: UUID) -> HttpResponse:
    """Reached through its patient, who has to be of this clinic."""
    person = patient_in(request.clinic, patient_id)
    versions = versions_of(person)
    shown = next((v for v in versions if v.pk == version_id), None)
    if shown is None:
        raise Http404
    before = next((v for v in versions if v.number < shown.number), None)
    prescriptions = list(shown.prescriptions.all())
    context = {
        "patient": person,
        "version": shown,
        "signed": signed_words(shown),
        "lines": [
            (
                title_of(p.exercise),
                planned_words(p),
                p.content_version,
                p.content_hash,
                demonstration(p.exercise),
            )
            for p in prescriptions
        ],
        "changes": changes_between(before.prescriptions.all(), prescriptions) if before else [],
        "first": before is None,
        "approvals": approvals_of(shown),
    }
    return render(request, "therapist/pages/version/page.html", context)


@require_safe
@for_therapists
def sheet_pdf(request: MemberRequest, patient_id: UUID, version_id: UUID) -> HttpResponse:
    """The same on paper, with pictures, in the person's language. Named without the person: files lie about in folders
    for downloads."""
    person = patient_in(request.clinic, patient_id)
    shown = version_of(person, version_id)
    reader = reader_on_paper(person)
    file = sheet_of(shown, person.name, request.clinic.name, reader)
    response = HttpResponse(file, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="programme-{shown.number}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response
