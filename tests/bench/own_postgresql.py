"""A PostgreSQL server of one's own in a folder, reached through a socket, for as long as a measurement takes."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec


class NotInstalled(RuntimeError):
    """There is no PostgreSQL, or no psycopg to reach it."""


@contextmanager
def own_postgresql(*more: str) -> Iterator[str]:
    """The address for `UNBRACE_DATABASE_URL`; `more` are settings of the server. The disk is not waited for."""
    if find_spec("psycopg") is None or shutil.which("initdb") is None:
        raise NotInstalled("needs PostgreSQL (initdb, pg_ctl) and psycopg")
    with tempfile.TemporaryDirectory(prefix="pg") as folder:
        as_somebody = ["runuser", "-u", "nobody", "--"] if os.getuid() == 0 else []
        if as_somebody:
            shutil.chown(folder, "nobody")
        _do([*as_somebody, "initdb", "-D", f"{folder}/data", "-U", "unbrace", "-A", "trust"])
        settings = " ".join(f"-c {one}" for one in ("listen_addresses=", "fsync=off", *more))
        control = [*as_somebody, "pg_ctl", "-D", f"{folder}/data", "-l", f"{folder}/log", "-w"]
        _do([*control, "-o", f"-k {folder} {settings}", "start"])
        try:
            _do(["createdb", "-h", folder, "-U", "unbrace", "unbrace"])
            os.environ["PGHOST"] = folder
            yield "postgresql://unbrace@/unbrace"
        finally:
            os.environ.pop("PGHOST", None)
            subprocess.run([*control, "-m", "immediate", "stop"], check=False, capture_output=True)


def _do(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True)
