"""A random key, made once and kept in the data folder, for houses that were not given one."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def kept_in(folder: Path, name: str = "secret_key") -> str:
    """Read the key, or make it. Two processes that start together agree: only one of them can create the file."""
    path = folder / name
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip() or _wait_for(path)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(50))
    return path.read_text().strip()


def _wait_for(path: Path) -> str:
    """The other process has made the file and not yet written into it."""
    import time

    for _ in range(50):
        if key := path.read_text().strip():
            return key
        time.sleep(0.02)
    raise RuntimeError(f"{path} is empty. Delete it and start again.")
