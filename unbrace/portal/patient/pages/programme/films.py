"""The film of an own exercise in one's programme, while it is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.views.decorators.http import require_safe

from unbrace.clinic.exercise_films.queries import film_for_patient
from unbrace.portal.doorkeeper import for_patients
from unbrace.portal.own_films import film_answer, still_answer

if TYPE_CHECKING:
    from django.http import HttpResponse

    from unbrace.portal.doorkeeper import PatientRequest


@require_safe
@for_patients
def show_film(request: PatientRequest, film_id: UUID) -> HttpResponse:
    return film_answer(request, film_for_patient(request.patient, film_id))


@require_safe
@for_patients
def show_still(request: PatientRequest, film_id: UUID) -> HttpResponse:
    return still_answer(request, film_for_patient(request.patient, film_id))
