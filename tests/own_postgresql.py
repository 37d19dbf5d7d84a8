"""A PostgreSQL server of one's own in a folder, reached through a socket, for as long as it is asked for.

A guard beside it starts and stops it. The guard waits at a pipe that whoever asked holds open: it is let go when they
are done, and also when they are killed without a goodbye, so that no server is ever left behind.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Final

MISSING: Final = "needs PostgreSQL (initdb, pg_ctl) and psycopg, which are not installed here"
#: Sorts like a dictionary, as most servers of clinics do, and not by bytes, as SQLite does.
LIKE_A_DICTIONARY: Final = ("--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en")

#: $1: the folder, $2: settings of the server; then words for initdb.
GUARD: Final = """
folder=$1 settings=$2; shift 2; cd "$folder"
{ initdb -D data -U unbrace -A trust -E UTF8 --no-sync "$@" &&
  pg_ctl -D data -l log -w -o "-k $folder $settings" start &&
  createdb -h "$folder" -U unbrace unbrace; } >said 2>&1 && echo ready || cat said log
cat >said
pg_ctl -D data -m immediate -w stop >said 2>&1
cd / && rm -rf "$folder"
"""


class NotInstalled(RuntimeError):
    """There is no PostgreSQL, or no psycopg to reach it."""


def is_installed() -> bool:
    return find_spec("psycopg") is not None and shutil.which("initdb") is not None


@contextmanager
def own_postgresql(*more: str, sorts: tuple[str, ...] = ()) -> Iterator[str]:
    """The address for `UNBRACE_DATABASE_URL`; `more` are settings of the server. The disk is not waited for."""
    if not is_installed():
        raise NotInstalled(MISSING)
    folder = tempfile.mkdtemp(prefix="pg")
    as_somebody = ["runuser", "-u", "nobody", "--"] if os.getuid() == 0 else []
    if as_somebody:
        shutil.chown(folder, "nobody")
    settings = " ".join(f"-c {one}" for one in ("listen_addresses=", "fsync=off", *more))
    guard = subprocess.Popen(
        [*as_somebody, "sh", "-c", GUARD, "guard", folder, settings, *sorts],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,  # a Ctrl-C is for whoever asked; the guard hears of it when they are gone
    )
    assert guard.stdin is not None
    assert guard.stdout is not None
    before = os.environ.get("PGHOST")
    try:
        said = guard.stdout.readline()
        if said != "ready\n":
            guard.stdin.close()
            raise RuntimeError(f"PostgreSQL did not start: {said}{guard.stdout.read()}")
        os.environ["PGHOST"] = folder
        yield "postgresql://unbrace@/unbrace"
    finally:
        if before is None:
            os.environ.pop("PGHOST", None)
        else:
            os.environ["PGHOST"] = before
        guard.stdin.close()
        guard.wait()
        guard.stdout.close()
        assert not Path(folder).exists(), f"PostgreSQL did not end in {folder}"
