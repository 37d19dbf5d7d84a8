"""When Tom can be met, the visits so far and to come, and somebody who waits for an earlier one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from unbrace.cli.demo_clinic.people import ZONE
from unbrace.clinic import clock
from unbrace.clinic.accounts.models import Handing, OutgoingMail
from unbrace.clinic.care_teams.models import Membership
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.visits.actions import (
    WantedHours,
    cancel_visit,
    change_hours,
    join_waiting_list,
    mark_visit,
    plan_visit,
    set_office_hours,
)
from unbrace.clinic.visits.models import Visit
from unbrace.clinic.visits.slots import Hours

At = Callable[[datetime, int, time], datetime]

MORNINGS: Final = [Hours(day, time(9), time(12)) for day in range(5)]
AFTERNOONS: Final = [Hours(day, time(14), time(17)) for day in (0, 2, 3)]
ADDRESS: Final = "Riverside Physiotherapy, 4 Mill Lane, first floor"
#: Ruth is at her sister's for a month, an hour behind: two clocks on one screen.
AWAY: Final = "Europe/Lisbon"


def visits(tom: Membership, maria: Patient, jonas: Patient, ruth: Patient, now: datetime, at: At) -> None:
    """`at` gives a time of day, so many days back."""
    ruth.user.time_zone = AWAY
    ruth.user.save(update_fields=["time_zone"])
    with clock.set_to(now - timedelta(days=29)):
        wanted = WantedHours(
            is_open=True, week=[*MORNINGS, *AFTERNOONS], by_video=True, in_person=True, address=ADDRESS
        )
        set_office_hours(by=tom.user, therapist=tom, wanted=wanted)
    _was(tom, maria, at(now, 23, time(10)), "first", "in_person", "kept")
    _was(tom, jonas, at(now, 28, time(11)), "first", "video", "kept")
    _was(tom, maria, at(now, 9, time(10, 30)), "follow_up", "video", "late")
    _was(tom, ruth, at(now, 1, time(9, 30)), "follow_up", "video", "")
    gone = _booked(tom, ruth, at(now, 6, time(9)), "follow_up", "video")
    with clock.set_to(gone.begins - timedelta(hours=5)):
        cancel_visit(by=ruth.user, visit=gone, because="My train is late.")
    soon = now.replace(minute=now.minute // 5 * 5, second=0, microsecond=0) + timedelta(minutes=10)
    _booked(tom, maria, soon, "follow_up", "video")  # its call is open when somebody looks round
    _booked(tom, maria, _working_day(now, 2, time(10)), "follow_up", "video")
    _booked(tom, ruth, _working_day(now, 4, time(14, 30)), "follow_up", "video")
    today = now.astimezone(ZoneInfo(ZONE)).replace(minute=0, second=0, microsecond=0) + timedelta(hours=2)
    if today.date() == now.astimezone(ZoneInfo(ZONE)).date():
        _booked(tom, jonas, today, "follow_up", "in_person")
    away = _working_day(now, 9, time(0))
    with clock.set_to(now - timedelta(days=3)):
        change_hours(by=tom.user, therapist=tom, what="away", begins=away, ends=away + timedelta(days=1))
        join_waiting_list(by=jonas.user, patient=jonas, place="video")
    OutgoingMail.objects.filter(state=Handing.WAITING).exclude(calendar="").update(
        state=Handing.SENT, body="", calendar=""
    )


def _booked(tom: Membership, whom: Patient, begins: datetime, kind: str, place: str) -> Visit:
    """Four days before, or as early as there were hours."""
    with clock.set_to(min(begins, clock.now()) - timedelta(days=4)):
        return plan_visit(by=tom.user, patient=whom, kind=kind, place=place, begins=begins)


def _was(tom: Membership, whom: Patient, begins: datetime, kind: str, place: str, outcome: str) -> None:
    visit = _booked(tom, whom, begins, kind, place)
    if outcome:
        with clock.set_to(visit.ends + timedelta(minutes=5)):
            mark_visit(by=tom.user, visit=visit, outcome=outcome)


def _working_day(now: datetime, ahead: int, when: time) -> datetime:
    """That time of day on the first working day so many days ahead."""
    zone = ZoneInfo(ZONE)
    day = now.astimezone(zone).date() + timedelta(days=ahead)
    while day.weekday() > 4:
        day += timedelta(days=1)
    return datetime.combine(day, when, zone)
