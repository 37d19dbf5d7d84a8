"""`unbrace turn config`: the configuration of the relay that carries calls between two networks."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from unbrace.cli.house import wake_up


def register(subparsers: Any) -> None:
    parser = subparsers.add_parser("turn", help="turn: the relay for calls")
    actions = parser.add_subparsers(required=True, metavar="action")
    config = actions.add_parser(
        "config",
        help="print a turnserver.conf for coturn, with this house's secret",
        description="Print a turnserver.conf for coturn. It holds a secret, so write it to a file that only the "
        "relay's user can read: unbrace turn config --address 203.0.113.7 > /etc/turnserver.conf",
    )
    config.add_argument("--address", required=True, help="the relay's address on the internet, in numbers")
    config.add_argument("--private", default="", help="its own address, if it stands behind a router")
    config.add_argument("--certificate", default="", help="file with its certificate, for TLS")
    config.add_argument("--key", default="", help="file with the certificate's key")
    config.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    wake_up()
    from urllib.parse import urlsplit

    from django.conf import settings

    from unbrace.clinic.calls.relay import configuration

    try:
        printed = configuration(
            settings.TURN_SECRET,
            urlsplit(settings.SITE_URL).hostname or "localhost",
            options.address,
            private=options.private,
            certificate=options.certificate,
            key=options.key,
        )
    except ValueError as problem:
        print(f"unbrace turn config: {problem}", file=sys.stderr)
        return 2
    print(printed, end="")
    if not settings.TURN_HOST:
        print(
            "Now set UNBRACE_TURN_HOST to the relay's name or address, so that calls know where it is.",
            file=sys.stderr,
        )
    return 0
