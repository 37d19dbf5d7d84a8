"""Where imported wording is kept: `UNBRACE_DATA/questionnaires/<id>/`, the file as it came and a note about it.

The data folder is the clinic's own. Nothing of it is content of this project, and nothing of it is sent on except to
those who may have it.
"""

import hashlib
import json
from collections.abc import Sequence
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


def keep(folder: Path, raw: bytes, *, licence: str, language: str, on: date) -> None:
    """Write the file as it came, and the note. The note comes last: without it nothing counts as imported."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / NOTE).unlink(missing_ok=True)
    (folder / RESOURCE).write_bytes(raw)
    note = {
        "licence": licence,
        "language": language,
        "imported_on": on.isoformat(),
        "sha256": hashlib.sha256(raw).hexdigest(),
    }
    (folder / NOTE).write_text(json.dumps(note, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def read_kept(folder: Path, instrument: Instrument, loinc_items: Sequence[str] = ()) -> Imported:
    """What is kept, checked again against the instrument of today. Raises NotImported."""
    raw, note = _raw(folder), _note(folder)
    if hashlib.sha256(raw).hexdigest() != note["sha256"]:
        raise NotImported("the file was changed after the import")
    resource = parsed(raw)
    wording = read_wording(resource, instrument, loinc_items, language=note["language"])
    return Imported(wording, note["licence"], resource.get("copyright"), note["imported_on"], note["sha256"])


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


def _note(folder: Path) -> dict[str, str]:
    try:
        note = json.loads((folder / NOTE).read_text(encoding="utf-8"))
        return {name: str(note[name]) for name in ("licence", "language", "imported_on", "sha256")}
    except (OSError, ValueError, KeyError, TypeError):
        raise NotImported("its import.json is missing or incomplete") from None
