"""Pictures and clips on their way to a browser, by an address that is good for one person and a few minutes.

The view that calls this has asked already whether the file is theirs. The mark in the address comes on top, so that an
address that was copied, kept in a history or seen over a shoulder leads nowhere soon after.
"""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from django.core.signing import BadSignature, TimestampSigner
from django.http import Http404, HttpRequest, HttpResponse

from unbrace.clinic.conversations.queries import path_of

if TYPE_CHECKING:
    from unbrace.clinic.accounts.models import User
    from unbrace.clinic.conversations.models import Attachment

GOOD_FOR: Final = timedelta(minutes=15)
TYPES: Final = {"picture": "image/jpeg", "clip": "video/mp4"}
_SIGNER: Final = TimestampSigner(salt="unbrace.message-file")
_RANGE: Final = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


def mark_for(attachment: Attachment, user: User) -> str:
    """What makes an address good for this person, from now on for a quarter of an hour."""
    return _SIGNER.sign(_whose(attachment, user)).split(":", 1)[1]


def _whose(attachment: Attachment, user: User) -> str:
    return f"{attachment.pk.hex}{user.pk.hex}"


def show_file(request: HttpRequest, attachment: Attachment) -> HttpResponse:
    """The file, or the part of it that a player asks for. Raises Http404 for a mark that is old or somebody else's."""
    marked = f"{_whose(attachment, request.user)}:{request.GET.get('mark', '')}"  # type: ignore[arg-type]
    try:
        _SIGNER.unsign(marked, max_age=GOOD_FOR)
    except BadSignature as error:
        raise Http404 from error
    path = path_of(attachment)
    if not path.is_file():
        raise Http404
    response = _part(path, request.headers.get("Range", ""))
    response.headers["Content-Type"] = TYPES[attachment.kind]
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Content-Disposition"] = "inline"
    return response


def audio(request: HttpRequest, path: Path) -> HttpResponse:
    """A voice note, or the part of it that a player asks for. The view has asked already whose it is."""
    return played(request, path, "audio/mp4")


def played(request: HttpRequest, path: Path, kind: str) -> HttpResponse:
    """A file of the data folder, or the part of it that a player asks for. The view has asked already whose it is."""
    if not path.is_file():
        raise Http404
    response = _part(path, request.headers.get("Range", ""))
    response.headers["Content-Type"] = kind
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Content-Disposition"] = "inline"
    return response


def _part(path: Path, asked: str) -> HttpResponse:
    """Files are a few megabytes at most, so a part is simply read."""
    size = path.stat().st_size
    found = _RANGE.fullmatch(asked)
    if found is None or found.groups() == ("", ""):
        return HttpResponse(path.read_bytes())
    first, last = _bounds(found.group(1), found.group(2), size)
    if first > last:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    with path.open("rb") as file:
        file.seek(first)
        data = file.read(last - first + 1)
    return HttpResponse(data, status=206, headers={"Content-Range": f"bytes {first}-{last}/{size}"})


def _bounds(first: str, last: str, size: int) -> tuple[int, int]:
    """As RFC 9110 14.1.2 counts: from-to, from on, or the last so many."""
    if not first:
        return max(size - int(last), 0), size - 1
    return int(first), min(int(last), size - 1) if last else size - 1
