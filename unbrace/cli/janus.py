"""`unbrace janus config`: the configuration of what passes on the pictures of a group class."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from unbrace.cli.house import wake_up


def register(subparsers: Any) -> None:
    parser = subparsers.add_parser("janus", help="janus: what passes on the pictures of a group class")
    actions = parser.add_subparsers(required=True, metavar="action")
    config = actions.add_parser(
        "config",
        help="write the configuration of janus, with this house's secrets",
        description="Write the four files of janus's configuration. They hold secrets, so only whoever calls this can "
        "read them: unbrace janus config --address 203.0.113.7 --folder /etc/janus",
    )
    config.add_argument(
        "--address", required=True, help="the address that people's packets reach, in numbers"
    )
    config.add_argument("--private", default="", help="its own address, if it stands behind a router")
    config.add_argument(
        "--folder", required=True, type=Path, help="where to write it; made if it is not there"
    )
    config.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    wake_up()
    from django.conf import settings

    from unbrace.clinic.group_classes.janus_files import ADMIN_PORT, WS_PORT, files

    folder: Path = options.folder
    try:
        made = files(settings.JANUS_SECRET, options.address, private=options.private)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for name, text in made.items():
            _write(folder / name, text)
    except (ValueError, OSError) as problem:
        print(f"unbrace janus config: {problem}", file=sys.stderr)
        return 2
    print(f"Written into {folder}. Start it with: janus -F {folder}")
    if not (settings.JANUS_ADMIN and settings.JANUS_WS):
        print(
            f"Now set UNBRACE_JANUS_ADMIN to http://127.0.0.1:{ADMIN_PORT}/admin, let your proxy pass an address on to "
            f"ws://127.0.0.1:{WS_PORT}, and set UNBRACE_JANUS_WS to it.",
            file=sys.stderr,
        )
    return 0


def _write(path: Path, text: str) -> None:
    """Readable by nobody else from its first moment on."""
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
