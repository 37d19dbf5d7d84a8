"""What the therapist is called, where they are, light or dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from unbrace.portal.doorkeeper import for_therapists
from unbrace.portal.own_details import own_details

if TYPE_CHECKING:
    from unbrace.portal.doorkeeper import MemberRequest


@require_http_methods(["GET", "HEAD", "POST"])
@for_therapists
def settings(request: MemberRequest) -> HttpResponse:
    """The therapist's own."""
    return own_details(request, template="therapist/pages/settings/page.html", route="therapist:settings")
