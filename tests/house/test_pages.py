"""What a page may and may not do: reach rows, write script or style into HTML, or forget the stranger.

Most published holes in record systems were a page that never asked whose record it was. So every page's test holds at
least one test with `someone_else` in its name, written when the page is written. One such test is enough for a folder
of several views here: that every address of every view turns strangers away is walked in
`test_strangers_at_every_address.py`, from the resolver.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.house.conftest import Gate
from tests.house.findings import ROOT, Findings, is_test, our_files

SAME_FOR_EVERYBODY = {
    "unbrace.portal.patient.pages.service_worker": "a program file; holds nothing of anybody",
    "unbrace.portal.ui": "style sheet and gallery; hold nothing of anybody",
}
STRANGER = re.compile(r"some(?:one|body)_else|stranger")
MANAGERS = {"objects", "_default_manager", "_base_manager"}
INLINE = {
    # <script src=…> and data for scripts (type="application/json") are fine: neither is script in the page
    r"<script(?![^>]*\b(?:src\s*=|type\s*=\s*[\"']?application/json))[^>]*>": "script in the page",
    r"<style[\s>]": "style in the page",
    r"<[a-z][^>]*\sstyle\s*=": "a style attribute",
    r"<[a-z][^>]*\son[a-z]+\s*=": "an event attribute",
    r"(?:href|src|action)\s*=\s*[\"']\s*javascript:": "a javascript: address",
    r"<(?:script|link|img|source|iframe)\b[^>]*(?:href|src)\s*=\s*[\"'](?:https?:)?//": "a file of another origin",
}


def check_rows(root: Path) -> Findings:
    findings = Findings()
    for path in our_files(root / "unbrace" / "portal", "*.py"):
        if is_test(path.relative_to(root)):
            continue
        findings.checked += 1
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Attribute) and node.attr in MANAGERS:
                findings.found(
                    path.relative_to(root), f"line {node.lineno} asks for rows itself; call a room's queries"
                )
    return findings


def check_templates(root: Path) -> Findings:
    findings = Findings()
    for path in our_files(root / "unbrace", "*.html"):
        findings.checked += 1
        text = path.read_text()
        for pattern, what in INLINE.items():
            for match in re.finditer(pattern, text, re.IGNORECASE):
                line = text.count("\n", 0, match.start()) + 1
                findings.found(path.relative_to(root), f"line {line} has {what}; the browser will refuse it")
    return findings


def views(patterns: Iterable[URLPattern | URLResolver], prefix: str = "/") -> Iterator[tuple[str, str]]:
    """(address, module) of every view below these patterns."""
    for entry in patterns:
        address = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from views(entry.url_patterns, address)
        else:
            view = getattr(entry.callback, "view_class", entry.callback)
            yield address, view.__module__


def check_strangers(root: Path, pages: Iterable[tuple[str, str]]) -> Findings:
    findings = Findings()
    for address, module in pages:
        if not module.startswith("unbrace."):
            continue
        findings.checked += 1
        folder = root / Path(*module.split(".")).parent
        if any(module.startswith(name) for name in SAME_FOR_EVERYBODY):
            continue
        if not any(STRANGER.search(test_names(path)) for path in sorted(folder.rglob("test_*.py"))):
            findings.found(
                folder.relative_to(root), f"{address} has no test that says what someone_else gets"
            )
    return findings


BOUND = re.compile(r"bind\(\{(.*?)\}\)", re.DOTALL)


def bound_by(bundle: Path) -> set[str]:
    """The names that a bundle's `bind({…})` binds."""
    entries = ",".join(BOUND.findall(bundle.read_text())).split(",")
    return {entry.split(":")[0].strip().strip('"') for entry in entries} - {""}


