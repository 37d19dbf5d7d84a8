"""`unbrace serve`: the server and its background work, in one process."""

from __future__ import annotations

import argparse
import socket
import sys
from typing import Any

from unbrace.cli.house import migrate, wake_up


def register(subparsers: Any) -> None:
    parser = subparsers.add_parser("serve", help="the server, with its background work")
    add_address(parser)
    parser.add_argument("--no-worker", action="store_true", help="leave background work to another process")
    parser.set_defaults(run=run)


def add_address(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen at (default: this computer only)"
    )
    parser.add_argument("--port", type=int, default=8000, help="port to listen at (default: 8000)")


def run(options: argparse.Namespace) -> int:
    if not port_is_free(options.host, options.port):
        return 2
    wake_up()
    migrate()
    warn_without_a_mail_server()
    listen(options.host, options.port, worker=not options.no_worker)
    return 0


def warn_without_a_mail_server() -> None:
    """Without one nobody gets a code or an invitation, and whoever reads this window could sign in as anybody."""
    from django.conf import settings

    if settings.EMAIL_HOST or settings.DEMO:
        return
    print(
        "\n  WARNING: there is no mail server (UNBRACE_SMTP_HOST is empty), so no mail leaves here.\n"
        f"  One-time codes and invitations are printed here and kept as plain files in {settings.OUTBOX}:\n"
        "  whoever reads them can sign in as the person they are for. Set one before anybody real comes in.\n",
        file=sys.stderr,
        flush=True,
    )


def port_is_free(host: str, port: int) -> bool:
    """Say so before anything else is done, in words and not in a traceback."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            print(
                f"Port {port} on {host} cannot be used ({error.strerror}). Choose another one with --port.",
                file=sys.stderr,
            )
            return False
    return True


def listen(host: str, port: int, *, worker: bool = True) -> None:
    """Serve until the process is asked to stop. Requests under way are finished first."""
    import uvicorn

    from unbrace.cli.background import Background

    background = Background() if worker else None
    if background:
        background.start()
    try:
        uvicorn.run(
            "unbrace.config.asgi:application",
            host=host,
            port=port,
            log_config=None,
            access_log=False,
            lifespan="off",
            server_header=False,
            timeout_graceful_shutdown=10,
        )
    finally:
        if background:
            background.stop()
