"""Build the source archive and the wheel into `dist/`, with the same index settings as the set-up."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import python_environment
from commands import run
from steps import SetupError

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    settings = python_environment.pip_settings(python_environment.printed_pip_settings(ROOT))
    env = python_environment.uv_environment(settings, os.environ)
    try:
        run([python_environment.find_uv(ROOT), "build", "--quiet", "--out-dir", "dist"], ROOT, env)
    except SetupError as problem:
        print(problem, file=sys.stderr)
        return 1
    for path in sorted((ROOT / "dist").iterdir()):
        if path.suffix in {".whl", ".gz"}:
            print(f"  {path.name}  {path.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
