"""A real demo clinic on a free port, with a database of its own."""

import json
import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class DemoClinic:
    """A running server; `data` is its state folder (database, outbox)."""

    url: str
    data: Path
    log: Path

    def outbox(self) -> list[str]:
        """The texts of the mails sent so far, oldest first."""
        return [
            json.loads(path.read_text())["body"] for path in sorted((self.data / "outbox").glob("*.json"))
        ]

    def newest_code(self) -> str:
        """The one-time code in the newest mail that has one."""
        return self.newest(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$")

    def waits_for(self, words: str, within_s: float = 20) -> None:
        """Until a mail says so: what the background sends takes its time."""
        until = time.monotonic() + within_s
        while not any(words in mail for mail in self.outbox()):
            assert time.monotonic() < until, f"no mail says “{words}”"
            time.sleep(0.2)

    def newest(self, pattern: str) -> str:
        """What this finds in the newest mail that has it; mails about messages may come in between."""
        found = next(
            (hit for mail in reversed(self.outbox()) if (hit := re.search(pattern, mail, re.M))), None
        )
        assert found, f"no {pattern} in:\n{self.outbox()[-1:]}"
        return found.group()


def free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def demo_clinic(data: Path, port: int | None = None) -> Iterator[DemoClinic]:
    """Start `unbrace demo`, wait until it answers, and end it afterwards."""
    port = port or free_port()
    log = data / "server.log"
    data.mkdir(parents=True, exist_ok=True)
    url = f"http://localhost:{port}"
    environment = {**os.environ, "UNBRACE_DATA": str(data), "UNBRACE_DEMO": "1"}
    with log.open("ab") as out:
        server = subprocess.Popen(
            [sys.executable, "-m", "unbrace", "demo", "--port", str(port)],
            stdout=out, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, env=environment,
        )  # fmt: skip
    try:
        _wait_until_it_answers(url, server, log)
        yield DemoClinic(url, data, log)
    finally:
        server.terminate()
        try:
            server.wait(15)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait_until_it_answers(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 90
    while time.monotonic() < until:
        if server.poll() is not None:
            break
        try:
            urllib.request.urlopen(url, timeout=2).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"the demo did not start:\n{log.read_text()[-4000:]}")
