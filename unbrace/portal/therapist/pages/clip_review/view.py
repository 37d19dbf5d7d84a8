"""One clip looked at: what is said to its moments is kept at once, and the answer settles it on the work-list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from uuid import UUID, uuid4

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from unbrace.clinic import clock
from unbrace.clinic.accounts.queries import owner_mark
from unbrace.clinic.conversations.actions import watch_clip
from unbrace.clinic.conversations.clip_remarks import clip_of, remark_in, voice_path_of_remark
from unbrace.clinic.conversations.queries import snippets_of
from unbrace.clinic.patients.queries import patient_in
from unbrace.portal.clip_words import moment_asked
from unbrace.portal.doorkeeper import for_therapists
from unbrace.portal.message_files import audio
from unbrace.portal.therapist.pages.clip_review.measures import offered
from unbrace.portal.therapist.pages.clip_review.presenter import present

if TYPE_CHECKING:
    from unbrace.clinic.conversations.models import Attachment
    from unbrace.clinic.patients.models import Patient
    from unbrace.clinic.refused import Refused
    from unbrace.portal.doorkeeper import MemberRequest

#: Names of `drawings.COLOURS`, each drawn with a dark edge.
COLOUR_WORDS: Final = (("yellow", "Yellow"), ("white", "White"), ("blue", "Light blue"), ("orange", "Orange"))


@require_safe
@for_therapists
def clip_review(request: MemberRequest, patient_id: UUID, file_id: UUID) -> HttpResponse:
    """`?at=` a moment in seconds."""
    person = patient_in(request.clinic, patient_id)
    return show(request, person, watch_clip(by=request.user, clip=clip_of(person, file_id)))


def show(
    request: MemberRequest,
    person: Patient,
    clip: Attachment,
    problem: Refused | None = None,
    **typed: str,
) -> HttpResponse:
    """The page, and beside the field what could not be kept; what was typed stands there again."""
    now = clock.now()
    context: dict[str, Any] = {
        "patient": person,
        "clip": clip,
        "page": present(clip, person, request.user, now, moment_asked(request.GET.get("at", ""))),
        "snippets": list(snippets_of(request.membership)),
        "key": str(uuid4()),
        "answer_key": str(uuid4()),
        "loaded": now.isoformat(),
        "owner": owner_mark(request.user),
        "measures": offered(person),
        "colours": COLOUR_WORDS,
        "problem": problem,
        "typed": typed,
    }
    status = 422 if problem else 200
    return render(request, "therapist/pages/clip_review/page.html", context, status=status)


def remarks_answer(
    request: MemberRequest, person: Patient, clip: Attachment, *, is_new: bool
) -> JsonResponse:
    """What was said so far, as it stands on the page, for a page that stays open."""
    page = present(clip, person, request.user, clock.now())
    context = {"page": page, "patient": person}
    listed = render_to_string("therapist/pages/clip_review/remarks.html", context, request)
    said = {"list": listed, "told": page.stage.told}
    return JsonResponse(said, status=201 if is_new else 200)


@require_safe
@for_therapists
def hear(request: MemberRequest, patient_id: UUID, remark_id: UUID) -> HttpResponse:
    """What a colleague, or oneself, said to a moment."""
    remark = remark_in(patient_in(request.clinic, patient_id), remark_id)
    return audio(request, voice_path_of_remark(remark))
