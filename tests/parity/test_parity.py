"""Counts and decisions exactly, angles and times to 1e-6: the two Pythons' mathematics differ in the last digits."""

from __future__ import annotations

import inspect
import json
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.parity import replay_cases
from unbrace.motion.tests.replay import cases, movement_of, read

ROOT = Path(__file__).parents[2]
PYODIDE = Path(os.environ.get("UNBRACE_PYODIDE", ROOT / "node_modules" / "pyodide"))
REMEDY = "run `npm ci` (it brings pyodide@314.0.7), or name its folder in UNBRACE_PYODIDE"


def _work() -> dict[str, Any]:
    motion = ROOT / "unbrace" / "motion"
    engine = {str(path.relative_to(ROOT)): path.read_text() for path in motion.glob("*.py")}
    # the browser's archive holds the engine alone, so the package above it is empty there, too
    return {
        "engine": engine | {"unbrace/__init__.py": ""},
        "replay": inspect.getsource(replay_cases),
        "cases": [
            {"movement": movement_of(case.parts[-3]).to_json(), "frames": read(case)[1]} for case in cases()
        ],
    }


@cache
def here() -> Any:
    """What CPython answers."""
    return json.loads(replay_cases.replay(json.dumps(_work()["cases"])))


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What Pyodide answers."""
    node = shutil.which("node")
    if node is None or not (PYODIDE / "pyodide.mjs").exists():
        pytest.fail(f"no Pyodide at {PYODIDE}: {REMEDY}")
    work = tmp_path_factory.mktemp("parity") / "work.json"
    work.write_text(json.dumps(_work()))
    script = Path(__file__).with_name("replay_in_pyodide.mjs")
    done = subprocess.run(
        [node, str(script), str(PYODIDE), str(work)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def difference(a: Any, b: Any, path: str = "") -> str | None:
    """Where two answers differ: numbers by more than 1e-6, anything else at all."""
    if isinstance(a, dict) and isinstance(b, dict) and a.keys() == b.keys():
        return next((d for key in a if (d := difference(a[key], b[key], f"{path}.{key}"))), None)
    if isinstance(a, list) and isinstance(b, list) and len(a) == len(b):
        return next((d for k in range(len(a)) if (d := difference(a[k], b[k], f"{path}[{k}]"))), None)
    if isinstance(a, float) and isinstance(b, (float, int)):
        return None if abs(a - b) <= 1e-6 else f"{path}: {a} here, {b} there"
    return None if a == b else f"{path}: {a} here, {b} there"


@pytest.mark.parametrize("number", range(len(cases())), ids=[f"{c.parts[-3]}-{c.name}" for c in cases()])
def test_a_case_is_read_the_same_in_the_browser(number: int, there: Any) -> None:
    assert difference(here()[number], there[number]) is None


def test_a_difference_would_be_seen() -> None:
    assert difference({"counts": [1, 2.0]}, {"counts": [1, 2.0000001]}) is None
    assert difference({"counts": [1, 2.0]}, {"counts": [1, 2.001]}) == ".counts[1]: 2.0 here, 2.001 there"
    assert difference({"counts": 1}, {"counts": 2}) == ".counts: 1 here, 2 there"
    assert difference([1], [1, 2]) is not None
