"""Who has gone quiet: nothing heard for a while, and planned days that went by. A row to look at, never a reproach.

The hours are those of `rehab.alerts` (programme rules). A row needs both: silence, and two planned days missed or more,
so that nobody is looked for over a weekend without exercises.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from unbrace.clinic import clock
from unbrace.clinic.care_teams.models import Clinic, Membership
from unbrace.clinic.check_ins.models import FlareRating, NextMorning, WeeklyCheckIn
from unbrace.clinic.exercise_sessions.models import ExerciseSession
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import mine, patients_in
from unbrace.clinic.programmes.models import ProgrammeVersion
from unbrace.clinic.programmes.queries import current_versions
from unbrace.clinic.questionnaires.models import GivenAnswer
from unbrace.rehab.alerts import Alert, Kind, Lately, alerts_for

FEWEST_MISSED = 2
ENTRIES = ("session", "morning", "check_in", "flare_rating", "safety_answer")


@dataclass(frozen=True)
class QuietRow:
    """One person, since when nothing was heard, and how many planned days went by since the last session."""

    patient: Patient
    heard_at: datetime
    missed: int
    alert: Alert


def quiet_rows_for(clinic: Clinic, therapist: Membership | None = None) -> list[QuietRow]:
    """Everybody with a running programme who has gone quiet, the longest first; three questions for all of them."""
    found = patients_in(clinic) if therapist is None else patients_in(clinic).filter(mine(therapist))
    people = list(_with_last_words(found.filter(programme__paused_at=None, programme__isnull=False)))
    versions = current_versions(people)
    rows = [row for one in people if (row := _row(one, versions.get(one.pk)))]
    return sorted(rows, key=lambda row: row.heard_at)


def _row(person: Any, version: ProgrammeVersion | None) -> QuietRow | None:
    if version is None:
        return None
    now, zone = clock.now(), person.user.zone
    words = [getattr(person, f"last_{kind}") for kind in ENTRIES]
    heard = max(moment for moment in [version.signed_at, *words] if moment is not None)
    quiet = (now - heard).total_seconds() / 3600
    alert = next((a for a in alerts_for(Lately(hours_quiet=quiet)) if a.kind is Kind.FALLING_OFF), None)
    began = max(person.last_session or version.signed_at, version.signed_at)
    missed = missed_days(version, began.astimezone(zone).date(), now.astimezone(zone).date())
    return QuietRow(person, heard, missed, alert) if alert and missed >= FEWEST_MISSED else None


def missed_days(version: ProgrammeVersion, after: date, today: date) -> int:
    """Planned days between the last session, or the signature, and today; today is not over yet."""
    days = [after + timedelta(days=n) for n in range(1, (today - after).days)]
    planned = list(version.prescriptions.all())
    return sum(any(p.is_for(day.weekday()) for p in planned) for day in days)


def _with_last_words(patients: QuerySet[Patient]) -> QuerySet[Any]:
    """Each with the last entry of every kind; a session that was taken out of the log is none."""
    of = OuterRef("pk")
    sessions = ExerciseSession.objects.filter(patient=of, withdrawn_at=None)
    return patients.annotate(
        last_session=_last(sessions, "ended_at"),
        last_morning=_last(NextMorning.objects.filter(patient=of)),
        last_check_in=_last(WeeklyCheckIn.objects.filter(patient=of)),
        last_flare_rating=_last(FlareRating.objects.filter(flare_up__patient=of)),
        last_safety_answer=_last(GivenAnswer.objects.filter(screen__patient=of)),
    )


def _last(rows: QuerySet[Any], field: str = "at") -> Subquery:
    return Subquery(rows.order_by(f"-{field}").values(field)[:1])
