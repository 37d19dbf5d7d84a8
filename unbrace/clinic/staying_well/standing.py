"""Where somebody stands, for the rules of staying well: the goal, how much pain is in the way, the last red session."""

from __future__ import annotations

from datetime import date

from unbrace.clinic.check_ins.models import WeeklyCheckIn
from unbrace.clinic.check_ins.queries import check_ins_of, own_goals_of
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.programmes.queries import catalogue
from unbrace.clinic.worklist.care import care_of
from unbrace.clinic.worklist.history import Care, signals_of
from unbrace.rehab.progression.zones import Zone, zone_of
from unbrace.rehab.staying_well import Standing

#: Three questions, on how many of 7 days each.
INTERFERENCE_TOP = 21.0


def standing_of(patient: Patient, today: date, *, agrees: bool) -> Standing:
    """Everything the five conditions ask for; what nobody said is None, and None is never ready."""
    goals = own_goals_of(patient)
    said = [one for one in reversed(check_ins_of(patient)) if interference(one) is not None]
    newest = next((one for one in check_ins_of(patient) if one.confidence is not None), None)
    first = goals[0] if goals else None
    return Standing(
        goal_first=first.first if first else None,
        goal_now=(first.first if first.now is None else first.now) if first else None,
        interference_first=interference(said[0]) if said else None,
        interference_now=interference(said[-1]) if said else None,
        interference_top=INTERFERENCE_TOP,
        days_since_red=days_since_red(care_of(patient, today)),
        confidence=newest.confidence if newest else None,
        agrees=agrees,
    )


def interference(one: WeeklyCheckIn) -> float | None:
    """The sum of the three questions of everyday life; None where one was left out."""
    days = (one.plans, one.positions, one.hands)
    return None if None in days else float(sum(day for day in days if day is not None))


def days_since_red(care: Care) -> int | None:
    """Days since the last red session, or since the first rated one where none was red; None without a rated one."""
    red: list[int] = []
    rated: list[int] = []
    for exercise in {
        done.prescription.exercise for session in care.days.sessions for done in session.exercises.all()
    }:
        if exercise not in catalogue():
            continue
        performed = [
            (session, done)
            for session in care.days.sessions
            for done in session.exercises.all()
            if done.prescription.exercise == exercise and not done.skipped
        ]
        for signals in signals_of(care, performed, catalogue()[exercise]):
            zone = zone_of(signals).zone
            if zone is Zone.RED:
                red.append(signals.days_ago)
            if zone is not Zone.UNKNOWN:
                rated.append(signals.days_ago)
    return min(red) if red else max(rated, default=None)
