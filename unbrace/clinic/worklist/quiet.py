"""Who has gone quiet: nothing heard for a while, and planned days that went by. A row to look at, never a reproach.

The hours are those of `rehab.alerts` (programme rules), or the clinic's own. A row needs both: silence, and two planned
days missed or more, so that nobody is looked for over a weekend without exercises.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from unbrace.clinic.activity.models import Walk
from unbrace.clinic.check_ins.models import DiaryEntry, FlareRating, NextMorning, WeeklyCheckIn
from unbrace.clinic.conversations.models import Message
from unbrace.clinic.exercise_sessions.models import ExerciseSession
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.programmes.models import ProgrammeVersion
from unbrace.clinic.questionnaires.models import GivenAnswer
from unbrace.rehab.alerts import Alert, Lately, Thresholds, falling_off

FEWEST_MISSED = 2
ENTRIES = ("session", "morning", "check_in", "flare_rating", "safety_answer", "diary", "message", "walk")


@dataclass(frozen=True)
class QuietRow:
    """One person, since when nothing was heard, and how many planned days went by since the last session."""

    patient: Patient
    heard_at: datetime
    missed: int
    alert: Alert


def quiet_of(
    person: Any, version: ProgrammeVersion | None, thresholds: Thresholds, now: datetime
) -> QuietRow | None:
    """Whether this person, read `with_last_words`, has gone quiet on the programme that is running."""
    programme = getattr(person, "programme", None)
    if version is None or programme is None or programme.paused_at is not None:
        return None
    words = [getattr(person, f"last_{kind}") for kind in ENTRIES]
    heard = max(moment for moment in [version.signed_at, *words] if moment is not None)
    lately, zone = Lately(hours_quiet=(now - heard).total_seconds() / 3600), person.user.zone
    alert = next(iter(falling_off(lately, thresholds)), None)
    began = max(person.last_session or version.signed_at, version.signed_at)
    missed = missed_days(version, began.astimezone(zone).date(), now.astimezone(zone).date())
    return QuietRow(person, heard, missed, alert) if alert and missed >= FEWEST_MISSED else None


def missed_days(version: ProgrammeVersion, after: date, today: date) -> int:
    """Planned days between the last session, or the signature, and today; today is not over yet."""
    days = [after + timedelta(days=n) for n in range(1, (today - after).days)]
    planned = list(version.prescriptions.all())
    return sum(any(p.is_for(day.weekday()) for p in planned) for day in days)


def with_last_words(patients: QuerySet[Patient]) -> QuerySet[Any]:
    """Each with the last entry of every kind; a session that was taken out of the log is none."""
    of = OuterRef("pk")
    sessions = ExerciseSession.objects.filter(patient=of, withdrawn_at=None)
    return patients.annotate(
        last_session=_last(sessions, "ended_at"),
        last_morning=_last(NextMorning.objects.filter(patient=of)),
        last_check_in=_last(WeeklyCheckIn.objects.filter(patient=of)),
        last_flare_rating=_last(FlareRating.objects.filter(flare_up__patient=of)),
        last_safety_answer=_last(GivenAnswer.objects.filter(screen__patient=of)),
        last_diary=_last(DiaryEntry.objects.filter(patient=of, withdrawn_at=None), "received_at"),
        last_walk=_last(Walk.objects.filter(patient=of, withdrawn_at=None)),
        last_message=_last(Message.objects.filter(patient=of, from_patient=True)),
    )


def _last(rows: QuerySet[Any], field: str = "at") -> Subquery:
    return Subquery(rows.order_by(f"-{field}").values(field)[:1])
