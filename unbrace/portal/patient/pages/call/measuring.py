"""What a person's device asks before it measures in a call: may this test be done now? Every start is asked anew.

The same checks as for a test alone. The one difference: the therapist looks on, so that a test which waits for a visit
is open. A caution stays a caution, and a safety question that waits stops a call's tests as it stops all others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import JsonResponse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_safe

from unbrace.clinic import clock
from unbrace.clinic.accounts.queries import owner_mark
from unbrace.clinic.assessments.queries import flags_of, offered, open_assessment_of, over_for_today
from unbrace.clinic.calls.queries import Role, underway
from unbrace.clinic.check_ins.gate import gate_of
from unbrace.clinic.questionnaires.queries import Allowed
from unbrace.portal.call_room import seat_or_404
from unbrace.portal.doorkeeper import for_patients
from unbrace.portal.patient.pages.assessment.presenter import HELD, plan_of
from unbrace.portal.translated import reader_of

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import PatientRequest

#: Why not, for the therapist's page, and in words for the person.
WHY_NOT = {
    "apart": gettext_noop("Nothing is measured before you are let in, or after the visit."),
    "safety": gettext_noop("First look at the safety questions on Today. Until then nothing is measured."),
    "over": gettext_noop("That is enough for today: one test made it hurt more."),
    "not_asked": gettext_noop("This test is not part of your assessment now."),
    "no_camera": gettext_noop("This test is done without the camera."),
}


@require_safe
@for_patients
def measuring(request: PatientRequest, visit_id: UUID, test: str) -> JsonResponse:
    """200 with the plan of this one test (`unbrace.assessment-plan/1`); 409 with `why` and a sentence to read."""
    seat = seat_or_404(request.user, visit_id, Role.PATIENT, request.patient)
    if not underway(seat.visit, clock.now()):
        return _not_now("apart")
    if gate_of(request.patient, request.safety).allowed is not Allowed.ALL:
        return _not_now("safety")
    current = open_assessment_of(request.patient)
    tests = offered(current, flags_of(request.patient), in_a_visit=True) if current else []
    one = next((one for one in tests if one.test.id == test), None)
    if current is None or one is None:
        return _not_now("not_asked")
    if over_for_today(current):
        return _not_now("over")
    if one.held_back:
        return _not_now("held_back", gettext(HELD[one.held_back]))
    if one.test.protocol is None:
        return _not_now("no_camera")
    owner, reader = owner_mark(request.user), reader_of(request)
    plan = plan_of(request.user, owner, current, [one], reader, over_today=False)
    return JsonResponse(_in_a_call(plan))


def _not_now(why: str, words: str = "") -> JsonResponse:
    return JsonResponse({"why": why, "error": words or gettext(WHY_NOT[why])}, status=409)


def _in_a_call(plan: dict[str, Any]) -> dict[str, Any]:
    """The coach stays silent in a call: a voice from the device would talk over the therapist's."""
    return plan | {"coach": plan["coach"] | {"speaks": False}}