def check_behaviours(root: Path) -> Findings:
    """`data-module` on a page names what its bundles bind: ui.ts everywhere, practice.ts at the therapist's door and
    in the shared pieces that it includes. A name that nothing binds leaves a dead button, and no error says so."""
    findings, everywhere = Findings(), bound_by(root / "browser" / "ui.ts")
    with_practice = everywhere | bound_by(root / "browser" / "practice.ts")
    portal = root / "unbrace" / "portal"
    for path in our_files(portal, "*.html"):
        door = path.relative_to(portal).parts[0]
        bound = with_practice if door in ("therapist", "ui") else everywhere
        for name in " ".join(re.findall(r'data-module="([^"{]+)"', path.read_text())).split():
            findings.checked += 1
            if name not in bound:
                findings.found(
                    path.relative_to(root), f"data-module “{name}” is bound by no bundle of the page"
                )
    return findings


def test_names(path: Path) -> str:
    functions = (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef))
    return " ".join(node.name for node in functions if node.name.startswith("test_"))


test_names.__test__ = False  # type: ignore[attr-defined]


def test_doors_never_ask_for_rows(gate: Gate) -> None:
    gate("files of the doors without a query of their own", check_rows(ROOT))


def test_templates_hold_no_script_and_no_style(gate: Gate) -> None:
    gate("templates without script or style in them", check_templates(ROOT))


def test_every_view_is_tested_with_someone_elses_patient(gate: Gate) -> None:
    gate("addresses with a someone-else test", check_strangers(ROOT, views(get_resolver().url_patterns)))


def test_every_behaviour_a_page_names_is_bound_by_its_bundles(gate: Gate) -> None:
    gate("behaviours named by pages and bound by their bundles", check_behaviours(ROOT))


def test_walls_break_on_a_behaviour_of_the_other_door(seeded: Callable[..., Path]) -> None:
    page = '<div data-module="pacer builder"></div>'
    root = seeded(
        {
            "browser/ui.ts": 'bind({\n  "kept-form": keptForm,\n  pacer,\n});\n',
            "browser/practice.ts": "bind({ builder });\n",
            "unbrace/portal/therapist/pages/programme/page.html": page,
            "unbrace/portal/patient/pages/today/page.html": page,
        }
    )
    findings = check_behaviours(root)
    assert findings.checked == 4
    assert findings.problems == [
        "unbrace/portal/patient/pages/today/page.html: data-module “builder” is bound by no bundle of the page"
    ]


def test_walls_break_on_a_query_in_a_door(seeded: Callable[..., Path]) -> None:
    root = seeded(
        {
            "unbrace/portal/patient/pages/today/view.py": "def view(request):\n    return Patient.objects.get()\n",
            "unbrace/portal/patient/pages/today/test_page.py": "Patient.objects.get()\n",
        }
    )
    findings = check_rows(root)
    assert findings.checked == 1
    assert "today/view.py: line 2 asks for rows itself" in findings.problems[0]


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<script nonce='x'>alert(1)</script>",
        "<style>a{}</style>",
        '<p class="a" style="color:red">',
        '<button onclick="go()">',
        '<a href="javascript:go()">',
        '<script src="https://cdn.example/x.js"></script>',
    ],
)
def test_walls_break_on_script_or_style_in_a_template(seeded: Callable[..., Path], html: str) -> None:
    findings = check_templates(seeded({"unbrace/portal/patient/pages/today/page.html": f"<p>\n{html}\n"}))
    assert len(findings.problems) == 1
    assert "page.html: line 2" in findings.problems[0]


def test_data_and_files_for_scripts_are_fine(seeded: Callable[..., Path]) -> None:
    html = (
        '<script src="/static/built/ui.js" type="module"></script><script type="application/json">{}</script>'
    )
    assert check_templates(seeded({"unbrace/portal/ui/page/page.html": html})).problems == []


@pytest.mark.parametrize("test", ["", "def test_it_shows_the_day():\n    pass\n", "# someone_else\n"])
def test_walls_break_on_a_view_that_forgot_the_stranger(seeded: Callable[..., Path], test: str) -> None:
    root = seeded({"unbrace/portal/therapist/pages/worklist/test_page.py": test})
    pages = [
        ("/therapist/", "unbrace.portal.therapist.pages.worklist.view"),
        ("/account/", "allauth.account.views"),
    ]
    findings = check_strangers(root, pages)
    assert findings.checked == 1
    assert "pages/worklist: /therapist/ has no test" in findings.problems[0]
