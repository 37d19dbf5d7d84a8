"""Keep the catalogues of words for people: read what is marked, and compile what is translated.

    python setup/build_catalogues.py            compile every .po beside itself (set-up does this)
    python setup/build_catalogues.py --extract  bring the .po files in line with what is marked, then compile
    python setup/build_catalogues.py --wait     the same, and write down what is not translated yet (locale/waiting.txt)

Marked are `{% translate %}` and its kin in templates, `gettext("…")` and its kin in Python, and the two in TypeScript.
Babel reads and compiles, so that no system's gettext is needed. Django turns templates into what Babel
can read. Addresses within a catalogue are files without line numbers: a line that moves is not a change.
"""

from __future__ import annotations

import ast
import io
import json
import re
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "unbrace" / "portal" / "locale"
LANGUAGES: Final = ("es", "de", "ar")
PLURALS: Final = {
    "es": "nplurals=2; plural=(n != 1);",
    "de": "nplurals=2; plural=(n != 1);",
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 "
    ": n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5;",
}
KEYWORDS: Final = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "Refused": None,  # translated where it is raised: clinic/refused.py
    "Conflict": None,
    "Unreadable": None,  # the same: clinic/activity/sources/unreadable.py
}
REFUSALS: Final = ("Refused", "Conflict", "Unreadable")
#: Whose words are read: the person's own doors. Therapist and office are English for now.
READ: Final = (
    "unbrace/portal",
    "unbrace/config",
    *(
        f"unbrace/clinic/{room}"
        for room in (
            "accounts", "activity", "check_ins", "conversations", "education", "exercise_sessions", "intakes",
            "patients", "questionnaires", "reminders", "visits", "assessments", "programmes", "staying_well",
            "desks", "lifts", "group_classes",
        )
    ),
)  # fmt: skip
LEFT_OUT: Final = ("unbrace/portal/therapist/", "unbrace/portal/office/", "unbrace/portal/built/")
SAID: Final = re.compile(
    r'\b(gettext|ngettext)\(\s*("(?:[^"\\]|\\.)*")(?:,\s*("(?:[^"\\]|\\.)*"))?', re.DOTALL
)

#: The calls in what Django makes of a template; the rest of it is crosses, which no Python reader takes.
CALL: Final = re.compile(
    r"""\b(?:_|gettext|ngettext|pgettext|npgettext)\((?:[^()'"]|u?'(?:[^'\\]|\\.)*'|u?"(?:[^"\\]|\\.)*")*\)"""
)

#: What changes with every run and says nothing.
NOISE: Final = re.compile(
    r'^"(?:Project-Id-Version|Report-Msgid-Bugs-To|POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|'
    r'Generated-By):.*\\n"\n',
    re.MULTILINE,
)

WAITING: Final = "waiting.txt"
WAITING_HEAD: Final = "# Words that wait for a translation; they are read in English. Shorter is better."
ALWAYS: Final = datetime(2026, 1, 1, tzinfo=UTC)

Marked = tuple[str, "str | tuple[str, str]", str | None]


def _files(root: Path, *endings: str) -> Iterator[Path]:
    for place in READ:
        for path in sorted((root / place).rglob("*")):
            name = path.relative_to(root).as_posix()
            is_test = path.name.startswith("test_") or "/tests/" in name
            if path.suffix in endings and not is_test and not name.startswith(LEFT_OUT):
                yield path


