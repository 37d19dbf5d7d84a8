"""What people read: no word that scolds, alarms or blames a back; and everything named in the docs exists."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.house.conftest import Gate
from tests.house.findings import ROOT, Findings, is_test, our_files

# Words of blame and alarm. They make people with pain move less, and the evidence does not support them.
BANNED = (
    "bad posture",
    "poor posture",
    "weak core",
    "protect your back",
    "suck in",
    "damage",
    "dangerous",
    "wear and tear",
)
READ_BY_PEOPLE = (
    ("unbrace/content", "*.md"),
    ("unbrace/content", "*.yaml"),
    ("unbrace/portal", "*.html"),
    ("unbrace/portal", "*.txt"),
    ("browser", "*.ts"),
    ("unbrace", "*.py"),
)
NAMES_THEM = Path("unbrace/library/wordlist.py")  # the list of words to leave out
# A source's own title may say what we do not; so may a line that names the word in order to avoid it.
QUOTED = re.compile(r"^\s*(?:-\s*)?(?:source|sources|cite|citation|title_of_source|#)", re.IGNORECASE)
PATH_IN_DOCS = re.compile(
    r"(?:`|<code>)((?:unbrace|browser|tests|setup|docs|\.ci)/[^`<\s]*|Makefile|GLOSSARY\.md|CONTRIBUTING\.md)(?:`|</code>)"
)
TO_BE_MADE = re.compile(r"[<>…*{}]|bird-dog|sms")  # a reader's own new thing, by convention of these pages


def check_tone(root: Path) -> Findings:
    """READMEs are left out: they tell authors which words to leave out."""
    findings = Findings()
    for folder, pattern in READ_BY_PEOPLE:
        for path in our_files(root / folder, pattern):
            if (
                path.relative_to(root) == NAMES_THEM
                or is_test(path.relative_to(root))
                or "cases" in path.parts
                or path.name == "README.md"
            ):
                continue
            findings.checked += 1
            for number, line in lines_read(path):
                for word in BANNED:
                    if word in line.lower() and not QUOTED.match(line):
                        findings.found(path.relative_to(root), f"line {number} says “{word}”")
    return findings


def lines_read(path: Path) -> list[tuple[int, str]]:
    """What may reach a screen, with its line: of Python the strings alone, without the docstrings that explain."""
    text = path.read_text()
    if path.suffix != ".py":
        return list(enumerate(text.splitlines(), 1))
    tree = ast.parse(text)
    explains = {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in explains
    ]


def check_paths(root: Path) -> Findings:
    findings = Findings()
    pages = [*our_files(root / "docs", "*.md"), root / "CONTRIBUTING.md", root / "README.md"]
    for page in pages:
        for path in PATH_IN_DOCS.findall(page.read_text()) if page.exists() else []:
            if TO_BE_MADE.search(path):
                continue
            findings.checked += 1
            if not (root / path.rstrip("/")).exists() and not path.startswith("unbrace/portal/built"):
                findings.found(page.relative_to(root), f"names {path}, which is not there")
    return findings


def check_links(root: Path) -> Findings:
    findings = Findings()
    pages = [*our_files(root / "docs", "*.md"), *root.glob("*.md")]
    for page in pages:
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text()):
            if "://" in target or target.startswith("mailto:"):
                continue
            findings.checked += 1
            if not (page.parent / target).exists():
                findings.found(page.relative_to(root), f"links to {target}, which is not there")
    return findings


def test_nothing_people_read_scolds_or_alarms(gate: Gate) -> None:
    gate("texts without a word of blame or alarm", check_tone(ROOT))


def test_every_path_in_the_docs_exists(gate: Gate) -> None:
    gate("paths named in the docs", check_paths(ROOT))


def test_every_link_in_the_docs_leads_somewhere(gate: Gate) -> None:
    gate("links in the docs", check_links(ROOT))


@pytest.mark.parametrize("word", BANNED)
def test_walls_break_on_a_word_of_blame(seeded: Callable[..., Path], word: str) -> None:
    root = seeded(
        {"unbrace/content/exercises/squat/instructions.en.md": f"Stand.\n{word.capitalize()} now.\n"}
    )
    assert check_tone(root).problems == [
        f"unbrace/content/exercises/squat/instructions.en.md: line 2 says “{word}”"
    ]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("browser/words.ts", 'const SAID = "Bad posture.";\n'),
        ("unbrace/portal/dose_words.py", 'SAID = "Bad posture."\n'),
    ],
)
def test_words_in_scripts_and_code_are_read_too(seeded: Callable[..., Path], path: str, text: str) -> None:
    said = [f"{path}: line 1 says “bad posture”"]
    assert check_tone(seeded({path: text})).problems == said


def test_what_a_docstring_explains_is_not_on_any_screen(seeded: Callable[..., Path]) -> None:
    text = '"""Never says bad posture."""\n\n\ndef said() -> None:\n    """Nor weak core."""\n'
    assert check_tone(seeded({"unbrace/portal/dose_words.py": text})).problems == []


def test_walls_break_on_a_path_that_is_gone(seeded: Callable[..., Path]) -> None:
    root = seeded(
        {
            "docs/how-to/add-a-page.md": "Copy `unbrace/portal/patient/pages/gone/`, make `unbrace/x/<yours>/`.",
            "docs/explanation/a-way.md": 'see["1 see<br/><code>browser/gone.ts</code>"]',
        }
    )
    assert check_paths(root).problems == [
        "docs/explanation/a-way.md: names browser/gone.ts, which is not there",
        "docs/how-to/add-a-page.md: names unbrace/portal/patient/pages/gone/, which is not there",
    ]


def test_walls_break_on_a_dead_link(seeded: Callable[..., Path]) -> None:
    root = seeded(
        {"docs/README.md": "[gone](how-to/gone.md) [here](README.md#top) [out](https://example.org)"}
    )
    findings = check_links(root)
    assert findings.checked == 2
    assert findings.problems == ["docs/README.md: links to how-to/gone.md, which is not there"]
