"""A real coturn for a test, started with the configuration that `unbrace turn config` prints."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from unbrace.clinic.calls.relay import Credential
from unbrace.clinic.calls.tests.turn_client import TurnClient


@contextmanager
def own_relay(printed: str, server: tuple[str, int], folder: Path) -> Iterator[Path]:
    """It answers at `server` when this begins. Gives its log."""
    file = folder / "turnserver.conf"
    file.write_text(printed + f"pidfile={folder}/turnserver.pid\nuserdb={folder}/turndb\n")
    log = folder / "turnserver.log"
    with log.open("w") as written:
        running = subprocess.Popen(
            ["turnserver", "-c", file], stdout=written, stderr=subprocess.STDOUT, cwd=folder
        )
        try:
            _until_it_answers(running, server, log)
            yield log
        finally:
            running.terminate()
            running.wait(20)


def _until_it_answers(running: subprocess.Popen[bytes], server: tuple[str, int], log: Path) -> None:
    for _ in range(60):
        assert running.poll() is None, log.read_text()
        try:
            with TurnClient(server, Credential("nobody", "nothing")) as client:
                client._socket.settimeout(0.5)
                if client.allocate():
                    return
        except OSError:
            time.sleep(0.25)
    raise AssertionError(f"the relay did not answer in time:\n{log.read_text()}")
