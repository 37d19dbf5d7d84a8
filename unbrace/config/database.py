"""Where rows live: SQLite in the data folder, or PostgreSQL when an address is given."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import gettempdir
from typing import Any
from urllib.parse import unquote, urlsplit


def sqlite(folder: Path) -> dict[str, Any]:
    """WAL lets people read while one writes. IMMEDIATE takes the write lock at the start of a transaction, so two
    writers queue instead of failing half-way. FULL waits for the disk: what was acknowledged survives a power cut."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": folder / "unbrace.sqlite3",
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        },
        # A file like the real one, so that tests meet the real locks; one per process, so that two runs do not meet.
        "TEST": {"NAME": Path(gettempdir()) / f"unbrace-test-{os.getpid()}.sqlite3"},
    }


def postgresql(address: str) -> dict[str, Any]:
    """A connection is kept for a minute, and looked at before it is used again: a restart of the database cuts it."""
    parts = urlsplit(address)
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise ValueError("UNBRACE_DATABASE_URL must look like postgresql://user:password@host:5432/name")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.strip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
