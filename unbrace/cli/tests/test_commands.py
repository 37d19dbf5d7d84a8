from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from unbrace.cli import COMMANDS, main
from unbrace.cli.serve import warn_without_a_mail_server


def run(*words: str, data: Path, code: str = "") -> subprocess.CompletedProcess[str]:
    """The command in a process of its own; with `code`, what Python prints after it ran."""
    environment = {**os.environ, "UNBRACE_DATA": str(data), "UNBRACE_DEMO": "0"}
    start = ["-c", code] if code else ["-m", "unbrace", *words]
    return subprocess.run(
        [sys.executable, *start], env=environment, capture_output=True, text=True, timeout=120, check=False
    )


def fetch(url: str) -> Any:
    return urllib.request.urlopen(url)  # noqa: S310 - our own server


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit:
        main(["--help"])
    assert exit.value.code == 0
    shown = capsys.readouterr().out
    assert all(command in shown for command in COMMANDS)


def test_an_unknown_command_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit:
        main(["dance"])
    assert exit.value.code == 2
    assert "dance" in capsys.readouterr().err


def test_analyse_never_loads_django_and_the_demo_never_the_pose_model(tmp_path: Path) -> None:
    shown = run(
        data=tmp_path,
        code="import sys\nfrom unbrace.cli import main\n"
        "try: main(['analyse', '--help'])\nexcept SystemExit: pass\nprint('django' in sys.modules)",
    ).stdout
    assert shown.strip().endswith("False")
    shown = run(
        data=tmp_path,
        code="import sys\nfrom unbrace.cli import main\nmain(['demo', '--seed-only'])\n"
        "print({'mediapipe', 'av', 'numpy', 'matplotlib'} & set(sys.modules))",
    ).stdout
    assert shown.strip().endswith("set()")


def test_a_clinic_is_opened_once_the_words_are_right(tmp_path: Path) -> None:
    wrong = run("open-clinic", "Lakeside", "nobody", data=tmp_path)
    assert (wrong.returncode, "Traceback" in wrong.stderr) == (2, False)
    right = run("open-clinic", "Lakeside", "ann@example.org", "--time-zone", "Europe/Rome", data=tmp_path)
    assert (right.returncode, right.stdout) == (
        0,
        "Lakeside is open. ann@example.org can sign in with a one-time code.\n",
    )


def test_a_port_in_use_is_one_line_and_not_a_traceback(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        refused = run("serve", "--port", port, data=tmp_path)
    assert refused.returncode == 2
    assert f"Port {port}" in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[str]:
    """A demo that really serves."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "UNBRACE_DATA": str(tmp_path)}
    command = [sys.executable, "-m", "unbrace", "demo", "--port", str(port)]
    with (tmp_path / "log").open("w") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    address = f"http://localhost:{port}"
    try:
        until = time.monotonic() + 180  # how fast it starts is measured elsewhere; the journeys wait as long
        while True:
            try:
                fetch(f"{address}/account/login/")
                break
            except OSError:
                assert server.poll() is None, (tmp_path / "log").read_text()
                assert time.monotonic() < until, (tmp_path / "log").read_text()
                time.sleep(0.1)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def test_the_demo_prints_where_and_who_serves_and_stops_when_asked(demo: str, tmp_path: Path) -> None:
    with fetch(f"{demo}/account/login/") as page:
        assert page.status == 200
        assert "wasm-unsafe-eval" in page.headers["Content-Security-Policy"]
        assert "server" not in page.headers
    with pytest.raises(urllib.error.HTTPError) as missing:
        fetch(f"{demo}/static/nowhere.js")
    assert "wasm-unsafe-eval" in missing.value.headers["Content-Security-Policy"]
    printed = (tmp_path / "log").read_text()
    for word in (
        demo,
        "maria@demo.unbrace.test",
        "tom@demo.unbrace.test",
        "olga@demo.unbrace.test",
        "unbrace-demo",
    ):
        assert word in printed
    assert list((tmp_path / "outbox").glob("*.json"))


@pytest.mark.parametrize(
    ("host", "demo", "warned"), [("", False, True), ("mail.example.org", False, False), ("", True, False)]
)
def test_serving_without_a_mail_server_is_said_loudly(
    settings: Settings, capsys: pytest.CaptureFixture[str], host: str, demo: bool, warned: bool
) -> None:
    settings.EMAIL_HOST, settings.DEMO = host, demo
    warn_without_a_mail_server()
    assert ("WARNING: there is no mail server" in capsys.readouterr().err) is warned
