"""Choose the language one reads: kept with the account where there is one, and on this device for before sign-in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from unbrace.clinic.accounts.actions import choose_language
from unbrace.portal.language import known, remember_language


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Back to the page one came from, in the new language, never to another site. An unknown one changes nothing."""
    back = request.POST.get("next", "")
    here = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    answer = redirect(back if here else "/")
    chosen = known(request.POST.get("language", ""))
    if not chosen:
        return answer
    if request.user.is_authenticated:
        choose_language(by=request.user, language=chosen)
    remember_language(answer, chosen)
    return answer
