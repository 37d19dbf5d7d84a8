"""A crowd in threads or a process of its own, for `test_booking_race.py`: `seed N`, or `book WHEN FROM TO [how]`."""

from __future__ import annotations

import json
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from datetime import time as wall_clock
from typing import Any

from unbrace.cli.house import migrate, wake_up

ZONES = ("Europe/Berlin", "America/New_York", "Australia/Adelaide")


def wanted_time() -> datetime:
    """Ten in the morning (UTC) of the day after tomorrow."""
    return datetime.combine(datetime.now(UTC).date() + timedelta(days=2), wall_clock(10), UTC)


def seed(people: int) -> None:
    """So many people in one therapist's care, who can be met every day from nine to twelve."""
    from unbrace.clinic.accounts.models import User
    from unbrace.clinic.care_teams.models import Clinic, Membership
    from unbrace.clinic.patients.models import Patient
    from unbrace.clinic.visits.actions import WantedHours, set_office_hours
    from unbrace.clinic.visits.slots import Hours

    clinic = Clinic.objects.create(name="Riverside", time_zone="UTC")
    tom = User.objects.create_user("tom@example.org", name="Tom")
    member = Membership.objects.create(user=tom, clinic=clinic, role="therapist")
    week = [Hours(day, wall_clock(9), wall_clock(12)) for day in range(7)]
    wanted = WantedHours(is_open=True, week=week, by_video=True, in_person=False, after_min=0, first_min=30)
    set_office_hours(by=tom, therapist=member, wanted=wanted)
    for number in range(people):
        user = User.objects.create_user(f"p{number:03d}@example.org", time_zone=ZONES[number % len(ZONES)])
        Patient.objects.create(user=user, clinic=clinic, therapist=member)


def weaken(how: str) -> None:
    """Take something away: `unlocked` the politeness, `careless` the promise as well (the fault to be seen)."""
    if how not in ("unlocked", "careless"):
        return
    book = sys.modules["unbrace.clinic.visits.book"]
    booking: Any = sys.modules["unbrace.clinic.visits.actions.book_visit"]
    booking.open_book = lambda hours: hours
    booking.is_free = lambda *_, **__: True
    assert book
    if how == "careless":
        booking.take = lambda visit: True


def book(begin: float, first: int, last: int, how: str) -> list[str]:
    """Everybody at once. Gives what each came to: "booked", or the sentence."""
    from django.db import connection

    from unbrace.clinic.patients.models import Patient
    from unbrace.clinic.refused import Refused
    from unbrace.clinic.visits.actions import book_visit

    weaken(how)
    people = list(Patient.objects.select_related("user", "clinic", "therapist__user").order_by("user__email"))
    said: list[str] = []

    def one(patient: Patient) -> None:
        time.sleep(max(0.0, begin - time.time()))
        try:
            book_visit(by=patient.user, patient=patient, place="video", begins=wanted_time())
            said.append("booked")
        except Refused as refusal:
            said.append(refusal.message)
        except Exception as error:  # whatever else it is, the test shall read it
            said.append(f"broke: {error!r}")
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(patient,)) for patient in people[first:last]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said


if __name__ == "__main__":
    wake_up()
    if sys.argv[1] == "seed":
        migrate()
        seed(int(sys.argv[2]))
    else:
        how = sys.argv[5] if len(sys.argv) > 5 else ""
        print(json.dumps(book(float(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), how)))
