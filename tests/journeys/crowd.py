"""Twenty people of one therapist, each here for one reason or another: put into a running demo clinic's database.

python -m tests.journeys.crowd            Nina and her twenty people
python -m tests.journeys.crowd news       one more of them says that it hurts
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

NINA = "nina@demo.unbrace.test"
SIZE = 20
ROOT = Path(__file__).resolve().parents[2]


def fill(data: Path, *what: str) -> None:
    """As a process of its own: the clinic's settings are not those of the tests."""
    environment = {**os.environ, "UNBRACE_DATA": str(data), "UNBRACE_DEMO": "1"}
    environment.setdefault("DJANGO_SETTINGS_MODULE", "unbrace.config.settings")
    done = subprocess.run(
        [sys.executable, "-m", "tests.journeys.crowd", *what],
        env=environment, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]


def main(news: bool) -> None:
    import django

    django.setup()
    from unbrace.clinic.patients.models import Patient

    if news:
        hurts(Patient.objects.get(user__name="Person 00"), 10)
    else:
        gather()


def gather() -> None:
    import uuid

    from tests.journeys.people import PASSWORD
    from unbrace.cli.demo_clinic.people import member, person
    from unbrace.clinic import clock
    from unbrace.clinic.accounts.models import User
    from unbrace.clinic.care_teams.models import Membership
    from unbrace.clinic.check_ins.actions import rate_flare_up
    from unbrace.clinic.conversations.actions import send_message
    from unbrace.clinic.patients.models import Patient

    olga = Membership.objects.select_related("clinic", "user").get(user__email="olga@demo.unbrace.test")
    nina = member(olga.user, olga.clinic, person("nina", "Nina Sato", PASSWORD), "therapist")
    for n in range(SIZE):
        user = User.objects.create_user(
            f"p{n}@example.org", name=f"Person {n:02d}", time_zone="Europe/Berlin"
        )
        one = Patient.objects.create(
            user=user, clinic=olga.clinic, therapist=nina, usual_pain=2, started_at=clock.now()
        )
        if n % 4 == 3:
            send_message(by=user, patient=one, key=uuid.uuid4(), text="May I walk on Sunday?")
        elif n % 4 == 2:
            rate_flare_up(by=user, patient=one, pain=6)
        else:
            hurts(one, 7 + n % 3)


def hurts(patient: object, pain: int) -> None:
    from unbrace.clinic.check_ins.actions import record_check_in

    record_check_in(by=patient.user, patient=patient, answers={"worst_pain": pain})  # type: ignore[attr-defined,arg-type]


if __name__ == "__main__":
    main(news="news" in sys.argv[1:])
