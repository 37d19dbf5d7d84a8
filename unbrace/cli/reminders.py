"""`unbrace reminders tick`: claim and send what is due. For a clock outside; any number may run at the same time."""

from __future__ import annotations

import argparse
from typing import Any

from unbrace.cli.house import wake_up


def register(subparsers: Any) -> None:
    parser = subparsers.add_parser("reminders", help="reminders: hand what is due to the queue")
    actions = parser.add_subparsers(required=True, metavar="action")
    actions.add_parser(
        "tick", help="claim every reminder that is due now; safe with several workers, once a minute"
    ).set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    wake_up()
    from unbrace.clinic.reminders.actions import tick

    claimed = tick()
    print(f"{claimed} reminder{'' if claimed == 1 else 's'} handed to the queue.")
    return 0
