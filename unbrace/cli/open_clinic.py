"""`unbrace open-clinic`: the first clinic of a fresh house, and the office member who adds all others."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from unbrace.cli.house import migrate, wake_up


def register(subparsers: Any) -> None:
    parser = subparsers.add_parser("open-clinic", help="open a clinic and name its first office member")
    parser.add_argument("name", help="the clinic's name, as on the door")
    parser.add_argument(
        "email", help="e-mail address of the first office member; they sign in by one-time code"
    )
    parser.add_argument("--time-zone", default="UTC", help="like Europe/Berlin (default: UTC)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    wake_up()
    migrate()
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    from unbrace.clinic.accounts.models import User, known_time_zone
    from unbrace.clinic.accounts.queries import by_email
    from unbrace.clinic.care_teams.actions import open_clinic
    from unbrace.clinic.refused import Refused

    try:
        validate_email(options.email)
        known_time_zone(options.time_zone)
        person = by_email(options.email) or User.objects.create_user(
            options.email, time_zone=options.time_zone
        )
        clinic = open_clinic(by=person, name=options.name, time_zone=options.time_zone)
    except (ValidationError, Refused) as problem:
        print(f"unbrace open-clinic: {getattr(problem, 'message', problem)}", file=sys.stderr)
        return 2
    print(f"{clinic.name} is open. {person.email} can sign in with a one-time code.")
    return 0
