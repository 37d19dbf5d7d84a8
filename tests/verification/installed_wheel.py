"""The wheel, built from this checkout and installed where nothing of the checkout is: no node, no source, no cache."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.house.findings import ROOT

sys.path.insert(0, str(ROOT / "setup"))

import python_environment


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Site:
    """A running demo; `get("/static/…")` asks it."""

    address: str

    def get(self, path: str, accept_encoding: str = "identity") -> Answer:
        request = urllib.request.Request(self.address + path, headers={"Accept-Encoding": accept_encoding})
        try:
            with urllib.request.urlopen(request, timeout=30) as reply:
                headers = {name.lower(): value for name, value in reply.headers.items()}
                return Answer(reply.status, headers, reply.read())
        except urllib.error.HTTPError as refused:
            headers = {name.lower(): value for name, value in refused.headers.items()}
            return Answer(refused.code, headers, refused.read())


def uv(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run uv with the index settings of this machine."""
    settings = python_environment.pip_settings(python_environment.printed_pip_settings(ROOT))
    env = python_environment.uv_environment(settings, os.environ)
    command = [python_environment.find_uv(ROOT), *arguments]
    return subprocess.run(
        command, cwd=folder, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )


def build(out: Path, source: Path = ROOT) -> Path:
    """The wheel of `source`."""
    done = uv("build", "--quiet", "--wheel", "--out-dir", str(out), folder=source)
    assert done.returncode == 0, done.stderr
    (wheel,) = out.glob("unbrace-*.whl")
    return wheel


def locked_versions(folder: Path) -> Path:
    """The locked versions, as constraints: the proof is of our wheel, not of what was published this morning."""
    path = folder / "constraints.txt"
    done = uv(
        "export", "--quiet", "--frozen", "--no-emit-project", "--no-hashes", "--output-file", str(path),
        folder=ROOT,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return path


def install(wheel: Path, folder: Path) -> Path:
    """A new environment with the wheel and its plain dependencies; gives its `bin`."""
    environment = folder / "environment"
    done = uv("venv", "--quiet", "--python", sys.executable, str(environment), folder=folder)
    assert done.returncode == 0, done.stderr
    constraints = str(locked_versions(folder))
    into = ["--python", str(environment), "--constraint", constraints]
    done = uv("pip", "install", "--quiet", *into, str(wheel), folder=folder)
    assert done.returncode == 0, done.stderr
    return environment / "bin"


def nothing_else(home: Path, programs: Path) -> dict[str, str]:
    """An environment that leads nowhere but to the installed programs."""
    return {"PATH": str(programs), "HOME": str(home), "LANG": "C.UTF-8", "UNBRACE_DATA": str(home / "data")}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def demo(programs: Path, home: Path) -> Iterator[Site]:
    """`unbrace demo`, from the installed wheel, until the end of the block."""
    port = free_port()
    log = home / "server.log"
    with log.open("wb") as out:
        server = subprocess.Popen(
            [str(programs / "unbrace"), "demo", "--port", str(port)],
            cwd=home, env=nothing_else(home, programs), stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        site = Site(f"http://localhost:{port}")
        until_it_answers(site, server, log)
        yield site
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def until_it_answers(site: Site, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until and server.poll() is None:
        try:
            site.get("/")
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError(f"the demo did not start:\n{log.read_text()[-4000:]}")
