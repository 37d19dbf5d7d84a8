"""Translated texts: what there is in each language, read beside the English, approved by name, withdrawn again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from unbrace.clinic.translations.actions import approve_translation, withdraw_approval
from unbrace.clinic.translations.queries import approval_of, text_of
from unbrace.portal.doorkeeper import for_readers_of_translations
from unbrace.portal.office.pages.translations.presenter import languages, present

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import MemberRequest


@require_safe
@for_readers_of_translations
def translations(request: MemberRequest) -> HttpResponse:
    """All languages, all texts, and who has approved which."""
    return render(request, "office/pages/translations/page.html", {"languages": languages(request.clinic)})


@require_safe
@for_readers_of_translations
def translation(request: MemberRequest, language: str, what: str) -> HttpResponse:
    """One text, sentence by sentence beside the English."""
    text = text_of(language, what)
    context = {
        "page": present(text, approval_of(request.clinic, text)),
        "may": request.membership.may(text.needs),
    }
    return render(request, "office/pages/translations/text.html", context)


@require_POST
@for_readers_of_translations
def approve_text(request: MemberRequest, language: str, what: str) -> HttpResponse:
    """Of the text that was on the page; another one is refused and has to be read first."""
    mark = request.POST.get("mark", "")
    approve_translation(by=request.user, clinic=request.clinic, language=language, what=what, mark=mark)
    messages.success(request, "Approved in your name. People of this clinic read it without the mark now.")
    return redirect("office:translations")


@require_POST
@for_readers_of_translations
def withdraw_text(request: MemberRequest, language: str, what: str) -> HttpResponse:
    """The mark is back at once."""
    withdraw_approval(by=request.user, clinic=request.clinic, language=language, what=what)
    messages.success(request, "No longer approved. People read it with the mark “not reviewed” again.")
    return redirect("office:translation", language=language, what=what)
