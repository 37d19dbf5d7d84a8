"""A step of the set-up: done when its inputs changed or an output is missing, skipped otherwise.

"Changed" is a hash of the inputs' contents, kept in `.setup/stamps/`: a checkout, a touch or a copied tree does not
make anything build again. Every step prints one line with its seconds, so a slow start shows where it was slow.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

STAMPS = Path(".setup") / "stamps"
NEVER_INPUT = {"__pycache__", "node_modules", "built", "tests"}


class SetupError(Exception):
    """The machine lacks something, or a command failed; the message is the whole story for whoever typed it."""


@dataclass(frozen=True)
class Step:
    name: str
    inputs: tuple[str, ...]  # glob patterns below the project root; none = always run
    outputs: tuple[str, ...]  # paths below the project root
    action: Callable[[Path], None]
    salt: str = ""  # anything else the result depends on, such as the Python version


def input_files(root: Path, patterns: tuple[str, ...]) -> Iterator[Path]:
    for pattern in patterns:
        for path in sorted(root.glob(pattern)):
            named = "*" not in pattern  # a file that is named is wanted, wherever it lies
            if path.is_file() and (named or not NEVER_INPUT.intersection(path.relative_to(root).parts)):
                yield path


def fingerprint(root: Path, step: Step) -> str:
    """Hash of the names and contents of a step's inputs."""
    found = hashlib.sha256(step.salt.encode())
    for path in input_files(root, step.inputs):
        found.update(f"\0{path.relative_to(root).as_posix()}\0".encode())
        found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()


def is_done(root: Path, step: Step, now: str) -> bool:
    stamp = root / STAMPS / step.name
    if not step.inputs or not stamp.exists() or stamp.read_text() != now:
        return False
    return all((root / output).exists() for output in step.outputs)


def perform(root: Path, step: Step) -> bool:
    """Do the step unless it is done; True if it did. Raises SetupError."""
    now = fingerprint(root, step)
    if is_done(root, step, now):
        print(f"  {step.name:<22} up to date", flush=True)
        return False
    print(f"  {step.name:<22} ", end="", flush=True)
    started = time.monotonic()
    step.action(root)
    missing = [output for output in step.outputs if not (root / output).exists()]
    if missing:
        raise SetupError(f"{step.name} ran, but did not make {', '.join(missing)}")
    stamp = root / STAMPS / step.name
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(now)
    print(f"{time.monotonic() - started:6.1f} s", flush=True)
    return True
