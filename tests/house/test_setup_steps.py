"""Set-up: done once, done again when it must be, and clear about what a machine lacks."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.house.findings import ROOT

sys.path.insert(0, str(ROOT / "setup"))  # these run before anything is installed, so they are no package

import debian
import python_environment
from commands import run
from steps import SetupError, Step, perform

# -- steps -------------------------------------------------------------------------------------------------------------


def copying(root: Path) -> None:
    (root / "made").write_text((root / "source.txt").read_text())
    (root / "runs").write_text((root / "runs").read_text() + "x" if (root / "runs").exists() else "x")


COPY = Step(name="copy", inputs=("*.txt",), outputs=("made",), action=copying)


def runs(root: Path) -> int:
    return len((root / "runs").read_text())


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "source.txt").write_text("one")
    perform(tmp_path, COPY)
    return tmp_path


def test_a_step_is_skipped_while_nothing_changed(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (checkout / "source.txt").touch()
    assert perform(checkout, COPY) is False
    assert runs(checkout) == 1
    assert "up to date" in capsys.readouterr().out


@pytest.mark.parametrize("change", ["content", "new file", "output gone", "salt"])
def test_a_step_runs_again_when_it_must(checkout: Path, change: str) -> None:
    step = COPY
    if change == "content":
        (checkout / "source.txt").write_text("two")
    elif change == "new file":
        (checkout / "another.txt").touch()
    elif change == "output gone":
        (checkout / "made").unlink()
    else:
        step = Step(COPY.name, COPY.inputs, COPY.outputs, COPY.action, salt="3.12")
    assert perform(checkout, step) is True
    assert runs(checkout) == 2


def test_a_failed_step_is_not_taken_for_done(tmp_path: Path) -> None:
    lazy = Step(name="lazy", inputs=("*.txt",), outputs=("made",), action=lambda root: None)
    for _ in range(2):
        with pytest.raises(SetupError, match="did not make made"):
            perform(tmp_path, lazy)


def test_a_failing_command_shows_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="no such registry"):
        run([sys.executable, "-c", "print('no such registry'); raise SystemExit(3)"], tmp_path)


# -- system packages ---------------------------------------------------------------------------------------------------


def nothing_there(package: debian.SystemPackage) -> bool:
    return False


def test_a_visitor_is_told_what_is_missing_and_the_command(tmp_path: Path) -> None:
    with pytest.raises(SetupError) as told:
        debian.provide("test", tmp_path, found=nothing_there, as_root=False)
    assert "sudo apt-get install -y --no-install-recommends chromium ffmpeg libgl1 libegl1 libgles2" in str(
        told.value
    )
    assert "chromium: the journeys run in a real browser" in str(told.value)


def test_only_what_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(SetupError) as told:
        debian.provide("bench", tmp_path, found=lambda package: package.name == "chromium", as_root=False)
    assert str(told.value).endswith("--no-install-recommends ffmpeg")


@pytest.fixture
def with_apt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An `apt-get` that only writes down how it was called."""
    folder = tmp_path / "bin"
    folder.mkdir()
    apt = folder / "apt-get"
    apt.write_text('#!/bin/sh\necho "$DEBIAN_FRONTEND $@" >> "$(dirname "$0")/calls"\n')
    apt.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return folder


def test_root_gets_it_installed_without_a_question(with_apt: Path, tmp_path: Path) -> None:
    answers = iter([False] * 2 + [True] * 2)  # missing before, there after
    installed = debian.provide("bench", tmp_path, found=lambda package: next(answers), as_root=True)
    assert installed == ["chromium", "ffmpeg"]
    assert (with_apt / "calls").read_text().splitlines() == [
        "noninteractive update",
        "noninteractive install -y --no-install-recommends chromium ffmpeg",
    ]


def test_an_install_that_did_not_help_is_said(with_apt: Path, tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="still not found: chromium, ffmpeg"):
        debian.provide("bench", tmp_path, found=nothing_there, as_root=True)


def test_run_and_check_need_no_system_package(tmp_path: Path) -> None:
    def never(names: Sequence[str], root: Path) -> None:
        raise AssertionError(names)

    for target in ("run", "check", "build", "docs", "engine"):
        assert debian.provide(target, tmp_path, found=nothing_there, as_root=True, installer=never) == []


@pytest.mark.parametrize(
    ("proof", "there"), [("sh", True), ("no-such-program", False), ("libno-such.so.1", False)]
)
def test_a_package_is_proven_by_what_it_brings(proof: str, there: bool) -> None:
    assert debian.is_there(debian.SystemPackage("any", proof, "a test")) is there


# -- where packages come from ------------------------------------------------------------------------------------------

PIP_SAYS = """:env:.cert='/etc/own-ca.pem'
global.index-url='https://mirror.clinic.example/simple'
global.timeout='60'
install.timeout='90'
global.extra-index-url='https://a.example/simple\\nhttps://b.example/simple'
global.trusted-host='mirror.clinic.example'
"""


def test_pip_settings_are_read_in_pips_own_order() -> None:
    settings = python_environment.pip_settings(PIP_SAYS)
    assert settings["timeout"] == "90"
    assert settings["cert"] == "/etc/own-ca.pem"


def test_uv_goes_where_pip_goes() -> None:
    env = python_environment.uv_environment(
        python_environment.pip_settings(PIP_SAYS), {"VIRTUAL_ENV": "/elsewhere"}
    )
    assert env["UV_DEFAULT_INDEX"] == "https://mirror.clinic.example/simple"
    assert env["UV_INDEX"] == "https://a.example/simple https://b.example/simple"
    assert env["SSL_CERT_FILE"] == "/etc/own-ca.pem"
    assert env["UV_HTTP_TIMEOUT"] == "90"
    assert env["UV_INSECURE_HOST"] == "mirror.clinic.example"
    assert env["UV_PYTHON_DOWNLOADS"] == "never"
    assert "VIRTUAL_ENV" not in env
    assert python_environment.mirror(env) == "https://mirror.clinic.example/simple"


def test_the_users_own_uv_settings_win() -> None:
    env = python_environment.uv_environment(
        {"index-url": "https://a.example"}, {"UV_DEFAULT_INDEX": "https://b.example"}
    )
    assert env["UV_DEFAULT_INDEX"] == "https://b.example"


def test_the_public_index_is_no_mirror() -> None:
    env = python_environment.uv_environment({"index-url": "https://pypi.org/simple/"}, {})
    assert python_environment.mirror(env) is None


def test_an_old_or_broken_uv_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / ".setup" / "tools" / "bin" / "uv"
    for path, version in ((tmp_path / "uv", "0.2.1"), (own, "0.13.9")):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\necho uv {version}\n")
        path.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert python_environment.find_uv(tmp_path) == str(own)
    assert python_environment.version_of(str(tmp_path / "not-there")) == ()


def test_an_unknown_target_gets_the_usage() -> None:
    script = [sys.executable, str(ROOT / "setup" / "prepare.py"), "everything"]
    answer = subprocess.run(script, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert answer.returncode == 2
    assert answer.stderr.startswith("usage: python3 setup/prepare.py run|test")
