from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count

from unbrace.clinic import clock
from unbrace.clinic.activity.queries import has_walked_on, walking_plan_of
from unbrace.clinic.care_teams.models import Clinic
from unbrace.clinic.care_teams.queries import is_self_guided
from unbrace.clinic.exercise_sessions.queries import sessions_for, with_something_done
from unbrace.clinic.patients.models import Patient, hash_of
from unbrace.clinic.programmes.queries import is_paused
from unbrace.clinic.questionnaires.queries import safety_of
from unbrace.clinic.reminders.calendar_feed import feed
from unbrace.clinic.reminders.channels import channels, configured
from unbrace.clinic.reminders.channels.push.sealing import public_key
from unbrace.clinic.reminders.models import Delivery, PushDevice, ReminderPlan, Reminding
from unbrace.rehab.red_flags import Urgency

__all__ = [
    "Failing",
    "calendar_behind",
    "can_be_reached",
    "channel_labels",
    "devices_of",
    "failing_in",
    "has_nothing_to_do",
    "is_anything_logged_on",
    "is_stopped",
    "plan_of",
    "public_key",
    "reminding_behind",
]

LINK_LASTS = timedelta(days=2)
LOOK_BACK = timedelta(days=30)


def plan_of(patient: Patient) -> ReminderPlan:
    """What this person asked for; what they would begin with where they have not asked yet (not stored)."""
    found = ReminderPlan.objects.filter(patient=patient).first()
    return found or ReminderPlan(patient=patient)


def channel_labels() -> dict[str, str]:
    """The channels that this house offers, by name."""
    return {name: channel.LABEL for name, channel in configured().items()}


def can_be_reached(plan: ReminderPlan) -> dict[str, str]:
    """What keeps each offered channel from reaching this person; "" where nothing does."""
    return {
        name: channel.problem_with(plan) if plan.pk and not plan._state.adding else ""
        for name, channel in configured().items()
    }


def devices_of(patient: Patient) -> list[PushDevice]:
    return list(PushDevice.objects.filter(plan__patient=patient))


def is_anything_logged_on(patient: Patient, day: date) -> bool:
    """Whether the person has done and logged something on this local date, whenever it reached us."""
    if has_walked_on(patient, day):
        return True
    near = datetime(day.year, day.month, day.day, tzinfo=patient.user.zone)
    sessions = with_something_done(sessions_for(patient)).prefetch_related(None)
    around = sessions.filter(
        started_at__gte=near - timedelta(days=1), started_at__lt=near + timedelta(days=2)
    )
    return any(session.local_date == day for session in around)


def has_nothing_to_do(patient: Patient) -> bool:
    """Their therapist has paused the programme, and there is no walking plan that goes on beside it.

    Whoever is on their own walks, breathes and notes: there nobody has paused that.
    """
    if is_self_guided(patient.clinic):
        return False
    return is_paused(patient) and walking_plan_of(patient) is None


def is_stopped(patient: Patient) -> bool:
    """A doctor looks first, today or within days: until a clinician has cleared it nobody nudges them to move."""
    return safety_of(patient).urgency >= Urgency.DOCTOR_IN_DAYS


def reminding_behind(word: str, pressed_at: datetime | None = None) -> Reminding | None:
    """The reminder whose link this is. After two days a link leads nowhere; what was pressed by then and waited on a
    device for a network may arrive later."""
    since = (pressed_at or clock.now()) - LINK_LASTS
    found = Reminding.objects.filter(word_hash=hash_of(word), moment__gte=since)
    return found.select_related("plan__patient__user").first()


def stop_behind(word: str) -> Reminding | None:
    """The mail whose header this is; mails are kept, so it works for as long as there is a plan."""
    return Reminding.objects.filter(stop_hash=hash_of(word)).select_related("plan__patient__user").first()


def calendar_behind(token: str) -> bytes | None:
    """The calendar at a secret address; None where there is none (any more)."""
    plan = (
        ReminderPlan.objects.filter(calendar_hash=hash_of(token), patient__ended_at=None)
        .select_related("patient__user")
        .first()
    )
    return feed(plan, clock.now()) if plan else None


@dataclass(frozen=True)
class Failing:
    """Somebody whom one channel did not reach: how often lately, and what was said the last time."""

    patient: Patient
    channel: str
    times: int
    last: Delivery


def failing_in(clinic: Clinic, limit: int = 50) -> list[Failing]:
    """People of this clinic whose newest delivery by a channel failed, the newest first. No content is in it."""
    since = clock.now() - LOOK_BACK
    recent = Delivery.objects.filter(
        reminding__plan__patient__clinic=clinic, reminding__plan__patient__ended_at=None, at__gte=since
    )
    labels = {name: channel.LABEL for name, channel in channels().items()}
    failed = (
        recent.filter(delivered=False)
        .values("reminding__plan", "channel")
        .annotate(times=Count("pk"))
        .order_by("reminding__plan", "channel")
    )
    found = []
    for row in failed:
        newest = (
            recent.filter(reminding__plan=row["reminding__plan"], channel=row["channel"])
            .select_related("reminding__plan__patient__user")
            .first()
        )
        if newest is not None and not newest.delivered:
            label = labels.get(row["channel"], row["channel"])
            found.append(Failing(newest.reminding.plan.patient, label, row["times"], newest))
    return sorted(found, key=lambda one: one.last.at, reverse=True)[:limit]
