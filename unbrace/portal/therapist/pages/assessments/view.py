"""Assessments of one person: what was found, a value marked by hand, an impairment judged, and the way to a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from unbrace.clinic.assessments import actions
from unbrace.clinic.assessments.actions import Marked
from unbrace.clinic.assessments.bounds import sides_of
from unbrace.clinic.assessments.queries import (
    Offered,
    assessment_of,
    assessments_of,
    attempts_of,
    flags_of,
    found_of,
    judgements_of,
    offered,
    why_not_choices,
)
from unbrace.clinic.patients.queries import patient_in
from unbrace.clinic.programmes.queries import current_version
from unbrace.clinic.refused import NotYours, Refused
from unbrace.clinic.worklist.actions import draft_first_plan
from unbrace.clinic.worklist.queries import draft_now
from unbrace.portal.doorkeeper import for_therapists
from unbrace.portal.pictures import shown_test
from unbrace.portal.result_words import ENDS, unit_words
from unbrace.portal.therapist.pages.assessments import presenter as show

if TYPE_CHECKING:
    from unbrace.clinic.assessments.models import Assessment
    from unbrace.clinic.patients.models import Patient
    from unbrace.portal.doorkeeper import MemberRequest

SHOWN = 20
HOW = (("in_person", "in the room with the person"), ("video", "in a video visit"))


@require_http_methods(["GET", "HEAD", "POST"])
@for_therapists
def assessments(request: MemberRequest, patient_id: UUID) -> HttpResponse:
    """The list, and the way to ask for another. POST: ask."""
    person = patient_in(request.clinic, patient_id)
    problem, asked = "", request.POST
    if request.method == "POST":
        try:
            made = actions.ask_assessment(
                by=request.user,
                patient=person,
                test_set=asked.get("test_set", ""),
                tests=asked.getlist("tests"),
                note=asked.get("note", ""),
            )
        except Refused as refusal:
            problem = refusal.message
        else:
            messages.success(request, f"Asked. {person.name} finds the tests on Today.")
            return redirect("therapist:assessment", patient_id=person.pk, assessment_id=made.pk)
    found = list(assessments_of(person)[:SHOWN])
    picked = asked.get("test_set", "") or request.GET.get("set", "")
    context = {
        "patient": person,
        "rows": [_row(one) for one in found],
        "open": any(one.ended_at is None for one in found),
        "sets": show.set_choices(picked, flags_of(person)),
        "picked": picked,
        "ticked": asked.getlist("tests") if problem else None,
        "note": asked.get("note", ""),
        "problem": problem,
    }
    page = "therapist/pages/assessments/list.html"
    return render(request, page, context, status=422 if problem else 200)


def _row(one: Assessment) -> dict[str, Any]:
    tried = {attempt.test for attempt in one.attempts.all()}
    return {"assessment": one, "title": show.set_title(one), "tried": len(tried), "of": len(one.tests)}


@require_safe
@for_therapists
def assessment(request: MemberRequest, patient_id: UUID, assessment_id: UUID) -> HttpResponse:
    """One assessment whole. That it was opened is noted."""
    person = patient_in(request.clinic, patient_id)
    found = actions.read_assessment(by=request.user, assessment=assessment_of(person, assessment_id))
    return _page(request, person, found)


def _page(request: MemberRequest, person: Patient, found: Assessment, **more: Any) -> HttpResponse:
    everything = attempts_of(person)
    plan = draft_now(person)
    judgements = judgements_of(person)
    context = {
        "patient": person,
        "assessment": found,
        "title": show.set_title(found),
        "lines": [
            show.line_of_test(person.pk, found, one, everything)
            for one in offered(found, flags_of(person), helper_here=True)
        ],
        "found": show.found_lines(plan.impairments if plan else found_of(person), judgements),
        "impairments": sorted(show.impairment_words().items(), key=lambda one: one[1]),
        "told": plan is not None,
        "plan": plan,
        "draft": show.draft_lines(plan) if plan else [],
        "has_programme": current_version(person) is not None,
        **more,
    }
    return render(
        request, "therapist/pages/assessments/page.html", context, status=422 if more.get("problem") else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_therapists
def one_test(request: MemberRequest, patient_id: UUID, assessment_id: UUID, test: str) -> HttpResponse:
    """One test: every attempt with its quality, and a form to mark a value oneself. POST: mark."""
    person, found, one = _one(request, patient_id, assessment_id, test)
    problem, at = "", ""
    if request.method == "POST":
        try:
            actions.mark_test(by=request.user, assessment=found, test=test, marked=_marked(request, one))
        except Refused as refusal:
            problem, at = refusal.message, refusal.field
        else:
            messages.success(request, "Kept, with your name. It counts before what the device measured.")
            return redirect(
                "therapist:assessed_test", patient_id=person.pk, assessment_id=found.pk, test=test
            )
    return _page_of_test(request, person, found, one, problem, at)


def _page_of_test(
    request: MemberRequest, person: Patient, found: Assessment, one: Offered, problem: str, at: str
) -> HttpResponse:
    said = request.POST
    context = {
        "patient": person,
        "assessment": found,
        "one": one,
        "shown": shown_test(one.test),
        "cards": show.attempt_cards(one.attempts, attempts_of(person), request.user.zone),
        "held": show.HELD[one.held_back] if one.held_back else "",
        "cautions": [flag.replace("_", " ") for flag in one.cautions],
        "problem": problem,
        "at": at,
        "said": said,
        "key": said.get("key") or uuid4(),
        "sides": [(side, said.get(f"value-{side}", "")) for side in sides_of(one.test)],
        "unit": unit_words(one.test.without_camera.unit),
        "hows": HOW,
        "pains": [said.get("pain-before", ""), said.get("pain-after", "")],
        "why_not": why_not_choices(),
        "ends": ENDS if one.test.looks_at.value == "range" else {},
    }
    return render(request, "therapist/pages/assessments/test.html", context, status=422 if problem else 200)


def _one(
    request: MemberRequest, patient_id: UUID, assessment_id: UUID, test: str
) -> tuple[Patient, Assessment, Offered]:
    person = patient_in(request.clinic, patient_id)
    found = assessment_of(person, assessment_id)
    one = next((one for one in offered(found, flags_of(person)) if one.test.id == test), None)
    if one is None:
        raise NotYours
    return person, found, one


def _marked(request: MemberRequest, one: Offered) -> Marked:
    said = request.POST
    outcome = said.get("outcome", "")
    values = {side: said.get(f"value-{side}", "").strip().replace(",", ".") for side in sides_of(one.test)}
    try:
        given = {side: float(raw) for side, raw in values.items() if raw}
        key = UUID(said.get("key", ""))
    except ValueError:
        raise Refused("Write digits only, such as 12.", field="by_hand") from None
    return Marked(
        key=key,
        outcome=outcome,
        how=said.get("how", ""),
        by_hand=given,
        why=said.get("why", ""),
        pain_before=_pain(said.get("pain-before", "")),
        pain_after=_pain(said.get("pain-after", "")),
        ended=said.get("ended", ""),
        note=said.get("note", ""),
    )


def _pain(raw: str) -> int | None:
    return int(raw) if raw.isdecimal() and len(raw) < 3 else None


@require_POST
@for_therapists
def allow(request: MemberRequest, patient_id: UUID, assessment_id: UUID, test: str) -> HttpResponse:
    """A named yes to a test that a caution holds back."""
    person, found, one = _one(request, patient_id, assessment_id, test)
    try:
        actions.allow_test(
            by=request.user, assessment=found, test=test, because=request.POST.get("because", "")
        )
    except Refused as refusal:
        return _page_of_test(request, person, found, one, refusal.message, "because")
    messages.success(request, "It is offered now, with your name and reason.")
    return redirect("therapist:assessed_test", patient_id=person.pk, assessment_id=found.pk, test=test)


@require_POST
@for_therapists
def judge(request: MemberRequest, patient_id: UUID, assessment_id: UUID) -> HttpResponse:
    """A score of one's own for one impairment, with the reason."""
    person = patient_in(request.clinic, patient_id)
    found = assessment_of(person, assessment_id)
    said = request.POST
    score = said.get("score", "")
    try:
        actions.judge_impairment(
            by=request.user,
            patient=person,
            impairment=said.get("impairment", ""),
            score=int(score) if score.isdecimal() and len(score) < 3 else -1,
            because=said.get("because", ""),
        )
    except Refused as refusal:
        return _page(request, person, found, problem=refusal.message, said=said)
    messages.success(request, "Kept, with your name. The draft below has been made again.")
    return redirect("therapist:assessment", patient_id=person.pk, assessment_id=found.pk)


@require_POST
@for_therapists
def draft(request: MemberRequest, patient_id: UUID, assessment_id: UUID) -> HttpResponse:
    """Lay the draft ready and go on in the programme builder, where it is changed and signed."""
    person = patient_in(request.clinic, patient_id)
    found = assessment_of(person, assessment_id)
    try:
        draft_first_plan(by=request.user, patient=person)
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("therapist:assessment", patient_id=person.pk, assessment_id=found.pk)
    return redirect("therapist:programme", patient_id=person.pk)


@require_POST
@for_therapists
def end(request: MemberRequest, patient_id: UUID, assessment_id: UUID) -> HttpResponse:
    """Nothing more is asked in it."""
    person = patient_in(request.clinic, patient_id)
    found = actions.end_assessment(by=request.user, assessment=assessment_of(person, assessment_id))
    messages.success(request, "Ended. What was done stays, and you can ask for another.")
    return redirect("therapist:assessment", patient_id=person.pk, assessment_id=found.pk)
