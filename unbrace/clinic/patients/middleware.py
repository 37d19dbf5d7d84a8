"""Who is here: `request.clinic`, `request.membership` and `request.patient`, looked up once per request.

Everything clinical is reached from one of these three, so a view cannot come upon another clinic's rows by accident.
Behind the doors of those who work in a clinic their membership is asked first, and whether they are a patient as well
only when somebody wants to know: test `request.patient` for truth, not for None. Everywhere else the care is asked
first, and with it whether they work somewhere: of most people that is one question instead of two.
A membership that has ended is not found here, so someone who left is a stranger from the next request on.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from unbrace.clinic.accounts.models import User
from unbrace.clinic.care_teams.models import Clinic, Membership
from unbrace.clinic.care_teams.queries import keep_for_this_request, memberships_of
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import care_of

PICKED_CARE = "care"  # which of several clinics a patient looks at, in this log-in
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
    patient: Any = None
    if request.user.is_authenticated:
        user, picked = request.user, request.session.get(PICKED_CARE, "")
        if request.path.startswith(settings.MEMBERS_DOORS):
            membership = _chosen(request, user)
            patient = SimpleLazyObject(lambda: care_of(user, picked)) if membership else care_of(user, picked)
        else:
            patient = care_of(user, picked)
            membership = _chosen(request, user) if patient is None or patient.works_somewhere else None
    here = membership.clinic if membership else patient.clinic if patient else None
    request.membership, request.patient, request.clinic = membership, patient, here  # type: ignore[attr-defined]


def _chosen(request: HttpRequest, user: User) -> Membership | None:
    """The clinic picked in this log-in, else the one this person joined first."""
    memberships = list(memberships_of(user))
    if request.method in LOOKS:
        keep_for_this_request(user, memberships)
    picked = request.session.get("clinic")
    return next(
        (m for m in memberships if str(m.clinic_id) == picked), memberships[0] if memberships else None
    )


def _zone(request: HttpRequest) -> str:
    return request.user.time_zone if request.user.is_authenticated else "UTC"
