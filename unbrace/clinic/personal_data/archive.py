"""Everything about one person as one ZIP: a README in plain words, each kind of row as JSON and as a table, their
files.

JSON for programs (GDPR, article 20: structured, commonly used, machine-readable), tables for people. Keys of log-ins
and fingerprints of links are not in it: whoever finds the file must not be able to come in. Other people appear by
name only.
"""

from __future__ import annotations

import base64
import csv
import importlib
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.conversations.kept_files import ready_file
from unbrace.clinic.conversations.models import Attachment, ClipRemark, VoiceNote
from unbrace.clinic.desks.models import DeskPhoto
from unbrace.clinic.desks.queries import photo_path
from unbrace.clinic.personal_data.whose import kinds, rows_of

#: Never leaves the house: it opens something, or is only a fingerprint of it.
SECRET: Final = frozenset(
    [
        "password", "session_key", "token_hash", "word_hash", "stop_hash", "calendar_hash", "endpoint",
        "endpoint_hash", "p256dh", "auth", "body_hash", "key",
        "code_hash",
    ]
)  # fmt: skip
#: What a therapist is still writing. Signed, it is in the copy.
NOT_YET_SAID: Final = frozenset(["notes.NoteDraft", "reports.ReportDraft"])
ENDINGS: Final = {"picture": "jpg", "clip": "mp4"}
#: A table program takes such a cell for a formula.
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")

README: Final = """Your data from Unbrace

For: {name} ({email})
Put together: {day}

This is everything that is kept about you here, also by every clinic of this installation that treats you or has done
so.

How it is laid out
  json/     one file for each kind of thing, for programs
  tables/   the same as tables, to open with a spreadsheet
  files/    pictures, clips and voice notes that you sent, pictures of your desk, and voices to your clips

The folders are called like the rooms of the app:
{rooms}

Good to know
  Times are in UTC. A day ("day", "local_date") is your own day, where you were.
  An empty cell means that nobody asked, or that you did not answer. It does not mean 0.
  Pain and effort go from 0 to 10.
  Passwords and the keys of your devices are left out on purpose: they would only help somebody who finds this file.
  Movement ("data" of a movement trace) is a packed list of points, never a picture.

Keep this file in a safe place. Nobody but you can fetch it.
"""


def write_archive(user: User, target: Path) -> int:
    """Write the whole file beside `target`, then put it in its place. Gives how many rows are in it."""
    beside, count = target.with_suffix(".part"), 0
    names: dict[Any, str] = {}
    rooms: set[str] = set()
    with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as archive:
        for model in kinds():
            if model._meta.label in NOT_YET_SAID:
                continue
            rows = [_plain(row, user, names) for row in rows_of(user, model).iterator()]
            if not rows:
                continue
            count += len(rows)
            place = f"{model._meta.app_label}/{_in_words(model.__name__)}"
            rooms.add(model._meta.app_label)
            archive.writestr(
                f"json/{place}.json", json.dumps(rows, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
            )
            archive.writestr(f"tables/{place}.csv", _table(rows))
        for name, path in _files(user):
            archive.write(path, f"files/{name}")
        archive.writestr("README.txt", _readme(user, sorted(rooms)))
    beside.chmod(0o600)
    beside.replace(target)
    return count


def _plain(row: Model, user: User, names: dict[Any, str]) -> dict[str, Any]:
    """A row as words and numbers; somebody else's account by name."""
    plain: dict[str, Any] = {}
    for field in row._meta.concrete_fields:
        if field.name in SECRET:
            continue
        value = getattr(row, field.attname)
        if field.related_model is User and value is not None:
            value = "you" if value == user.pk else _name(value, names)
        elif isinstance(value, bytes | bytearray | memoryview):
            value = base64.b64encode(bytes(value)).decode()
        plain[field.name] = value
    return plain


def _name(user_id: Any, names: dict[Any, str]) -> str:
    if user_id not in names:
        other = User.objects.filter(pk=user_id).first()
        names[user_id] = (other.name if other else "") or "somebody at your clinic"
    return names[user_id]


def _table(rows: list[dict[str, Any]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(rows[0])
    for row in rows:
        writer.writerow([_cell(value) for value in row.values()])
    return "\ufeff" + out.getvalue()  # spreadsheets know by this mark that it is UTF-8


def _cell(value: Any) -> Any:
    if isinstance(value, dict | list):
        value = json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _files(user: User) -> Iterator[tuple[str, Path]]:
    for attachment in rows_of(user, Attachment).filter(state=Attachment.State.READY):
        path = ready_file(attachment.pk)
        if path.exists():
            yield f"{attachment.pk}.{ENDINGS[attachment.kind]}", path
    for note in rows_of(user, VoiceNote).filter(state=VoiceNote.State.READY):
        path = ready_file(note.pk)
        if path.exists():
            yield f"{note.day}-{note.pk}.m4a", path
    for photo in rows_of(user, DeskPhoto).filter(state=DeskPhoto.State.READY):
        path = photo_path(photo)
        if path.exists():
            yield f"your-desk-{photo.pk}.jpg", path
    for remark in rows_of(user, ClipRemark).filter(voice=ClipRemark.Voice.READY):
        path = ready_file(remark.pk)
        if path.exists():
            yield f"to-your-clip-{remark.pk}.m4a", path


def _readme(user: User, rooms: list[str]) -> str:
    lines = "\n".join(f"  {room:<18} {_about(room)}" for room in rooms)
    day = clock.now().astimezone(user.zone)
    return README.format(
        name=user.name or user.email, email=user.email, day=f"{day.day} {day:%B %Y}", rooms=lines
    )


def _about(room: str) -> str:
    """The first sentence of what the room says about itself."""
    if room == "account":
        return "The addresses you sign in with."
    said = importlib.import_module(f"unbrace.clinic.{room}").__doc__ or ""
    return re.split(r"(?<=\.)\s", " ".join(said.split()), maxsplit=1)[0]


def _in_words(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
