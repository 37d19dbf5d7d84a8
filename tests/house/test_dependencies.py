"""Every dependency says why it is here, and every licence lets a clinic use what we ship."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterable
from importlib.metadata import Distribution, distributions
from pathlib import Path

import pytest

from tests.house.conftest import Gate
from tests.house.findings import ROOT, Findings

# MPL binds the changed file, not what stands beside it: Pyodide and certifi go along unchanged.
FREE_TO_SHIP = re.compile(
    r"MIT|BSD|Apache|ISC|PSF|Python Software|Python-2\.0|Zlib|Unlicense|CC0|CC-BY-4\.0|OFL|HPND|BlueOak|MPL|Mozilla",
    re.IGNORECASE,
)
NOT_OURS_TO_SHIP = re.compile(r"GPL|Affero|SSPL|non-?commercial|-NC-", re.IGNORECASE)

CHOSEN = {
    "text-unidecode": "Artistic License"
}  # offered under two licences, of which we take this; tests only
#: Never in our wheel: whoever runs on PostgreSQL installs it, unchanged, beside us. The LGPL asks no more of that.
INSTALLED_BESIDE_US = {"psycopg": "LGPL-3.0", "psycopg-binary": "LGPL-3.0"}


def dependency_lines(text: str) -> list[str]:
    """The lines of pyproject.toml that name a dependency."""
    tables = tomllib.loads(text)
    project = tables.get("project", {})
    groups = [
        *project.get("optional-dependencies", {}).values(),
        *tables.get("dependency-groups", {}).values(),
    ]
    named = [*project.get("dependencies", []), *(name for group in groups for name in group)]
    return [line for name in named for line in text.splitlines() if line.strip().startswith(f'"{name}"')]


def check_reasons(root: Path) -> Findings:
    findings = Findings()
    for line in dependency_lines((root / "pyproject.toml").read_text()):
        findings.checked += 1
        if not re.search(r"#\s*\S+\s+\S+", line):
            findings.found(Path("pyproject.toml"), f"{line.strip()} does not say why it is here")
    package = json.loads((root / "package.json").read_text())
    reasons = package.get("//", {})
    for name in [*package.get("dependencies", {}), *package.get("devDependencies", {})]:
        findings.checked += 1
        if len(reasons.get(name, "").split()) < 2:
            findings.found(Path("package.json"), f'{name} has no reason under "//"')
    return findings


def python_licence(package: Distribution) -> str:
    """What a distribution says of its licence: the expression, the field, or the classifiers."""
    metadata = package.metadata
    (stated,) = metadata.get_all("License-Expression", [""])
    classifiers = [line for line in metadata.get_all("Classifier", []) if line.startswith("License ::")]
    (written,) = metadata.get_all("License", [""])
    return stated or " | ".join(classifiers) or written.splitlines()[0]


def npm_licences(root: Path) -> list[tuple[str, str]]:
    lock = json.loads((root / "package-lock.json").read_text())
    return [(path, str(entry.get("license", ""))) for path, entry in lock["packages"].items() if path]


def check_licences(licences: Iterable[tuple[str, str]]) -> Findings:
    findings = Findings()
    for name, licence in licences:
        findings.checked += 1
        if any(name in listed and listed[name] in licence for listed in (CHOSEN, INSTALLED_BESIDE_US)):
            continue
        if NOT_OURS_TO_SHIP.search(licence) or not FREE_TO_SHIP.search(licence):
            findings.found(Path(name), f"licence {licence or 'not stated'}")
    return findings


def test_every_dependency_says_why_it_is_here(gate: Gate) -> None:
    gate("dependencies with a reason", check_reasons(ROOT))


def test_every_installed_python_package_is_free_to_ship(gate: Gate) -> None:
    found = [(package.name, python_licence(package)) for package in distributions()]
    gate("installed Python packages under a licence free to ship", check_licences(found))


def test_every_npm_package_is_free_to_ship(gate: Gate) -> None:
    gate("locked npm packages under a licence free to ship", check_licences(npm_licences(ROOT)))


def test_walls_break_on_a_dependency_without_a_reason(seeded: Callable[..., Path]) -> None:
    project = '[project]\ndependencies = [\n  "django>=5",  # the framework\n  "requests>=2",\n]\n'
    package = '{"//": {"idb": "promises for IndexedDB"}, "dependencies": {"idb": "1", "left-pad": "1"}}'
    findings = check_reasons(seeded({"pyproject.toml": project, "package.json": package}))
    assert findings.checked == 4
    assert [problem.split(" ")[1] for problem in findings.problems] == ['"requests>=2",', "left-pad"]


@pytest.mark.parametrize(
    "licence", ["GPL-3.0-or-later", "AGPL-3.0", "", "Proprietary", "SSPL-1.0", "CC-BY-NC-4.0"]
)
def test_walls_break_on_a_licence_a_clinic_cannot_use(licence: str) -> None:
    assert len(check_licences([("x", licence), ("y", "MIT")]).problems) == 1
