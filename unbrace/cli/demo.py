"""`unbrace demo`: a clinic with made-up people, served on this computer. Started again, it goes on where it was."""

from __future__ import annotations

import argparse
from typing import Any

from unbrace.cli.house import migrate, wake_up
from unbrace.cli.serve import add_address, listen, port_is_free

PASSWORD = "unbrace-demo"  # noqa: S105 - printed on purpose, for made-up people


def register(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "demo", help="a clinic with made-up people on this computer, to look around"
    )
    add_address(parser)
    parser.add_argument("--seed-only", action="store_true", help="prepare everything and do not serve")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    if not options.seed_only and not port_is_free(options.host, options.port):
        return 2
    address = f"http://localhost:{options.port}"
    wake_up(demo=True, url=address)
    migrate()
    from unbrace.cli.demo_clinic.seed import LOG_INS, seed

    seed(PASSWORD)
    print(f"\n  Unbrace is at {address}\n")
    for role, email, name in LOG_INS:
        print(f"  {role:10} {email:32} {name}")
    print(f"\n  The password of all three: {PASSWORD}")
    print("  Mails appear here and on the office's page /office/outbox/. Stop with Ctrl+C.\n", flush=True)
    if not options.seed_only:
        listen(options.host, options.port)
    return 0
