"""`unbrace retention preview | apply`: what each clinic has kept long enough. The hourly sweep applies it as well; any
number may run at the same time, as often as one likes."""

from __future__ import annotations

import argparse
from typing import Any

from unbrace.cli.house import wake_up


def register(subparsers: Any) -> None:
    parser = subparsers.add_parser("retention", help="remove what each clinic has kept long enough")
    actions = parser.add_subparsers(required=True, metavar="action")
    actions.add_parser("preview", help="say what would go now; nothing does").set_defaults(run=preview)
    actions.add_parser("apply", help="remove it; safe with several workers, and to run twice").set_defaults(
        run=apply
    )


def preview(options: argparse.Namespace) -> int:
    wake_up()
    from unbrace.clinic.retention.queries import clinics_with_rules, what_would_go

    for clinic in clinics_with_rules():
        print(f"{clinic.name}:")
        for would in what_would_go(clinic):
            if would.months is not None:
                print(f"  {would.kind.words}, kept {would.months} months: {would.count}")
    return 0


def apply(options: argparse.Namespace) -> int:
    wake_up()
    from unbrace.clinic.retention.actions import apply_everywhere
    from unbrace.clinic.retention.queries import KINDS

    gone = apply_everywhere()
    for kind in KINDS:
        if kind.id in gone:
            print(f"{kind.words}: {gone[kind.id]} removed.")
    if not gone:
        print("Nothing has been kept long enough.")
    return 0
