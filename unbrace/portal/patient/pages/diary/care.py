"""The care a diary entry was written under. While it waited on a device the person may have turned to another clinic,
so it is named on the page and goes along; where it is not clear, nobody guesses."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import gettext_noop

from unbrace.clinic.patients.queries import cares_at, own_care
from unbrace.clinic.refused import NotYours, Refused

if TYPE_CHECKING:
    from unbrace.clinic.check_ins.diary_draft import Arrived
    from unbrace.clinic.patients.models import Patient
    from unbrace.portal.doorkeeper import PatientRequest

NO_LONGER_TREATED = gettext_noop(
    "This entry was written for a clinic that no longer treats you, so it was not sent. It stays with you."
)
FOR_WHICH = gettext_noop(
    "More than one clinic treats you, and this entry does not say which one it is for. It stays with you. Please write "
    "it once more in the diary: the page names the clinic that it goes to."
)


def care_of_form(request: PatientRequest) -> Patient:
    """The one the page was made for; the one that is looked at now when the form names none."""
    named = request.POST.get("care", "")
    return named_care(request.user, named) if named else request.patient


def care_of_device(user: Any, arrived: Arrived) -> Patient:
    """The one it names. An entry from before they named one goes where the person was treated when they wrote it, if
    that was one clinic and still is; else it is refused in words and stays on the device."""
    if arrived.care is not None:
        return named_care(user, arrived.care)
    draft = arrived.draft
    then = cares_at(user, draft.written_at + timedelta(seconds=draft.clock_offset_s))
    if len(then) > 1:
        raise Refused(FOR_WHICH, field="care")
    if not then or then[0].ended_at is not None:
        raise NotYours(NO_LONGER_TREATED)
    return then[0]


def named_care(user: Any, care: UUID | str) -> Patient:
    """One of the person's own that goes on; anything else is not there."""
    try:
        return own_care(user, care if isinstance(care, UUID) else UUID(care))
    except (NotYours, ValueError) as error:
        raise NotYours(NO_LONGER_TREATED) from error
