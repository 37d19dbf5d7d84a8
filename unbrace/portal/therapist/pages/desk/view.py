"""The desk of one person: what they measured, what was tried and came of it, and another change to propose."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from unbrace.clinic.desks.actions import propose_change, see_photo
from unbrace.clinic.desks.queries import (
    changes_of,
    desk_texts,
    next_for,
    open_change_of,
    photo_of,
    photo_path,
    records_of,
    tried_change,
)
from unbrace.clinic.patients.queries import patient_in, today_of
from unbrace.clinic.refused import NotYours, Refused
from unbrace.portal.desk_words import CAME, record_lines, rests_on
from unbrace.portal.doorkeeper import for_therapists
from unbrace.rehab.desk import Came

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import MemberRequest

SHOWN = 12


@require_http_methods(["GET", "HEAD", "POST"])
@for_therapists
def desk(request: MemberRequest, patient_id: UUID) -> HttpResponse:
    """GET: where it stands; POST: propose a change of one's own."""
    person, problem = patient_in(request.clinic, patient_id), ""
    if request.method == "POST":
        try:
            propose_change(
                by=request.user,
                patient=person,
                change=request.POST.get("change", ""),
                note=request.POST.get("note", ""),
            )
        except NotYours:
            raise
        except Refused as refusal:
            problem = refusal.message
        else:
            messages.success(request, "Proposed. They find it under My desk.")
            return redirect("therapist:desk", patient_id=person.pk)
    today, units, texts = today_of(person), request.user.units, desk_texts()
    now = open_change_of(person)
    tried = [tried_change(one, today) for one in changes_of(person)[:SHOWN]]
    context = {
        "patient": person,
        "records": [
            (one, record_lines(one, units), [photo for photo in one.photos.all() if photo.state == "ready"])
            for one in records_of(person)[:SHOWN]
        ],
        "changes": [
            (
                one,
                texts.texts[one.change.change],
                rests_on(one.change.found, units) if one.change.found else "",
                "" if one.came is Came.WAIT else CAME[one.came],
            )
            for one in tried
        ],
        "waits": [
            texts.texts[one.change].title
            for one in next_for(person)
            if now is None or one.change != now.change
        ],
        "trying": now is not None and now.state == "doing",
        "choices": [
            ("", "Choose one"),
            *((name, text.title) for name, text in sorted(texts.texts.items())),
        ],
        "said": request.POST,
        "problem": problem,
        "words": texts,
    }
    return render(request, "therapist/pages/desk/page.html", context, status=422 if problem else 200)


@require_safe
@for_therapists
def photo(request: MemberRequest, patient_id: UUID, desk_photo_id: UUID) -> HttpResponseBase:
    """The picture somebody left here. Each look is written down."""
    person = patient_in(request.clinic, patient_id)
    path = photo_path(see_photo(by=request.user, photo=photo_of(person, desk_photo_id)))
    if not path.is_file():
        raise Http404
    return FileResponse(path.open("rb"), content_type="image/jpeg")
