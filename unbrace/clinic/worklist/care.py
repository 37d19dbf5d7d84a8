"""Everything the rules may know about one person, gathered from the rooms below."""

from __future__ import annotations

from collections.abc import Collection, Iterable
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
from unbrace.clinic.worklist.breaks import RESTARTS, ways_back
from unbrace.clinic.worklist.days import Days
from unbrace.clinic.worklist.history import Care
from unbrace.clinic.worklist.models import Proposal
from unbrace.clinic.worklist.queries import LOOK_BACK
from unbrace.rehab.progression import Decision


def care_of(patient: Patient, today: date | None = None) -> Care:
    sessions, zone = _recent(patient), patient.user.zone
    mornings = mornings_of(sessions)
    dates = [s.local_date for s in sessions]
    dates += [
        mornings[s.pk].at.astimezone(ZoneInfo(s.time_zone)).date() for s in sessions if s.pk in mornings
    ]
    check_ins = check_ins_of(patient)
    dates += [one.day for one in check_ins[:1]]
    signed = _signed(patient)
    restarts = _days(signed, RESTARTS, zone)
    return Care(
        patient=patient,
        days=Days(
            sessions=sessions,
            mornings=mornings,
            versions=list(reversed(versions_of(patient))),
            today=today or max(dates, default=clock.now().astimezone(zone).date()),
            zone=zone,
            check_ins=check_ins,
            begun_anew=max(restarts, default=None),
        ),
        urgency=safety_of(patient).known_urgency,
        flare=flare_of(patient) is not None,
        light_weeks=_days(signed, {Decision.DELOAD.value}, zone),
        restarts=restarts,
        ways_back=ways_back(signed),
    )


def _signed(patient: Patient) -> list[Proposal]:
    """What a therapist has said yes to, as it was or with a change; oldest first."""
    signed = patient.proposals.filter(state__in=[Proposal.State.ACCEPTED, Proposal.State.CHANGED])
    return list(
        signed.select_related("session__programme_version", "resulting_version")
        .prefetch_related("session__programme_version__prescriptions", "resulting_version__prescriptions")
        .order_by("decided_at")
    )


def _days(signed: Iterable[Proposal], kinds: Collection[str], zone: ZoneInfo) -> tuple[date, ...]:
    """The days on which proposals of these kinds were signed."""
    return tuple(p.decided_at.astimezone(zone).date() for p in signed if p.kind in kinds and p.decided_at)


def _recent(patient: Patient) -> list[ExerciseSession]:
    """As far back from the last one as the rules look, oldest first, and the one before, which tells of a break."""
    found = sessions_for(patient)
    last = found.prefetch_related(None).first()
    if last is None:
        return []
    begins = last.started_at - LOOK_BACK
    before = found.filter(started_at__lt=begins)[:1]
    return [*before, *reversed(found.filter(started_at__gte=begins))]
