"""Run a command quietly; show what it said only when it fails."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from steps import SetupError

LINES_SHOWN = 30


def run(command: Sequence[str], folder: Path, env: Mapping[str, str] | None = None) -> str:
    """Give what the command printed. Nobody is asked anything: there is no standard input. Raises SetupError."""
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env=dict(os.environ) if env is None else dict(env),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
    except OSError as problem:
        raise SetupError(f"could not start {command[0]}: {problem.strerror}") from problem
    if done.returncode:
        said = "\n".join(done.stdout.strip().splitlines()[-LINES_SHOWN:])
        raise SetupError(f"this command failed ({done.returncode}): {' '.join(command)}\n{said}")
    return done.stdout
