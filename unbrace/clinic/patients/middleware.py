"""Who is here: `request.clinic`, `request.membership` and `request.patient`, looked up once per request.

Everything clinical is reached from one of these three, so a view cannot come upon another clinic's rows by accident.
All three come with the account of the log-in, by one question (`account.py`).
A membership that has ended is not found here, so someone who left is a stranger from the next request on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from unbrace.clinic.accounts.models import User
from unbrace.clinic.care_teams.models import Clinic, Membership
from unbrace.clinic.care_teams.queries import keep_for_this_request
from unbrace.clinic.patients.account import places_of
from unbrace.clinic.patients.models import Patient

PICKED_CARE = "care"  # which of several clinics a patient looks at, in this log-in
PICKED_WORK = "clinic"  # and which of several a member does
LOOKS = ("GET", "HEAD")
Answer = Callable[[HttpRequest], HttpResponseBase]


class ClinicRequest(HttpRequest):
    """What a view behind a log-in receives. For type hints."""

    user: User
    clinic: Clinic | None
    membership: Membership | None
    patient: Patient | None


def who_is_here(get_response: Answer) -> Answer:
    def answer(request: HttpRequest) -> HttpResponseBase:
        _place(request)
        with timezone.override(_zone(request)):
            return get_response(request)

    return answer


def _place(request: HttpRequest) -> None:
    membership: Membership | None = None
    patient: Patient | None = None
    if request.user.is_authenticated:
        works, care = places_of(request.user)
        if request.method in LOOKS:
            keep_for_this_request(request.user, works)
        membership = _picked(works, "clinic_id", request.session.get(PICKED_WORK))
        patient = _picked(care, "pk", request.session.get(PICKED_CARE))
    here = membership.clinic if membership else patient.clinic if patient else None
    request.membership, request.patient, request.clinic = membership, patient, here  # type: ignore[attr-defined]


def _picked(places: Iterable[Any], by: str, picked: str | None) -> Any:
    """The one picked in this log-in, else the first."""
    places = list(places)
    return next((one for one in places if str(getattr(one, by)) == picked), places[0] if places else None)


def _zone(request: HttpRequest) -> str:
    return request.user.time_zone if request.user.is_authenticated else "UTC"
