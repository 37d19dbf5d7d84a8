"""A real janus for a test, started with the configuration that `unbrace janus config` writes."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from unbrace.clinic.group_classes.janus_files import files
from unbrace.clinic.group_classes.passing_on import OutOfReach, PassingOn

PROGRAM: Final = shutil.which("janus")
needs_janus = pytest.mark.skipif(PROGRAM is None, reason="janus is not installed: apt-get install janus")


@dataclass(frozen=True)
class OwnJanus:
    """`ws` is where devices come to, `log` what it said."""

    passing_on: PassingOn
    ws: str
    log: Path


@contextmanager
def own_janus(secret: str, folder: Path) -> Iterator[OwnJanus]:
    """It answers when this begins."""
    assert PROGRAM is not None
    folder.mkdir(parents=True, exist_ok=True)
    admin_port, ws_port = _free_port(), _free_port()
    for name, text in files(secret, _own_address(), admin_port=admin_port, ws_port=ws_port).items():
        (folder / name).write_text(text)
    log = folder / "janus.log"
    with log.open("w") as written:
        running = subprocess.Popen(
            [PROGRAM, "--disable-colors", "-F", str(folder)],
            stdout=written, stderr=subprocess.STDOUT, cwd=folder,
        )  # fmt: skip
        try:
            started = OwnJanus(
                PassingOn(f"http://127.0.0.1:{admin_port}/admin", secret), f"ws://127.0.0.1:{ws_port}", log
            )
            _until_it_answers(running, started)
            yield started
        finally:
            running.terminate()
            running.wait(20)


def _until_it_answers(running: subprocess.Popen[bytes], started: OwnJanus) -> None:
    for _ in range(80):
        assert running.poll() is None, started.log.read_text()
        try:
            started.passing_on.who_is_in("nowhere")
            return
        except OutOfReach:
            time.sleep(0.25)
    raise AssertionError(f"janus did not answer in time:\n{started.log.read_text()}")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _own_address() -> str:
    """The one of this machine that packets to others would leave by; janus gathers none of its loopback."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
        try:
            way.connect(("9.9.9.9", 9))  # sends nothing
        except OSError:
            pytest.skip("this machine has no address but its own loopback: janus has nowhere to listen")
        return str(way.getsockname()[0])
