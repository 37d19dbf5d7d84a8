"""The house on PostgreSQL, which forgives less than SQLite: every page, every form, the work beside them.

Texts of two types joined, a lock outside a transaction, a word longer than its column: SQLite lets them pass, and
whoever runs on PostgreSQL reads an error. `make test-postgresql` runs all tests there.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.house.conftest import Gate
from tests.house.findings import ROOT, Findings
from tests.own_postgresql import LIKE_A_DICTIONARY, MISSING, is_installed, own_postgresql


@pytest.fixture(scope="module")
def looked_at(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the house on a PostgreSQL of its own has printed: one start for all tests here."""
    if not is_installed():
        pytest.skip(MISSING)
    data: Path = tmp_path_factory.mktemp("on-postgresql")
    with own_postgresql(sorts=LIKE_A_DICTIONARY) as address:
        named = {"UNBRACE_DATABASE_URL": address, "UNBRACE_DATA": str(data), "UNBRACE_RATE_LIMITS": "0"}
        done = subprocess.run(
            [sys.executable, "-m", "tests.house.pages_on_postgresql"],
            cwd=ROOT,
            env=os.environ | named,
            capture_output=True,
            text=True,
        )
    assert done.returncode == 0, done.stderr[-4000:]
    printed: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return printed


@pytest.mark.parametrize(
    ("what", "least", "words"),
    [
        ("pages", 200, "pages opened on PostgreSQL"),
        ("forms", 100, "forms sent on PostgreSQL"),
        ("works", 5, "works beside the requests done on PostgreSQL"),
        ("lists", 2, "rows in order on PostgreSQL"),
    ],
)
def test_nothing_breaks_on_postgresql(
    looked_at: dict[str, Any], gate: Gate, what: str, least: int, words: str
) -> None:
    findings = Findings(**looked_at["findings"][what])
    gate(words, findings)
    assert findings.checked >= least


def test_it_finds_what_only_sqlite_forgives(looked_at: dict[str, Any]) -> None:
    found = looked_at["sown"]
    assert "mixed types" in found["two types joined"]
    assert "cannot be used outside of a transaction" in found["a lock outside"]
    assert found["a connection cut"] == "the work began 3 times and went on 1 times"
