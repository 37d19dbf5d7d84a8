"""`unbrace sweep`: review every session that was not reviewed yet. For a clock outside (cron, systemd timer)."""

from __future__ import annotations

import argparse
from typing import Any

from unbrace.cli.house import wake_up


def register(subparsers: Any) -> None:
    subparsers.add_parser("sweep", help="review every session that was not reviewed yet").set_defaults(
        run=run
    )


def run(options: argparse.Namespace) -> int:
    wake_up()
    from unbrace.clinic.worklist.actions import sweep

    done = sweep()
    print(f"{done} session{'' if done == 1 else 's'} reviewed.")
    return 0
