"""A made-up desk with one change that waits to be tried, and a lift with its first steps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from uuid import uuid4

from unbrace.cli.demo_clinic.screens import screened
from unbrace.clinic import clock
from unbrace.clinic.care_teams.models import Membership
from unbrace.clinic.desks.actions import record_desk
from unbrace.clinic.lifts.actions import answer_day_after, describe_task, note_try, sign_step
from unbrace.clinic.lifts.models import LadderStep, OwnTask
from unbrace.clinic.lifts.queries import ladder_of, needs_a_yes
from unbrace.clinic.patients.models import Patient
from unbrace.rehab.lifting_ladder import Step
from unbrace.rehab.red_flags import AskedIn

DESK = {
    "feet_supported": True,
    "mouse_near": False,
    "seat_cm": 47.0,
    "table_cm": 74.0,
    "elbow_cm": 66.0,
    "screen_top_cm": 108.0,
    "eye_cm": 118.0,
    "screen_away_cm": 62.0,
    "longest_sitting_min": 90.0,
    "laptop_hours": 1.0,
    "bothers": 4,
}
CRATE = {
    "what": "A crate of water from the cellar",
    "load_kg": 12.0,
    "from_cm": 10.0,
    "to_cm": 75.0,
    "times": 4,
    "reach_cm": 40.0,
    "twist_degrees": 0.0,
    "per_minute": 0.2,
    "hours": 1.0,
    "grip": "fair",
    "hurts": 4,
    "worries": 5,
}


def desk_and_lift(tom: Membership, maria: Patient, at: Callable[..., datetime], now: datetime) -> None:
    """Two good tries of a first step, so that the next one waits for a signature."""
    with clock.set_to(at(now, 9, time(19))):
        record_desk(by=maria.user, patient=maria, key=uuid4(), said=DESK)
        task = describe_task(by=maria.user, patient=maria, key=uuid4(), said=CRATE)
    with clock.set_to(at(now, 8, time(9))):
        step = _sign(tom, task, Step(3.0, 75.0, 4))
    with clock.set_to(at(now, 7, time(17))):
        screened(maria, asked_in=AskedIn.CHECK_IN)  # due by then: a lift is tried only after it
    for back in (7, 5):
        with clock.set_to(at(now, back, time(18))):
            tried = note_try(
                by=maria.user, step=step, key=uuid4(), done=step.times, pain_before=1, worst_pain=2
            )
        with clock.set_to(at(now, back - 1, time(8))):
            answer_day_after(by=maria.user, tried=tried, pain=1)


def _sign(tom: Membership, task: OwnTask, step: Step) -> LadderStep:
    needed = [one.rule for one in needs_a_yes(ladder_of(task), step)]
    because = "Seen in the video visit." if needed else ""
    return sign_step(
        by=tom.user,
        patient=task.patient,
        task_id=task.pk,
        step=step,
        after=0,
        approved=needed,
        because=because,
    )
