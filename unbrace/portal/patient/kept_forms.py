"""Forms that may wait on a device until there is a network: the same addresses and the same views as without a script.

A browser with scripts hands such a form over as JSON, with a key of its own and the moment at which it was pressed
(`browser/kept_form.ts`). `from_a_device` reads that, lets the view do its work as if it had been posted, and writes a
receipt in the same transaction: sent again, it is answered the same and done once. Around its one action the view says
`with doing(request) as done_at`: only what got past that was done, and only then the device may let go of it.

| answered | when |
|---|---|
| 201, 200 | done now; done before. `then` is the page to go to, `ask` the same where it asks about safety |
| 401 | signed out: it stays on the device |
| 403 with `again` | a message about safety has to be read first: it stays and is sent again |
| 403, 409, 422 | not theirs; something else was said since; cannot be taken: said in words, kept on the device |
| 422 with `redo` | the form's own page marks what is wrong: the browser posts it there |
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit
from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponseBase, HttpResponseRedirect, JsonResponse, QueryDict
from django.utils.translation import gettext, gettext_noop

from unbrace.clinic import clock
from unbrace.clinic.accounts.queries import is_owner
from unbrace.clinic.patients.actions import write_receipt
from unbrace.clinic.patients.queries import own_care, receipt_of
from unbrace.clinic.reading import Reader
from unbrace.clinic.refused import Conflict, NotYours, Refused
from unbrace.portal.doorkeeper import emergency
from unbrace.portal.json_body import IN_PIECES, read_json

if TYPE_CHECKING:
    from unbrace.clinic.patients.models import Patient

SCHEMA: Final = "unbrace.kept-form/1"
MOST_BYTES: Final = 20_000
MOST_FIELDS: Final = 60
TEN_YEARS_S: Final = 10 * 366 * 86_400.0

SIGNED_OUT: Final = gettext_noop("Please sign in again. What you wrote is kept on this device.")
NOT_THEIRS: Final = gettext_noop(
    "This was written by someone else on this device. It waits for them to sign in."
)
NO_LONGER: Final = gettext_noop(
    "This was written for a clinic that no longer treats you, so it was not sent. It stays with you."
)
NOT_THERE: Final = gettext_noop("What this was about is no longer there, so it was not kept.")
SAFETY_FIRST: Final = gettext_noop(
    "Please read the message about your safety first. What you wrote stays on this device until then."
)
LOOK_AGAIN: Final = gettext_noop("Something in it could not be read. Please look through it once more.")

View = Callable[..., HttpResponseBase]


@dataclass
class KeptForm:
    """One form as it came. `done_at` by our clock, never later than now."""

    key: UUID
    owner: str
    care: UUID
    done_at: datetime
    fields: Mapping[str, str]
    body_hash: str
    was_done: bool = False


class NotTaken(Exception):
    """What the action refused, past the page that would show it beside its field."""

    def __init__(self, refusal: Refused) -> None:
        super().__init__(refusal.message)
        self.refusal = refusal


@contextmanager
def doing(request: Any) -> Iterator[datetime | None]:
    """Around the one action of a form. Gives the moment it was pressed, None where that is now."""
    kept: KeptForm | None = getattr(request, "kept_form", None)
    if kept is None:
        yield None
        return
    try:
        yield kept.done_at
    except Refused as refusal:
        raise NotTaken(refusal) from refusal
    kept.was_done = True


def from_a_device(view: View) -> View:
    """Outermost of a view's decorators. Forms that are posted the usual way do not notice it."""

    @wraps(view)
    def answer(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST" or request.content_type != "application/json":
            return view(request, *args, **kwargs)
        if not request.user.is_authenticated:
            return JsonResponse({"error": gettext(SIGNED_OUT)}, status=401)
        try:
            kept = read_form(request.body)
            return _take(request, kept, lambda: view(request, *args, **kwargs))
        except NotTaken as no:
            return _no(no.refusal.message, 409 if isinstance(no.refusal, Conflict) else 422)
        except Refused as refusal:
            return _no(refusal.message, 409 if isinstance(refusal, Conflict) else 422)

    return answer


def read_form(body: bytes) -> KeptForm:
    """What a device sent, or `Refused` in words."""
    if len(body) > MOST_BYTES:
        raise Refused(IN_PIECES)
    reader = Reader(read_json(body))
    reader.only("schema", "key", "owner", "care", "written_at", "device_clock_offset_s", "fields")
    reader.choice("schema", [SCHEMA])
    fields = reader.raw("fields")
    if not isinstance(fields, dict) or len(fields) > MOST_FIELDS or not all(map(_is_text, fields.values())):
        raise Refused(IN_PIECES, field="fields")
    said = json.dumps(fields, sort_keys=True, separators=(",", ":"))
    return KeptForm(
        key=reader.uuid("key"),
        owner=reader.text("owner"),
        care=reader.uuid("care"),
        done_at=by_our_clock(reader, "written_at"),
        fields=fields,
        body_hash=hashlib.sha256(said.encode()).hexdigest(),
    )


def by_our_clock(reader: Reader, field: str) -> datetime:
    """What a device says of when something was pressed, put right by how far it knew its clock to be off; never later
    than now."""
    offset = timedelta(seconds=reader.number("device_clock_offset_s", -TEN_YEARS_S, TEN_YEARS_S))
    return min(reader.moment(field) + offset, clock.now())


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _take(request: Any, kept: KeptForm, view: Callable[[], HttpResponseBase]) -> JsonResponse:
    if not is_owner(request.user, kept.owner):
        return _no(gettext(NOT_THEIRS), 403)
    try:
        patient = own_care(request.user, kept.care)
    except NotYours:
        return _no(gettext(NO_LONGER), 403)
    looked_at = request.patient
    if (known := receipt_of(patient, kept.key, kept.body_hash)) is not None:
        return _yes(known.then, 200)
    _as_posted(request, patient, kept)
    if emergency(request):
        return JsonResponse({"first": gettext(SAFETY_FIRST), "again": True}, status=403)
    try:
        return _do(request, kept, view, there=patient == looked_at)
    except IntegrityError:  # the same key arrived twice at once, and the other one was first
        known = receipt_of(patient, kept.key, kept.body_hash)
        if known is None:
            raise
        return _yes(known.then, 200)
    except (NotYours, Http404):
        return _no(gettext(NOT_THERE), 403)


def _as_posted(request: Any, patient: Patient, kept: KeptForm) -> None:
    post = QueryDict(mutable=True)
    post.update({name: value.replace("\x00", "") for name, value in kept.fields.items()})
    request.POST, request.kept_form = post, kept
    request.patient, request.clinic = patient, patient.clinic


@transaction.atomic
def _do(request: Any, kept: KeptForm, view: Callable[[], HttpResponseBase], *, there: bool) -> JsonResponse:
    response = view()
    if not kept.was_done:
        transaction.set_rollback(True)
        return JsonResponse({"error": gettext(LOOK_AGAIN), "redo": True}, status=422)
    # what is asked for another clinic than the one looked at, Today leads to
    then = response.url if there and isinstance(response, HttpResponseRedirect) else "/"
    write_receipt(
        by=request.user,
        patient=request.patient,
        key=kept.key,
        body_hash=kept.body_hash,
        done_at=kept.done_at,
        then=then,
    )
    return _yes(then, 201)


def _yes(then: str, status: int) -> JsonResponse:
    ask = {"ask": then} if urlsplit(then).path.startswith("/safety/") else {}
    return JsonResponse({"then": then} | ask, status=status)


def _no(sentence: str, status: int) -> JsonResponse:
    return JsonResponse({"error": sentence, "field": ""}, status=status)
