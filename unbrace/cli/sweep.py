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
    from unbrace.clinic.personal_data.actions import sweep_personal_data
    from unbrace.clinic.retention.actions import apply_everywhere
    from unbrace.clinic.worklist.actions import sweep

    done = sweep()
    sweep_personal_data()
    apply_everywhere()
    print(f"{done} session{'' if done == 1 else 's'} reviewed.")
    return 0
