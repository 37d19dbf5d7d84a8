"""Measure together: which tests are open in this call, asking for them, and the value the therapist marks.

What the person's device measures it sends itself, as when they are alone; nothing here takes a number from it. What is
marked here is a row of its own with the therapist's name and how it was taken (decision 0031).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.http import JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from unbrace.clinic.assessments import actions
from unbrace.clinic.assessments.actions import Marked
from unbrace.clinic.assessments.bounds import sides_of
from unbrace.clinic.assessments.queries import (
    assessment_of,
    flags_of,
    main_numbers,
    offered,
    open_assessment_of,
    over_for_today,
    sets_of_tests,
    tests_of_function,
    why_not_choices,
)
from unbrace.clinic.calls.queries import Role
from unbrace.clinic.check_ins.gate import gate_of
from unbrace.clinic.questionnaires.queries import Allowed
from unbrace.clinic.reading import Reader
from unbrace.clinic.refused import NotYours, Refused
from unbrace.portal.call_room import seat_or_404
from unbrace.portal.doorkeeper import for_therapists
from unbrace.portal.json_body import json_body, refused_as_json
from unbrace.portal.pictures import in_json, shown_test
from unbrace.portal.result_words import ENDS, number_words, unit_words

if TYPE_CHECKING:
    from unbrace.clinic.assessments.models import Assessment, Attempt
    from unbrace.clinic.assessments.queries import Offered
    from unbrace.clinic.patients.models import Patient
    from unbrace.portal.doorkeeper import MemberRequest

HELD: Final = {
    "caution": "Held back by a caution. Offer it by name on the page of the test if it may be done all the same.",
    "helper": "Only with somebody beside the person.",
    "visit": "In a visit only.",
}
HOWS: Final = {
    "video_camera": "read off their camera",
    "video_eye": "seen by me",
    "video_tape": "read off a tape or a clock",
}
SIDES: Final = ("both", "left", "right")
MOST_BYTES: Final = 10_000
ONE_TEST: Final = "one:"
TOO_LONG: Final = "This is longer than a value can be."
IN_PIECES: Final = "This did not arrive in one piece. Please try once more."


@require_http_methods(["GET", "HEAD", "POST"])
@for_therapists
def measuring(request: MemberRequest, visit_id: UUID) -> JsonResponse:
    """The panel. POST `{"ask": set or "one:" + test}`: ask for it first."""
    seat = seat_or_404(request.user, visit_id, Role.THERAPIST, request.membership)
    person = seat.visit.patient
    try:
        if request.method == "POST":
            _ask(request, person, Reader(json_body(request, MOST_BYTES, TOO_LONG, IN_PIECES)).text("ask", 80))
        return JsonResponse(_panel(request, person, visit_id))
    except (NotYours, Refused) as refusal:
        return refused_as_json(refusal)


def _ask(request: MemberRequest, person: Patient, wanted: str) -> None:
    """A set, or one test of the shelf alone; its set only gives it an order."""
    one = wanted.removeprefix(ONE_TEST) if wanted.startswith(ONE_TEST) else None
    chosen = next(iter(sets_of_tests())) if one else wanted
    tests = None if one is None else [one]
    actions.ask_assessment(by=request.user, patient=person, test_set=chosen, tests=tests)


def _panel(request: MemberRequest, person: Patient, visit_id: UUID) -> dict[str, Any]:
    current = open_assessment_of(person)
    flags = flags_of(person)
    if current is not None:
        current = actions.read_assessment(by=request.user, assessment=current)
    tests = offered(current, flags, in_a_visit=True) if current else []
    return {
        "assessment": str(current.pk) if current else None,
        "safety": gate_of(person).allowed is not Allowed.ALL,
        "over": bool(current and over_for_today(current)),
        "tests": [_test(current, one) for one in tests] if current else [],
        "sets": [{"id": one.id, "title": one.title} for one in sets_of_tests().values()],
        "others": [{"id": f"{ONE_TEST}{one.id}", "title": one.title} for one in tests_of_function()],
        "hows": [{"id": key, "words": words} for key, words in HOWS.items()],
        "why_not": [{"id": key, "words": words} for key, words in why_not_choices()],
        "ends": [{"id": key, "words": str(words)} for key, words in ENDS.items()],
        "urls": {
            "mark": reverse("therapist:mark_in_call", args=[visit_id]),
            "assessment": reverse("therapist:assessment", args=[person.pk, current.pk]) if current else "",
            "ask": reverse("therapist:assessments", args=[person.pk]),
        },
    }


def _test(assessment: Assessment, one: Offered) -> dict[str, Any]:
    test, hand = one.test, one.test.without_camera
    first = test.protocol.values[0] if test.protocol else None
    return {
        "test": test.id,
        "title": test.title,
        **in_json(shown_test(test)),
        "view": test.view.text if test.protocol else "",
        "set_up": list(test.set_up),
        "steps": list(test.steps),
        "stop": list(test.stop),
        "by_hand": hand.how,
        "screening_only": test.screening_only,
        "held_back": HELD[one.held_back.value] if one.held_back else "",
        "trials": test.protocol.trials if test.protocol else 1,
        "seconds": test.protocol.seconds if test.protocol else None,
        "lasts": test.protocol.lasts.value if test.protocol else "",
        "sides": list(sides_of(test)),
        "unit": unit_words(hand.unit),
        "camera": {"name": first.name, "unit": first.unit, "words": unit_words(first.unit)}
        if first
        else None,
        "asks_end": test.looks_at.value == "range",
        "said": [_said(attempt) for attempt in reversed(one.attempts)],
    }


def _said(attempt: Attempt) -> str:
    """One attempt in one line, with who says it."""
    numbers = [number_words(number, by_camera=attempt.by_camera) for number in main_numbers(attempt)]
    what = "; ".join(numbers) or attempt.get_outcome_display().capitalize()
    return f"{what} ({attempt.get_how_display()})"


@require_POST
@for_therapists
def mark(request: MemberRequest, visit_id: UUID) -> JsonResponse:
    """One marked value as JSON: 200; 409 another value under its key, 422 with the field, 403 not theirs to mark."""
    seat = seat_or_404(request.user, visit_id, Role.THERAPIST, request.membership)
    try:
        reader = Reader(json_body(request, MOST_BYTES, TOO_LONG, IN_PIECES))
        found = assessment_of(seat.visit.patient, reader.uuid("assessment"))
        kept = actions.mark_test(
            by=request.user, assessment=found, test=reader.text("test", 60), marked=_marked(reader)
        )
    except (NotYours, Refused) as refusal:
        return refused_as_json(refusal)
    return JsonResponse({"attempt": str(kept.pk), "said": _said(kept)})


def _marked(reader: Reader) -> Marked:
    reader.only(
        "assessment", "test", "key", "outcome", "how", "by_hand", "why", "pain_before", "pain_after", "ended", "note"
    )  # fmt: skip
    given = reader.inner("by_hand")
    given.only(*SIDES)
    sides = [side for side in SIDES if side in reader.raw("by_hand")]
    return Marked(
        key=reader.uuid("key"),
        outcome=reader.text("outcome", 20),
        how=reader.choice("how", list(HOWS)),
        by_hand={side: given.number(side, -100_000.0, 100_000.0) for side in sides},
        why="" if reader.raw("why") == "" else reader.text("why", 20),
        pain_before=reader.whole_or_none("pain_before", 0, 10),
        pain_after=reader.whole_or_none("pain_after", 0, 10),
        ended="" if reader.raw("ended") == "" else reader.choice("ended", list(ENDS)),
        note="" if reader.raw("note") == "" else reader.text("note", 500),
    )
