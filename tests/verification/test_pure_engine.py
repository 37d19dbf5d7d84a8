"""The engine's and the rules' own tests pass in a Python that has pytest and nothing else of ours: no Django, no numpy.

This is the proof of purity. What a linter cannot see, an import inside a function or a default that reaches for a
setting, fails here.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.findings import ROOT
from tests.verification.installed_wheel import locked_versions, uv

TESTS_MAY_USE = ("pytest", "hypothesis", "pyyaml")  # to read cases; the rooms themselves import none of these


@pytest.fixture(scope="module")
def empty_python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pure")
    environment = str(folder / "environment")
    assert uv("venv", "--quiet", "--python", sys.executable, environment, folder=folder).returncode == 0
    locked = ["--python", environment, "--constraint", str(locked_versions(folder))]
    done = uv("pip", "install", "--quiet", *locked, *TESTS_MAY_USE, folder=folder)
    assert done.returncode == 0, done.stderr
    return folder / "environment" / "bin" / "python"


def run(python: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    env = {"PATH": os.defpath, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "LANG": "C.UTF-8"}
    return subprocess.run([str(python), *arguments], cwd=ROOT, env=env, capture_output=True, text=True)


def test_there_is_no_django_there(empty_python: Path) -> None:
    assert "No module named 'django'" in run(empty_python, "-c", "import django").stderr


@pytest.mark.parametrize("room", ["motion", "rehab"])
def test_the_pure_rooms_pass_their_tests_without_django(empty_python: Path, room: str) -> None:
    settings = ["-c", os.devnull, "--rootdir", str(ROOT), "-p", "no:cacheprovider", "-q"]
    done = run(empty_python, "-m", "pytest", *settings, f"unbrace/{room}")
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    passed = re.search(r"(\d+) passed", done.stdout)
    assert passed, done.stdout
    print(f"{room}: {passed.group()} without Django")
