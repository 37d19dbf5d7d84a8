"""What the form, or the outbox of a device, sends: one key, words, and at most one file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO, cast
from uuid import UUID

from django.utils.translation import gettext_noop

from unbrace.clinic.accounts.queries import is_owner
from unbrace.clinic.conversations.actions import File
from unbrace.clinic.patients.queries import own_care
from unbrace.clinic.refused import NotYours, Refused
from unbrace.portal.form_ids import form_key

if TYPE_CHECKING:
    from unbrace.clinic.patients.models import Patient
    from unbrace.portal.doorkeeper import PatientRequest

NO_LONGER_TREATED = gettext_noop(
    "This message was written to a clinic that no longer treats you, so it was not sent."
)
NOT_THEIRS = gettext_noop(
    "This message was written by someone else on this device. It waits for them to sign in."
)


@dataclass(frozen=True)
class Written:
    """`patient` is the care it was written in: while it waited on a device, the person may have turned to another."""

    patient: Patient
    key: UUID
    text: str
    file: File | None
    written_at: datetime | None


def read_form(request: PatientRequest) -> Written:
    """Raises `Refused` with the field at fault, `NotYours` when another person's device pressed Send."""
    owner = request.POST.get("owner", "")
    if owner and not is_owner(request.user, owner):
        raise NotYours(NOT_THEIRS)
    if getattr(request, "too_large", False):
        raise Refused(
            "This file is too large: at most 15 MB for a picture, 60 MB for a clip.", field="picture"
        )
    return Written(
        _care(request),
        form_key(request.POST.get("key")),
        request.POST.get("text", ""),
        _file(request),
        _moment(request.POST.get("written_at", "")),
    )


def _care(request: PatientRequest) -> Patient:
    """A form that names none means the clinic that is looked at now."""
    named = request.POST.get("care", "")
    if not named:
        return request.patient
    try:
        return own_care(request.user, UUID(named))
    except (NotYours, ValueError) as error:
        raise NotYours(NO_LONGER_TREATED) from error


def _file(request: PatientRequest) -> File | None:
    for kind in ("clip", "picture"):
        found = request.FILES.get(kind)
        if found is not None and found.file is not None:
            content = cast("BinaryIO", found.file)
            return File(kind, content, found.size or 0, agreed=request.POST.get("agreed") == "yes")
    return None


def _moment(raw: str) -> datetime | None:
    """When the device says it was written; what cannot be read is simply not known."""
    try:
        moment = datetime.fromisoformat(raw)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None
