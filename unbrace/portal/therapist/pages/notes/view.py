"""Notes about one person: the list, one note with what it amended, the draft, and the verbs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from unbrace.clinic import clock
from unbrace.clinic.conversations.queries import snippet_of, snippets_of
from unbrace.clinic.notes import actions
from unbrace.clinic.notes.parts import MOST_LETTERS, PARTS
from unbrace.clinic.notes.queries import (
    draft_of,
    earlier_of,
    my_draft,
    note_of,
    notes_of,
    parts_of,
    template_of,
    templates_for,
)
from unbrace.clinic.patients.queries import patient_in
from unbrace.clinic.refused import Refused
from unbrace.library.diagnoses import load_diagnoses
from unbrace.portal.doorkeeper import for_therapists
from unbrace.portal.therapist.pages.notes.facts import facts
from unbrace.portal.therapist.pages.notes.form import (
    code_fields,
    fields,
    lines_of,
    of_draft,
    parts_shown,
    written_in,
)
from unbrace.portal.therapist.pages.notes.since import since_last_note

if TYPE_CHECKING:
    from unbrace.clinic.notes.actions import Written
    from unbrace.clinic.notes.models import Note, NoteDraft
    from unbrace.portal.doorkeeper import MemberRequest

SHOWN = 30
LONGEST_AGO = timedelta(days=14)


@require_safe
@for_therapists
def notes(request: MemberRequest, patient_id: UUID) -> HttpResponse:
    person = patient_in(request.clinic, patient_id)
    found = list(notes_of(person)[: SHOWN + 1])
    context = {
        "patient": person,
        "notes": [_card(note, request.user.pk) for note in found[:SHOWN]],
        "more": len(found) > SHOWN,
        "draft": draft_of(request.user, person),
    }
    return render(request, "therapist/pages/notes/page.html", context)


@require_safe
@for_therapists
def note(request: MemberRequest, patient_id: UUID, note_id: UUID) -> HttpResponse:
    """One note, to read and to print, with everything that it took the place of."""
    person = patient_in(request.clinic, patient_id)
    found = note_of(person, note_id)
    chain = [_card(one, request.user.pk) for one in (found, *earlier_of(found))]
    return render(request, "therapist/pages/notes/note.html", {"patient": person, "chain": chain})


@require_POST
@for_therapists
def begin(request: MemberRequest, patient_id: UUID) -> HttpResponse:
    """A draft with what came in since the last note; an open draft is gone on with."""
    person = patient_in(request.clinic, patient_id)
    actions.begin_note(by=request.user, patient=person, parts=facts(since_last_note(person, LONGEST_AGO)))
    return redirect("therapist:note_draft", patient_id=person.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_therapists
def draft(request: MemberRequest, patient_id: UUID) -> HttpResponse:
    """Write: save, put a template's words in, or sign."""
    person = patient_in(request.clinic, patient_id)
    mine = my_draft(request.user, person)
    if request.method != "POST":
        return _form(request, mine, of_draft(mine))
    written = written_in(request.POST)
    try:
        saved = actions.save_draft(by=request.user, draft=mine, written=written)
        if "sign" in request.POST:
            signed = actions.sign_note(by=request.user, draft=saved)
            messages.success(request, "Signed. A signed note stays as it is; you can amend it.")
            return redirect("therapist:note", patient_id=person.pk, note_id=signed.pk)
        if template := request.POST.get("template", ""):
            _put_in(request, saved, template)
        elif snippet := request.POST.get("snippet", ""):
            _put_snippet_in(request, saved, snippet)
    except Refused as refusal:
        return _form(request, mine, written, refusal)
    messages.success(
        request, f"Saved at {clock.now().astimezone(request.user.zone):%H:%M}. Only you see drafts."
    )
    return redirect("therapist:note_draft", patient_id=person.pk)


@require_POST
@for_therapists
def drop(request: MemberRequest, patient_id: UUID) -> HttpResponse:
    person = patient_in(request.clinic, patient_id)
    actions.drop_draft(by=request.user, draft=my_draft(request.user, person))
    messages.success(request, "The draft is thrown away.")
    return redirect("therapist:notes", patient_id=person.pk)


@require_POST
@for_therapists
def amend(request: MemberRequest, patient_id: UUID, note_id: UUID) -> HttpResponse:
    person = patient_in(request.clinic, patient_id)
    try:
        actions.amend_note(by=request.user, note=note_of(person, note_id))
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("therapist:note", patient_id=person.pk, note_id=note_id)
    return redirect("therapist:note_draft", patient_id=person.pk)


@require_POST
@for_therapists
def co_sign(request: MemberRequest, patient_id: UUID, note_id: UUID) -> HttpResponse:
    person = patient_in(request.clinic, patient_id)
    try:
        actions.co_sign(by=request.user, note=note_of(person, note_id))
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Co-signed.")
    return redirect("therapist:note", patient_id=person.pk, note_id=note_id)


def _put_in(request: MemberRequest, saved: NoteDraft, template_id: str) -> None:
    """A template's words after those that are there already: nothing typed is lost."""
    try:
        template = template_of(request.membership, UUID(template_id))
    except ValueError:
        return
    _add(request, saved, parts_of(template))


def _put_snippet_in(request: MemberRequest, saved: NoteDraft, snippet_id: str) -> None:
    """One's own sentences at the end of one part."""
    try:
        snippet = snippet_of(request.membership, UUID(snippet_id))
    except ValueError:
        return
    into = request.POST.get("into", "")
    _add(request, saved, {part: snippet.text if part == into else "" for part in PARTS})


def _add(request: MemberRequest, saved: NoteDraft, added: Mapping[str, str]) -> None:
    now = of_draft(saved)
    parts = {part: "\n".join(text for text in (now.parts[part], added[part]) if text) for part in added}
    again = actions.Written(parts, now.codes, now.because, now.saves)
    actions.save_draft(by=request.user, draft=saved, written=again)


def _form(
    request: MemberRequest, mine: NoteDraft, written: Written, refusal: Refused | None = None
) -> HttpResponse:
    at, problem = (refusal.field, refusal.message) if refusal else ("", "")
    context = {
        "patient": mine.patient,
        "draft": mine,
        "fields": fields(written, problem, at),
        "codes": code_fields(written),
        "known": load_diagnoses().values(),
        "written": written,
        "problem": problem,
        "at": at,
        "templates": list(templates_for(request.membership)),
        "snippets": list(snippets_of(request.membership)),
        "most": MOST_LETTERS,
    }
    return render(request, "therapist/pages/notes/draft.html", context, status=422 if refusal else 200)


def _card(note: Note, reader: UUID) -> dict[str, object]:
    return {
        "note": note,
        "parts": parts_shown(note),
        "codes": lines_of(note.codes),
        "mine": note.author_id == reader,
        "co_signed_by_me": any(one.by_id == reader for one in note.co_signatures.all()),
    }
