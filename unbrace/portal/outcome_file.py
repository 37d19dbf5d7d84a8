"""Outcomes as a file to download."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse

from unbrace.portal.outcome_words import as_csv

if TYPE_CHECKING:
    from unbrace.clinic.outcomes.shown import ShownOutcomes

TOO_FEW = "\ufeffFewer than five people started in this time. Numbers of so few people are not shown.\r\n"


def file_of(shown: ShownOutcomes | None) -> HttpResponse:
    response = HttpResponse(
        TOO_FEW if shown is None else as_csv(shown), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="outcomes.csv"'
    return response