class Constants:
    """What a refusal says by the name of a constant: `Refused(LATE)`, `Refused(words.LATE)`. Babel reads only the call.

    A name is looked for in its own file, and where it was imported from. One that no file says is a fault of whoever
    wrote it, unless it is no constant (small letters: a value of the moment, marked where it is made).
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.read: dict[Path, dict[str, str]] = {}

    def said_in(self, path: Path, text: str) -> Iterator[str]:
        tree = ast.parse(text)
        known, imported = _texts(tree), _imports(tree)
        for call in ast.walk(tree):
            if not isinstance(call, ast.Call) or not call.args or _called(call.func) not in REFUSALS:
                continue
            for name in _constants(call.args[0]):
                module, _, word = name.rpartition(".")
                if module:
                    yield self._elsewhere(path, ".".join(filter(None, imported.get(module, ()))), word)
                else:
                    yield known.get(word) or self._elsewhere(path, *imported.get(word, ("", word)))

    def _elsewhere(self, path: Path, module: str, name: str) -> str:
        place = self.root.joinpath(*module.split("."))
        for file in (place.with_suffix(".py"), place / "__init__.py"):
            if module and file.is_file():
                if file not in self.read:
                    self.read[file] = _texts(ast.parse(file.read_text(encoding="utf-8")))
                if name in self.read[file]:
                    return self.read[file][name]
        raise LookupError(
            f"{path}: a refusal says {name}, and no text of that name is found for the translators"
        )


def _called(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def _constants(said: ast.expr) -> Iterator[str]:
    """The names of constants that a call says: `LATE`, `words.LATE`, and both of `LATE if late else EARLY`."""
    if isinstance(said, ast.IfExp):
        yield from (*_constants(said.body), *_constants(said.orelse))
    elif isinstance(said, ast.Name) and said.id.isupper():
        yield said.id
    elif isinstance(said, ast.Attribute) and said.attr.isupper() and isinstance(said.value, ast.Name):
        yield f"{said.value.id}.{said.attr}"


def _texts(tree: ast.Module) -> dict[str, str]:
    """The constants of a file as they read: texts, marked (`gettext_noop`) or plain, and numbers, which a text may
    hold (`f"at most {LONGEST} letters"`). What is put together in another way is not read."""
    given: dict[str, ast.expr] = {}
    for line in tree.body:
        if isinstance(line, ast.Assign | ast.AnnAssign) and line.value is not None:
            target = line.target if isinstance(line, ast.AnnAssign) else line.targets[0]
            if isinstance(target, ast.Name):
                given[target.id] = line.value
    return {name: text for name, value in given.items() if (text := _text(value, given)) is not None}


def _text(value: ast.expr, given: Mapping[str, ast.expr]) -> str | None:
    if isinstance(value, ast.Call) and _called(value.func) in KEYWORDS and value.args:
        return _text(value.args[0], given)
    if isinstance(value, ast.Constant) and isinstance(value.value, str | int):
        return str(value.value)
    if (
        isinstance(value, ast.FormattedValue)
        and isinstance(value.value, ast.Name)
        and value.value.id in given
    ):
        return _text(given[value.value.id], given)
    if isinstance(value, ast.JoinedStr):
        parts = [_text(part, given) for part in value.values]
        return None if None in parts else "".join(part or "" for part in parts)
    return None


def _imports(tree: ast.Module) -> dict[str, tuple[str, str]]:
    """By the name it goes by here: the module it comes from, and what it is called there."""
    lines = [line for line in ast.walk(tree) if isinstance(line, ast.ImportFrom)]
    return {name.asname or name.name: (line.module or "", name.name) for line in lines for name in line.names}


def _python(text: str) -> Iterator[tuple[str | tuple[str, str], str | None]]:
    lines = io.BytesIO(text.encode())
    for _, message, _, context in extract("python", lines, keywords=KEYWORDS):
        yield (message[:2] if isinstance(message, tuple) else message), context  # type: ignore[misc]


def marked_for_pages(root: Path = ROOT) -> Iterator[Marked]:
    """What templates and Python mark, with the file it stands in."""
    from django.conf import settings

    if not settings.configured:
        settings.configure(USE_I18N=True)
    from django.utils.translation.template import templatize

    constants = Constants(root)
    for path in _files(root, ".py", ".html", ".txt"):
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".py":
            for said in constants.said_in(path, text):
                yield path.relative_to(root).as_posix(), said, None
        source = text if path.suffix == ".py" else "\n".join(CALL.findall(templatize(text, origin=str(path))))
        for message, context in _python(source):
            yield path.relative_to(root).as_posix(), message, context


def marked_for_browser(root: Path = ROOT) -> Iterator[Marked]:
    """What TypeScript marks: `gettext("…")`, and `ngettext("one", "several", n)`."""
    scripts = [*(root / "browser").rglob("*.ts"), *(root / "unbrace" / "portal").rglob("*.ts")]
    for path in sorted(path for path in scripts if not path.name.endswith(".test.ts")):
        for kind, one, many in SAID.findall(path.read_text(encoding="utf-8")):
            words = _unquoted(one)
            message = (words, _unquoted(many)) if kind == "ngettext" else words
            yield path.relative_to(root).as_posix(), message, None


def _unquoted(literal: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], literal[1:-1])


DOMAINS: Final = {"django": marked_for_pages, "djangojs": marked_for_browser}


def catalogue_path(language: str, domain: str, locale: Path = LOCALE) -> Path:
    return locale / language / "LC_MESSAGES" / f"{domain}.po"


def read(path: Path, language: str) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language)


def extract_into(language: str, domain: str, marked: list[Marked], locale: Path = LOCALE) -> None:
    """What is new is added empty; what is gone is dropped; what is there keeps its translation. Nothing is guessed."""
    path = catalogue_path(language, domain, locale)
    known = read(path, language) if path.exists() else Catalog(locale=language)
    fresh = _empty(language)
    for place, message, context in marked:
        there = fresh.get(message if isinstance(message, str) else message[0], context)
        if there is not None:
            there.locations = [*dict.fromkeys([*there.locations, (place, 0)])]
            if isinstance(message, tuple) and isinstance(there.id, str):
                there.id, there.string = message, known_string(known, message, context, language)
            continue
        fresh.add(message, known_string(known, message, context, language), [(place, 0)], context=context)
    made = io.BytesIO()
    write_po(made, fresh, width=120, include_lineno=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(NOISE.sub("", made.getvalue().decode()), encoding="utf-8")


def known_string(
    known: Catalog, message: str | tuple[str, str], context: str | None, language: str
) -> str | tuple[str, ...]:
    first = message if isinstance(message, str) else message[0]
    found: Message | None = known.get(first, context)
    forms = int(PLURALS[language][9])
    if isinstance(message, str):
        return found.string if found and isinstance(found.string, str) else ""
    return found.string if found and isinstance(found.string, tuple) else ("",) * forms


def _empty(language: str) -> Catalog:
    made = Catalog(
        locale=language,
        project="Unbrace",
        fuzzy=False,
        header_comment="# Words for people. Machine-assisted; not reviewed until a person approves it in the office.",
    )
    made.mime_headers = [("Language", language), ("Plural-Forms", PLURALS[language])]
    return made


def compile_all(locale: Path = LOCALE) -> None:
    """A machine file beside each catalogue: what Django reads. An untranslated word stays English."""
    for path in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        catalogue = read(path, path.parent.parent.name)
        catalogue.creation_date = catalogue.revision_date = ALWAYS  # the same words make the same file
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)


def untranslated(locale: Path = LOCALE) -> list[str]:
    """The first form of every message that some language lacks."""
    found = set()
    for path in locale.glob("*/LC_MESSAGES/*.po"):
        for message in read(path, path.parent.parent.name):
            said = message.string if isinstance(message.string, tuple | list) else [message.string]
            if message.id and not all(said):
                found.add(message.id if isinstance(message.id, str) else str(message.id[0]))
    return sorted(found)


def waiting(locale: Path = LOCALE) -> frozenset[str]:
    """What is known to wait for a translation and is read in English until then."""
    lines = (locale / WAITING).read_text(encoding="utf-8").splitlines()
    return frozenset(json.loads(line) for line in lines if line.startswith('"'))


def write_waiting(locale: Path = LOCALE) -> None:
    lines = [json.dumps(words, ensure_ascii=False) for words in untranslated(locale)]
    (locale / WAITING).write_text("\n".join([WAITING_HEAD, *lines, ""]), encoding="utf-8")


def main(arguments: list[str]) -> int:
    if arguments not in ([], ["--extract"], ["--wait"]):
        print("usage: python setup/build_catalogues.py [--extract|--wait]", file=sys.stderr)
        return 2
    if arguments:
        for domain, find in DOMAINS.items():
            marked = list(find())
            for language in LANGUAGES:
                extract_into(language, domain, marked)
    if arguments == ["--wait"]:
        write_waiting()
    compile_all()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
