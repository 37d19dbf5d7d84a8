"""How long `make run` takes until the first page is there: on a fresh clone with empty caches, and again."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.bench.figure import Figure
from tests.house.findings import ROOT
from tests.journeys.server import free_port


def answers(address: str) -> bool:
    try:
        urllib.request.urlopen(address, timeout=5).close()
    except urllib.error.HTTPError:
        return False
    except OSError:
        return False
    return True


def seconds_to_first_page(checkout: Path, env: dict[str, str]) -> float:
    """Type `make run`, wait for a page, press Ctrl-C. Raises RuntimeError when it ends before there is a page."""
    port = free_port()
    started = time.monotonic()
    server = subprocess.Popen(
        ["make", "run", f"PORT={port}"], cwd=checkout, env=env, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
    )  # fmt: skip
    try:
        while not answers(f"http://localhost:{port}/"):
            if server.poll() is not None:
                raise RuntimeError(server.communicate()[0][-3000:])
            time.sleep(0.1)
        return time.monotonic() - started
    finally:
        if server.poll() is None:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(30)


def figures() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        clone, home = Path(folder) / "clone", Path(folder) / "cache"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        env = {**os.environ, "UV_CACHE_DIR": str(home / "uv"), "npm_config_cache": str(home / "npm")}
        for inherited in ("UNBRACE_DATA", "MAKEFLAGS", "MAKELEVEL", "VIRTUAL_ENV"):
            env.pop(inherited, None)
        cold = seconds_to_first_page(clone, env)
        warm = seconds_to_first_page(clone, env)
    return [
        Figure(
            "make run to the first page, fresh clone, empty caches",
            f"{cold:.1f} s",
            "reported; a network's speed",
        ),
        Figure("make run to the first page, warm", f"{warm:.1f} s", "goal 15 s or less"),
    ]
