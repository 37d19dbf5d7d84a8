"""The PostgreSQL of the tests ends with whoever asked for it, also where they are killed without a goodbye."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.house.findings import ROOT
from tests.own_postgresql import MISSING, is_installed, own_postgresql

ASKS = """
import os, time
from tests.own_postgresql import own_postgresql
with own_postgresql():
    print(os.environ["PGHOST"], flush=True)
    time.sleep(600)
"""

pytestmark = pytest.mark.skipif(not is_installed(), reason=MISSING)


def server_of(folder: Path) -> int:
    return int((folder / "data" / "postmaster.pid").read_text().splitlines()[0])


def runs(process: int) -> bool:
    """Whether it still runs. One that has ended and is only waiting to be counted by its parent does not."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return "State:\tZ" not in status


def is_gone(server: int, folder: Path) -> bool:
    """Within half a minute: a PostgreSQL takes its lock away first and ends a moment later."""
    until = time.monotonic() + 30
    while (runs(server) or folder.exists()) and time.monotonic() < until:
        time.sleep(0.1)
    return not runs(server) and not folder.exists()


def test_it_ends_with_the_block_that_asked_for_it() -> None:
    before = os.environ.get("PGHOST")
    with own_postgresql() as address:
        folder = Path(os.environ["PGHOST"])
        server = server_of(folder)
        assert address == "postgresql://unbrace@/unbrace"
        assert runs(server)
    assert not folder.exists()
    assert is_gone(server, folder)
    assert os.environ.get("PGHOST") == before


def test_it_ends_when_whoever_asked_is_killed() -> None:
    asking = subprocess.Popen([sys.executable, "-c", ASKS], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert asking.stdout is not None
    folder = Path(asking.stdout.readline().strip())
    server = server_of(folder)
    assert runs(server)
    asking.send_signal(signal.SIGKILL)
    asking.wait()
    asking.stdout.close()
    assert is_gone(server, folder)


def test_one_that_does_not_start_says_why_and_leaves_nothing() -> None:
    with pytest.raises(RuntimeError, match="no_such_setting"), own_postgresql("no_such_setting=1"):
        pass
