"""Where imported wording is kept: `UNBRACE_DATA/questionnaires/<id>/`, the file as it came and a note about it.

That is how whoever runs the server brings words in, for all its clinics. What one clinic's office brings in lies with
the clinic (`clinic.questionnaires`). The data folder is their own. Nothing of it is content of this project, and
nothing of it is sent on except to those who may have it.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from unbrace.library.questionnaires.reading import NotImported, read_wording
from unbrace.library.questionnaires.wording import Wording
from unbrace.rehab.scoring import Instrument

RESOURCE, NOTE = "questionnaire.json", "import.json"
FOLDER = "questionnaires"


@dataclass(frozen=True)
class Imported:
    """The words, and under which licence somebody said they may be used here."""

    wording: Wording
    licence: str
    copyright: str | None
    imported_on: str
    sha256: str
    active: bool = True
    clinic: str = ""


def keep(
    folder: Path,
    raw: bytes,
    *,
    licence: str,
    language: str,
    on: date,
    active: bool = True,
    clinic: str = "",
) -> None:
    """Write the file as it came, and the note. Both are complete before they take the place of what was there; the note
    comes last, and a file it does not name is not asked: there is no half import.

    `clinic` is the id of the clinic that imported it, empty for the command.
    """
    folder.mkdir(parents=True, exist_ok=True)
    note = {
        "licence": licence,
        "language": language,
        "imported_on": on.isoformat(),
        "sha256": hashlib.sha256(raw).hexdigest(),
        "active": active,
        "clinic": clinic,
    }
    _replace(folder / RESOURCE, raw)
    _replace(folder / NOTE, _as_text(note))


def set_active(folder: Path, *, active: bool) -> None:
    """Ask it from now on, or no longer. The file and its licence stay."""
    note = _note(folder)
    _replace(folder / NOTE, _as_text({**note, "active": active}))


def _as_text(note: Mapping[str, object]) -> bytes:
    return (json.dumps(note, indent=2, ensure_ascii=False) + "\n").encode()


def _replace(path: Path, content: bytes) -> None:
    new = path.with_name(f"{path.name}.new")
    new.write_bytes(content)
    new.replace(path)


@dataclass(frozen=True)
class Kept:
    """A file as it came, and what somebody said of it; not held against an instrument yet."""

    raw: bytes
    licence: str
    language: str
    imported_on: str
    sha256: str
    active: bool = True
    clinic: str = ""

    def read(self, instrument: Instrument, loinc_items: Sequence[str] = ()) -> Imported:
        """Checked again against the instrument of today. Raises NotImported."""
        if hashlib.sha256(self.raw).hexdigest() != self.sha256:
            raise NotImported("the file was changed after the import")
        resource = parsed(self.raw)
        wording = read_wording(resource, instrument, loinc_items, language=self.language)
        return Imported(
            wording,
            self.licence,
            resource.get("copyright"),
            self.imported_on,
            self.sha256,
            active=self.active,
            clinic=self.clinic,
        )


def kept_in(folder: Path) -> Kept:
    """Raises NotImported where the file or its note cannot be read."""
    raw, note = _raw(folder), _note(folder)
    told = {name: str(note[name]) for name in ("licence", "language", "imported_on", "sha256", "clinic")}
    return Kept(raw, **told, active=note["active"] is not False)


def parsed(raw: bytes) -> Any:
    """The JSON. Raises NotImported when it is none."""
    try:
        return json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise NotImported("it is not plain UTF-8 text") from None
    except (json.JSONDecodeError, RecursionError) as problem:
        line = f" (line {problem.lineno})" if isinstance(problem, json.JSONDecodeError) else ""
        raise NotImported(f"it is not JSON{line}") from None


def _raw(folder: Path) -> bytes:
    try:
        return (folder / RESOURCE).read_bytes()
    except OSError:
        raise NotImported("its questionnaire.json cannot be read") from None


def _note(folder: Path) -> dict[str, object]:
    """A note of an earlier version says nothing of `active` and `clinic`: what it imported is asked."""
    try:
        note = json.loads((folder / NOTE).read_text(encoding="utf-8"))
        told = {name: str(note[name]) for name in ("licence", "language", "imported_on", "sha256")}
        return {**told, "active": note.get("active", True), "clinic": note.get("clinic", "")}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise NotImported("its import.json is missing or incomplete") from None
