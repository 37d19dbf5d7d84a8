"""My desk: recorded, one change tried, asked about a day and a week later, kept or taken back. No camera is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from unbrace.clinic.desks.actions import (
    decide_change,
    delete_photo,
    did_change,
    keep_photo,
    look_at_change,
    next_change,
    record_desk,
)
from unbrace.clinic.desks.queries import change_of, photo_of, photo_path, record_of
from unbrace.clinic.refused import NotYours, Refused
from unbrace.portal.doorkeeper import for_patients
from unbrace.portal.patient.kept_forms import doing, from_a_device
from unbrace.portal.patient.much_pain import ask_about, is_much, signs_for
from unbrace.portal.patient.pages.desk.form import DeskForm
from unbrace.portal.patient.pages.desk.presenter import present
from unbrace.portal.translated import reader_of
from unbrace.portal.ui.pain_scale.pain_scale import NoAnswer, read_answer
from unbrace.rehab.desk import FIRST_LOOK, SECOND_LOOK

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import PatientRequest

NOTHING_MORE: Final = gettext_noop(
    "There is nothing more to try by what you told. Look at it again any time."
)


@require_safe
@for_patients
def desk(request: PatientRequest) -> HttpResponse:
    """The page."""
    return _page(request)


def _page(request: PatientRequest, problems: dict[str, str] | None = None) -> HttpResponse:
    reader = reader_of(request)
    page = present(request.patient, request.user.units, reader.language, problems or {})
    context = {"page": page, "setting": reader.setting("desk", page.words.language)} | signs_for(request)
    return render(request, "patient/pages/desk/page.html", context, status=422 if problems else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@from_a_device
@for_patients
def record(request: PatientRequest) -> HttpResponse:
    """Describe the desk as it is today. Everything may stay open, and one answer is enough."""
    said = {name: value for name, value in request.POST.items() if isinstance(value, str)}
    form = DeskForm(request.user.units, said)
    if request.method == "POST":
        form.read()
        if not form.problems:
            try:
                with doing(request) as done_at:
                    record_desk(
                        by=request.user,
                        patient=request.patient,
                        key=form.key,
                        said=form.values,
                        done_at=done_at,
                    )
            except NotYours:
                raise
            except Refused as refusal:
                form.problems[refusal.field or "bothers"] = refusal.message
            else:
                messages.success(request, gettext("Saved. That is how your desk is today."))
                return ask_about(request) if is_much(form.values["bothers"]) else redirect("patient:desk")
    status = 422 if form.problems else 200
    return render(
        request, "patient/pages/desk/record.html", {"form": form} | signs_for(request), status=status
    )


@require_POST
@from_a_device
@for_patients
def did(request: PatientRequest, desk_change_id: UUID) -> HttpResponse:
    """I did it, or: not for me."""
    done = request.POST.get("did") == "yes"
    with doing(request) as done_at:
        did_change(
            by=request.user, change=change_of(request.patient, desk_change_id), done=done, done_at=done_at
        )
    if done:
        messages.success(request, gettext("Good. Tomorrow and in a week we ask how it is."))
    else:
        messages.info(request, gettext("Fine. It is not proposed again."))
    return redirect("patient:desk")


@require_POST
@from_a_device
@for_patients
def look(request: PatientRequest, desk_change_id: UUID) -> HttpResponse:
    """A day or a week later. Much pain begins the questions about safety at once."""
    change = change_of(request.patient, desk_change_id)
    try:
        bothers = read_answer(request.POST.get("bothers"))
    except NoAnswer as problem:
        return _page(request, {"bothers": str(problem)})
    after_days = SECOND_LOOK if request.POST.get("after_days") == str(SECOND_LOOK) else FIRST_LOOK
    with doing(request) as done_at:
        look_at_change(
            by=request.user, change=change, after_days=after_days, bothers=bothers, done_at=done_at
        )
    messages.success(request, gettext("Thank you. That is saved."))
    return ask_about(request) if is_much(bothers) else redirect("patient:desk")


@require_POST
@from_a_device
@for_patients
def decide(request: PatientRequest, desk_change_id: UUID) -> HttpResponse:
    """Keep it, or take it back."""
    keep = request.POST.get("decide") == "keep"
    with doing(request):
        decide_change(by=request.user, change=change_of(request.patient, desk_change_id), keep=keep)
    messages.success(
        request, gettext("Kept.") if keep else gettext("Taken back. That is a good answer, too.")
    )
    return redirect("patient:desk")


@require_POST
@for_patients
def another(request: PatientRequest) -> HttpResponse:
    """The next thing to try."""
    if next_change(by=request.user, patient=request.patient) is None:
        messages.info(request, gettext(NOTHING_MORE))
    return redirect("patient:desk")


@require_POST
@for_patients
def send_photo(request: PatientRequest, desk_record_id: UUID) -> HttpResponse:
    """A picture beside a record, with a yes."""
    found, file = record_of(request.patient, desk_record_id), request.FILES.get("picture")
    if file is None:
        return _page(request, {"picture": gettext("Choose a picture first.")})
    try:
        keep_photo(
            by=request.user, record=found, data=file.read(), agreed=request.POST.get("agreed") == "yes"
        )
    except Refused as refusal:
        return _page(request, {refusal.field or "picture": refusal.message})
    messages.success(request, gettext("Kept. You can delete it at any time."))
    return redirect("patient:desk")


@require_safe
@for_patients
def photo(request: PatientRequest, desk_photo_id: UUID) -> HttpResponseBase:
    """One's own picture."""
    path = photo_path(photo_of(request.patient, desk_photo_id))
    if not path.is_file():
        raise Http404
    return FileResponse(path.open("rb"), content_type="image/jpeg")


@require_POST
@for_patients
def drop_photo(request: PatientRequest, desk_photo_id: UUID) -> HttpResponse:
    """Gone for good."""
    delete_photo(by=request.user, photo=photo_of(request.patient, desk_photo_id))
    messages.success(request, gettext("Deleted. Nobody can see it any more."))
    return redirect("patient:desk")
