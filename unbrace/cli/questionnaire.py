"""`unbrace questionnaire`: which questionnaires can be asked here, and the import of the words of others."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

LARGEST_FILE = 2_000_000


def register(subparsers: Any) -> None:
    parser = subparsers.add_parser("questionnaire", help="import the wording of a questionnaire, list all")
    actions = parser.add_subparsers(required=True, metavar="action")
    listing = actions.add_parser("list", help="every questionnaire, and whether it can be asked here")
    listing.set_defaults(run=show_all)
    importing = actions.add_parser(
        "import",
        help="import a FHIR R4 Questionnaire that may be used here",
        description="Check a FHIR R4 Questionnaire against the instrument's structure, show it, and keep it in "
        "UNBRACE_DATA/questionnaires/. Items, answers and their numbers have to match exactly.",
    )
    importing.add_argument("file", metavar="FILE.json", type=Path)
    importing.add_argument(
        "--licence",
        default="",
        metavar="TEXT",
        help="who allows its use here: contract number, letter, owner's page",
    )
    importing.add_argument("--as", dest="as_id", metavar="ID", help="which instrument it is, such as rmdq-24")
    importing.add_argument("--language", metavar="CODE", help="its language, where the file does not say")
    importing.add_argument("--preview", action="store_true", help="check and show it, keep nothing")
    importing.set_defaults(run=import_file)
    for name, active, line in (
        ("activate", True, "ask an imported questionnaire"),
        ("deactivate", False, "keep an imported questionnaire and no longer ask it"),
    ):
        switching = actions.add_parser(name, help=line, description=f"{line.capitalize()}.")
        switching.add_argument("id", metavar="ID", help="the instrument, such as rmdq-24")
        switching.set_defaults(run=switch, active=active)


def folder_of_imports() -> Path:
    from unbrace.config import environment
    from unbrace.library.questionnaires.kept import FOLDER

    return environment.folder("UNBRACE_DATA") / FOLDER


def show_all(options: argparse.Namespace) -> int:
    from unbrace.library.questionnaires import load_questionnaires

    shelf = load_questionnaires(imported=folder_of_imports())
    for one in shelf:
        how = "imported" if one.imported else "own words" if one.can_be_asked else "waits for an import"
        how = "imported, not asked" if one.id in shelf.inactive else how
        print(f"{one.id:12} {one.title:48} {how}")
    for problem in shelf.not_read:
        print(f"unbrace questionnaire: {problem}", file=sys.stderr)
    return 2 if shelf.not_read else 0


def import_file(options: argparse.Namespace) -> int:
    from unbrace.library.questionnaires import load_questionnaires
    from unbrace.library.questionnaires.importing import made_ready
    from unbrace.library.questionnaires.reading import NotImported

    try:
        ready = made_ready(
            _read(options.file),
            load_questionnaires(),
            licence=options.licence,
            as_id=options.as_id,
            language=options.language,
        )
    except NotImported as reason:
        said = f"{options.file.name} was not imported: {reason}"
        print(f"unbrace questionnaire: {said}{'' if said.endswith('?') else '.'}", file=sys.stderr)
        return 2
    print(ready.preview())
    if options.preview:
        print("\nNothing was kept: this was a preview.")
        return 0
    try:
        place = ready.keep_in(folder_of_imports(), on=datetime.now(UTC).date())
    except OSError as problem:
        print(f"unbrace questionnaire: it cannot be kept ({problem.strerror}).", file=sys.stderr)
        return 2
    print(f"\nKept in {place}. Compare it with the original before it is asked.")
    return 0


def switch(options: argparse.Namespace) -> int:
    from unbrace.library.questionnaires import load_questionnaires
    from unbrace.library.questionnaires.kept import set_active

    shelf = load_questionnaires(imported=folder_of_imports())
    known = [*shelf.inactive, *(one.id for one in shelf if one.imported)]
    if options.id not in known:
        said = f"{options.id} is not imported here; `unbrace questionnaire list` shows what is"
        print(f"unbrace questionnaire: {said}.", file=sys.stderr)
        return 2
    set_active(folder_of_imports() / options.id, active=options.active)
    print(
        f"{options.id} is {'asked' if options.active else 'no longer asked'}. A running server knows at once."
    )
    return 0


def _read(path: Path) -> bytes:
    from unbrace.library.questionnaires.reading import NotImported

    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
    except OSError as problem:
        raise NotImported(f"it cannot be read ({problem.strerror})") from None
    if len(raw) > LARGEST_FILE:
        raise NotImported("it is larger than 2 MB, which no questionnaire is")
    return raw
