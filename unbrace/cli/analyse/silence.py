"""MediaPipe's native code writes notes for its own developers to file descriptor 2. This keeps them off the screen."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

STDERR = 2


@contextmanager
def native_notes_hidden() -> Iterator[None]:
    """Send descriptor 2 nowhere; Python's own `sys.stderr` goes on reaching the screen when it was descriptor 2."""
    sys.stderr.flush()
    python_stderr = sys.stderr
    screen = os.dup(STDERR)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, STDERR)
    os.close(nowhere)
    if _descriptor(python_stderr) == STDERR:
        sys.stderr = os.fdopen(os.dup(screen), "w", buffering=1, encoding="utf-8", errors="replace")
    try:
        yield
    finally:
        if sys.stderr is not python_stderr:
            sys.stderr.close()
            sys.stderr = python_stderr
        os.dup2(screen, STDERR)
        os.close(screen)


def _descriptor(stream: object) -> int | None:
    try:
        return stream.fileno()  # type: ignore[attr-defined,no-any-return]
    except (AttributeError, OSError, ValueError):
        return None
