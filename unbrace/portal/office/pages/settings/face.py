"""How the clinic shows itself: its details, its colour, its logo. Each form on its own, each with its problem."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages

from unbrace.clinic.care_teams.actions import set_accent, set_clinic_details, set_logo
from unbrace.clinic.care_teams.logo import MOST_BYTES
from unbrace.clinic.refused import NotYours, Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from unbrace.portal.doorkeeper import MemberRequest

DETAILS = ("name", "address", "phone", "hours")


def set_details(request: MemberRequest) -> dict[str, str]:
    said = {field: request.POST.get(field, "") for field in DETAILS}
    return _try(
        request,
        lambda: set_clinic_details(by=request.user, clinic=request.clinic, **said),
        "Saved. People read this in their app and below mails.",
        "name",
    )


def set_colour(request: MemberRequest) -> dict[str, str]:
    accent = "" if request.POST.get("away") else request.POST["accent"]
    return _try(
        request,
        lambda: set_accent(by=request.user, clinic=request.clinic, accent=accent),
        "Saved. The pages have this colour by day.",
        "accent",
    )


def set_picture(request: MemberRequest) -> dict[str, str]:
    """A file that was not chosen is no wish to take the logo away; that has a button of its own."""
    sent = request.FILES.get("logo")
    data = sent.read(MOST_BYTES + 1) if sent is not None else b""

    def act() -> None:
        if not data and not request.POST.get("away"):
            raise Refused("Choose a picture first.", field="logo")
        set_logo(by=request.user, clinic=request.clinic, data=b"" if request.POST.get("away") else data)

    return _try(request, act, "Saved. The logo stands at the head of every page.", "logo")


def _try(request: MemberRequest, act: Callable[[], object], said: str, field: str) -> dict[str, str]:
    try:
        act()
    except NotYours:
        raise
    except Refused as refusal:
        return {refusal.field or field: refusal.message}
    messages.success(request, said)
    return {}
