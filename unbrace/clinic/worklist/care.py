"""Everything the rules may know about one person, gathered from the rooms below."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from unbrace.clinic import clock
from unbrace.clinic.check_ins.gate import flare_of
from unbrace.clinic.check_ins.queries import check_ins_of, mornings_of
from unbrace.clinic.exercise_sessions.models import ExerciseSession
from unbrace.clinic.exercise_sessions.queries import sessions_for
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.programmes.queries import versions_of
from unbrace.clinic.questionnaires.queries import safety_of
from unbrace.clinic.worklist.days import Days
from unbrace.clinic.worklist.history import Care
from unbrace.clinic.worklist.queries import LOOK_BACK
from unbrace.rehab.progression import Decision
from unbrace.rehab.progression.time_away import SHARES


def care_of(patient: Patient, today: date | None = None) -> Care:
    sessions, zone = _recent(patient), patient.user.zone
    mornings = mornings_of(sessions)
    dates = [s.local_date for s in sessions]
    dates += [
        mornings[s.pk].at.astimezone(ZoneInfo(s.time_zone)).date() for s in sessions if s.pk in mornings
    ]
    check_ins = check_ins_of(patient)
    dates += [one.day for one in check_ins[:1]]
    signed = patient.proposals.filter(state__in=["accepted", "changed"], decided_at__isnull=False)
    lighter = signed.filter(kind=Decision.DELOAD.value)
    restarts = signed.filter(kind__in=[kind.value for kind in SHARES])
    return Care(
        patient=patient,
        days=Days(
            sessions=sessions,
            mornings=mornings,
            versions=list(reversed(versions_of(patient))),
            today=today or max(dates, default=clock.now().astimezone(zone).date()),
            zone=zone,
            check_ins=check_ins,
        ),
        urgency=safety_of(patient).known_urgency,
        flare=flare_of(patient) is not None,
        light_weeks=tuple(p.decided_at.astimezone(zone).date() for p in lighter if p.decided_at),
        restarts=tuple(p.decided_at.astimezone(zone).date() for p in restarts if p.decided_at),
    )


def _recent(patient: Patient) -> list[ExerciseSession]:
    """As far back from the last one as the rules look, oldest first, and the one before, which tells of a break."""
    found = sessions_for(patient)
    last = found.prefetch_related(None).first()
    if last is None:
        return []
    begins = last.started_at - LOOK_BACK
    before = found.filter(started_at__lt=begins)[:1]
    return [*before, *reversed(found.filter(started_at__gte=begins))]
