"""Every check of the house says how many things it looked at: a check that looked at nothing is green for nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.house.findings import Findings

Gate = Callable[[str, Findings], None]
COUNTS = pytest.StashKey[list[str]]()


@pytest.fixture
def gate(request: pytest.FixtureRequest) -> Gate:
    """Call with what was checked and its findings: fails on any problem, and on nothing checked."""

    def passes(what: str, findings: Findings) -> None:
        request.config.stash.setdefault(COUNTS, []).append(f"{findings.checked:5d} {what}")
        assert not findings.problems, "\n".join(findings.problems)
        assert findings.checked, f"{what}: nothing was checked"

    return passes


@pytest.fixture
def seeded(tmp_path: Path) -> Callable[..., Path]:
    """A small tree with the given files in it: `seeded({"unbrace/motion/x.py": "import os"})`."""

    def tree(files: dict[str, str]) -> Path:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return tmp_path

    return tree


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    counts = terminalreporter.config.stash.get(COUNTS, [])
    if counts:
        terminalreporter.section("the house: things checked")
        for line in sorted(set(counts), key=lambda line: line[6:]):
            terminalreporter.line(line)
