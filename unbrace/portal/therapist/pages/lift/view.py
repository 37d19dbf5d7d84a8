"""The own lift of one person: what it is, how each step went, what a rule proposes, and the signature under a step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from unbrace.clinic.assessments.actions import ask_assessment
from unbrace.clinic.assessments.queries import main_numbers
from unbrace.clinic.lifts.actions import sign_step
from unbrace.clinic.lifts.queries import (
    HINGE_TEST,
    LIFT_TEST,
    Step,
    Way,
    index_of,
    ladder_of,
    lift_tests_of,
    lifting_texts,
    needs_a_yes,
    proposed_step,
    task_of,
)
from unbrace.clinic.patients.queries import patient_in
from unbrace.clinic.refused import NotYours, Refused
from unbrace.portal.doorkeeper import for_therapists
from unbrace.portal.lift_words import CHANGES, step_words
from unbrace.portal.own_measures import (
    NoNumber,
    length_unit,
    read_length,
    read_number,
    read_weight,
    weight_unit,
)
from unbrace.portal.result_words import said_of
from unbrace.portal.therapist.approval_form import approval_form
from unbrace.portal.unit_words import CM_PER_INCH, KG_PER_POUND
from unbrace.rehab.lifting_ladder import easier
from unbrace.rehab.progression.reasons import SENTENCES

if TYPE_CHECKING:
    from unbrace.clinic.patients.models import Patient
    from unbrace.portal.doorkeeper import MemberRequest

LIFTING_SET = "lower-back"
#: The person reads `lift_words.WAYS`; this is the same for whoever signs.
TO_SIGN = {
    Way.ON: "Ready for a step on",
    Way.BACK: "A little less for now, until you sign",
    Way.STAY: "The same again",
}
NO_NUMBER = "Write a number for load, height and times."


@require_http_methods(["GET", "HEAD", "POST"])
@for_therapists
def lift(request: MemberRequest, patient_id: UUID) -> HttpResponse:
    """GET: where the person stands; POST: sign the next step."""
    person, problem = patient_in(request.clinic, patient_id), ""
    if request.method == "POST":
        try:
            _sign(request, person)
        except NotYours:
            raise
        except Refused as refusal:
            problem = refusal.message
        else:
            messages.success(request, "Signed. It is what they find under My lift from now on.")
            return redirect("therapist:lift", patient_id=person.pk)
    context = _standing(request, person) | {"problem": problem}
    return render(request, "therapist/pages/lift/page.html", context, status=422 if problem else 200)


def _sign(request: MemberRequest, person: Patient) -> None:
    step = _read(request.POST, request.user.units)
    if step is None:
        raise Refused(NO_NUMBER, field="load_kg")
    after = request.POST.get("after", "")
    sign_step(
        by=request.user,
        patient=person,
        task_id=request.POST.get("task", ""),
        step=step,
        after=int(after) if after.isdecimal() and len(after) < 5 else -1,
        approved=request.POST.getlist("approved"),
        because=request.POST.get("because", ""),
    )


def _read(said: QueryDict, units: str) -> Step | None:
    try:
        load = read_weight(said.get("load_kg", ""), units)
        height = read_length(said.get("from_cm", ""), units)
        times = read_number(said.get("times", ""))
    except NoNumber:
        return None
    if load is None or height is None or times is None or times != int(times):
        return None
    return Step(load, height, int(times))


def _standing(request: MemberRequest, person: Patient) -> dict[str, Any]:
    units, task = request.user.units, task_of(person)
    context: dict[str, Any] = {
        "patient": person,
        "task": task,
        "words": lifting_texts(),
        "tests": [
            (
                one,
                said_of(one.attempt, main_numbers(one.attempt)),
                [CHANGES[number.change.value] for number in one.numbers if number.change],
            )
            for one in lift_tests_of(person)
        ],
    }
    if task is None:
        return context
    ladder = ladder_of(task)
    # What was typed stays only where it was meant for this lift and this step: a second press would sign it otherwise.
    number = ladder.now.number if ladder.now else 0
    meant = request.POST.get("task") == str(task.pk) and request.POST.get("after") == str(number)
    said = request.POST if meant else QueryDict()
    asked = _read(said, units) if meant else None
    step = asked or proposed_step(ladder)
    return context | {
        "goal": step_words(task, units),
        "ladder": ladder,
        "percent": round(100 * ladder.share),
        "way": TO_SIGN[ladder.proposed.way] if ladder.proposed else "",
        "reason": SENTENCES[ladder.proposed.because] if ladder.proposed else "",
        "proposed": step_words(proposed_step(ladder), units),
        "less": step_words(easier(proposed_step(ladder)), units),
        "index": index_of(task),
        "steps": [(one, step_words(one, units), list(one.tries.all())) for one in reversed(ladder.steps)],
        "after": number,
        "fields": _fields(said, units, step),
        "approvals": approval_form(needs_a_yes(ladder, step), said),
        "ratings": task.ratings.all(),
    }


def _fields(said: QueryDict, units: str, step: Step) -> list[tuple[str, str, str]]:
    """Name, label and value; what was written stays."""
    imperial = units == "imperial"
    load = round(step.load_kg / (KG_PER_POUND if imperial else 1), 1)
    height = round(step.from_cm / (CM_PER_INCH if imperial else 1), 1)
    lines = (
        ("load_kg", f"Load ({weight_unit(units)})", f"{load:g}"),
        ("from_cm", f"From this height over the floor ({length_unit(units)})", f"{height:g}"),
        ("times", "Times in one go", str(step.times)),
    )
    return [(name, label, str(said.get(name, value))) for name, label, value in lines]


@require_POST
@for_therapists
def ask_for_tests(request: MemberRequest, patient_id: UUID) -> HttpResponse:
    """Ask for the lifting test and the hinge, to be done with a camera or without."""
    person = patient_in(request.clinic, patient_id)
    try:
        ask_assessment(by=request.user, patient=person, test_set=LIFTING_SET, tests=[HINGE_TEST, LIFT_TEST])
    except NotYours:
        raise
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"Asked. {person.name} finds both tests on Today.")
    return redirect("therapist:lift", patient_id=person.pk)
