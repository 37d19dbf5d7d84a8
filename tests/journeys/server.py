"""A real demo clinic on a free port, with a database of its own."""

import atexit
import functools
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
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


@functools.cache
def _made_once() -> Path:
    """A demo clinic that nobody has entered yet, to copy: making its people takes most of the time of a first start."""
    made = Path(tempfile.mkdtemp(prefix="unbrace-demo-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    environment = {**os.environ, "UNBRACE_DATA": str(made), "UNBRACE_DEMO": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "unbrace", "demo", "--seed-only"],
        env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"the demo could not be made:\n{done.stdout[-4000:]}")
    return made


@contextmanager
def demo_clinic(
    data: Path, port: int | None = None, *, host: str = "localhost", settings: Mapping[str, str] | None = None
) -> Iterator[DemoClinic]:
    """Start a copy of the demo, wait until it answers, and end it afterwards. `settings`: more of its environment."""
    port = port or free_port()
    log = data / "server.log"
    shutil.copytree(_made_once(), data, dirs_exist_ok=True)
    url = f"http://{host}:{port}"
    environment = {**os.environ, "UNBRACE_DATA": str(data), "UNBRACE_DEMO": "1", **(settings or {})}
    elsewhere = [] if host == "localhost" else ["--host", host]
    with log.open("ab") as out:
        server = subprocess.Popen(
            [sys.executable, "-m", "unbrace", "demo", "--port", str(port), *elsewhere],
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
    until = time.monotonic() + 180
    while time.monotonic() < until:
        if server.poll() is not None:
            break
        try:
            urllib.request.urlopen(url, timeout=10).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"the demo did not start:\n{log.read_text()[-4000:]}")
