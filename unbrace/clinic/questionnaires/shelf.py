"""The questionnaires of the house: what ships, and what each clinic may ask beside it.

What ships is read once, at the start. What was imported is looked up each time it is asked for, because another process
may have brought it in or stopped it a moment ago; only the reading of a file that has not changed is kept.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings

from unbrace.clinic.questionnaires.models import ImportedQuestionnaire

if TYPE_CHECKING:
    from unbrace.clinic.care_teams.models import Clinic
    from unbrace.library.questionnaires import Shelf

#: (id, fingerprint, licence, language, on which day, asked or not) of each import of one clinic.
Rows = tuple[tuple[str, str, str, str, str, bool], ...]
#: What tells that a file of the data folder is another one: its name, when it was written, how long it is.
Marks = tuple[tuple[str, int, int], ...]


@cache
def own_shelf() -> Shelf:
    """What ships, as this process read it at its start."""
    from unbrace.library.questionnaires import load_questionnaires

    return load_questionnaires()


def shelf_of(clinic: Clinic) -> Shelf:
    """What this clinic may ask: what ships, what whoever runs the server brought in, and what the clinic did."""
    found = ImportedQuestionnaire.objects.filter(clinic=clinic).order_by("instrument")
    rows = tuple(
        (row.instrument, row.sha256, row.licence, row.language, row.at.date().isoformat(), row.active)
        for row in found.defer("file")
    )
    return _assembled(clinic.pk, rows, _house(), _marks(_house()))


@lru_cache(maxsize=64)
def _assembled(clinic: UUID, rows: Rows, house: Path, marks: Marks) -> Shelf:
    from unbrace.library.questionnaires import load_questionnaires
    from unbrace.library.questionnaires.kept import Kept
    from unbrace.library.questionnaires.shelf import with_kept

    if not rows and not marks:
        return own_shelf()
    files = dict(
        ImportedQuestionnaire.objects.filter(clinic=clinic).values_list("instrument", "file") if rows else ()
    )
    kept = {
        name: Kept(bytes(files.get(name, b"")), licence, language, on, sha256, active, str(clinic))
        for name, sha256, licence, language, on, active in rows
    }
    return with_kept(load_questionnaires(imported=house, clinic=str(clinic)), kept)


def _house() -> Path:
    from unbrace.library.questionnaires.kept import FOLDER

    return Path(settings.DATA) / FOLDER


def _marks(folder: Path) -> Marks:
    """A file may go while it is looked at: then it is not there."""
    found = []
    for path in sorted(folder.glob("*/*.json")) if folder.is_dir() else ():
        try:
            state = path.stat()
        except OSError:
            continue
        found.append((str(path.relative_to(folder)), state.st_mtime_ns, state.st_size))
    return tuple(found)
