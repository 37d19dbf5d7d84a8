"""What a clip can be measured by: the exercises and tests that the engine follows, and what their numbers mean.

The measuring itself is done in the therapist's browser; nothing about the clip comes here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404, JsonResponse
from django.views.decorators.http import require_safe

from unbrace.clinic.assessments.queries import tests_of_function
from unbrace.clinic.programmes.queries import catalogue, current_version
from unbrace.motion.measures import MEASURES
from unbrace.portal.doorkeeper import for_therapists
from unbrace.portal.fault_words import FAULT_NAMES
from unbrace.portal.replayed import LOST_WORDS, plain_measure
from unbrace.portal.result_words import units
from unbrace.portal.ui.replay.replay import UNITS

if TYPE_CHECKING:
    from unbrace.clinic.patients.models import Patient
    from unbrace.motion.movement import Movement
    from unbrace.motion.protocol import Protocol
    from unbrace.portal.doorkeeper import MemberRequest


@dataclass(frozen=True)
class Group:
    """One heading of the list, with (value, words) under it."""

    words: str
    choices: tuple[tuple[str, str], ...]


def offered(person: Patient) -> tuple[Group, ...]:
    """What is in the programme first, then the rest of the library, then the tests of function."""
    version = current_version(person)
    asked = {one.exercise for one in version.prescriptions.all()} if version else set()
    followed = [one for one in catalogue() if one.movement is not None]
    tests = [one for one in tests_of_function() if one.protocol is not None]
    groups = (
        Group("In the programme", _choices(one for one in followed if one.id in asked)),
        Group("Other exercises", _choices(one for one in followed if one.id not in asked)),
        Group("Tests of function", tuple((f"test:{one.id}", one.title) for one in tests)),
    )
    return tuple(group for group in groups if group.choices)


def _choices(exercises: Any) -> tuple[tuple[str, str], ...]:
    return tuple((f"exercise:{one.id}", one.title) for one in exercises)


@require_safe
@for_therapists
def definition(request: MemberRequest) -> JsonResponse:
    """`?of=exercise:squat` or `?of=test:forward-bend`: the engine's definition and how its numbers are to be read."""
    kind, _, name = request.GET.get("of", "").partition(":")
    if kind == "exercise" and name in catalogue():
        exercise = catalogue()[name]
        if exercise.movement is not None:
            return JsonResponse(
                _told(exercise, exercise.movement) | {"movement": exercise.movement.to_json()}
            )
    if kind == "test" and name in tests_of_function():
        test = tests_of_function()[name]
        if test.protocol is not None:
            told = _told(test, test.protocol.movement)
            return JsonResponse(
                told | _read_off(test.protocol) | {"protocol": test.protocol.to_json(), "units": units()}
            )
    raise Http404


def _read_off(protocol: Protocol) -> dict[str, Any]:
    """A test's first number, where it is an angle that can be read off the signal itself."""
    first = protocol.values[0]
    if first.unit != "degrees" or first.measure != protocol.movement.counting.measure:
        return {}
    return {"angle": plain_measure(first.measure), "by_signal": True}


def _told(content: Any, movement: Movement) -> dict[str, Any]:
    """`bands`: by view, how far off the angle may be in degrees. A view that is not there cannot judge it; then the
    signal that is counted is drawn, without a band."""
    counted = movement.counting.measure
    reach = movement.range
    return {
        "id": content.id,
        "title": content.title,
        "version": content.version,
        "view": movement.view.value,
        "angle": f"{plain_measure(reach.measure)}, change from the own start" if reach else "",
        "bands": {view.value: band for view, band in reach.error_band_degrees.items()} if reach else {},
        "target": reach.target_degrees if reach else None,
        "signal": f"{plain_measure(counted)}, the signal that is counted",
        "signal_unit": UNITS[MEASURES[counted].unit.value],
        "one_side": movement.sides.value not in ("both", "either"),
        "faults": {fault.id: FAULT_NAMES.get(fault.id, fault.id) for fault in movement.faults},
        "lost": LOST_WORDS,
    }
