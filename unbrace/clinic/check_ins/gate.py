"""What one person may do now, and which questions come first. Asked by every door that leads to exercise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, QuerySet, Subquery

from unbrace.clinic import clock
from unbrace.clinic.check_ins.models import FlareUp, WeeklyCheckIn
from unbrace.clinic.check_ins.queries import (
    check_ins_to_look_at,
    to_look_at,
    todays_in_diary,
    worst_in_diary,
)
from unbrace.clinic.check_ins.usual import usual_pains_of
from unbrace.clinic.exercise_sessions.queries import sessions_for
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import today_of
from unbrace.clinic.programmes.models import Prescription
from unbrace.clinic.programmes.queries import catalogue
from unbrace.clinic.questionnaires.queries import Allowed, Safety, safety_of
from unbrace.clinic.reading_along import read_with
from unbrace.rehab.flare_up import FlareDay, Phase, flare_day
from unbrace.rehab.red_flags import AskedIn

CHECK_IN_EVERY = timedelta(days=7)
ANEW_AFTER = timedelta(days=28)
#: Points above the usual pain, or on the scale itself, from which the questions before a session are asked.
RISE = 3
HIGH = 7
#: A screen answered just now need not be answered again for the same pain.
JUST_ASKED = timedelta(hours=4)
WORST = 10  # what a flare-up is taken for while nothing was rated


@dataclass(frozen=True)
class Flare:
    """A flare-up on one of its days. `pain` is today's rating, None while it has not been asked."""

    flare_up: FlareUp
    day: int
    pain: int | None
    usual: float
    plan: FlareDay

    @property
    def jumped(self) -> bool:
        return self.pain is not None and (self.pain >= self.usual + RISE or self.pain >= HIGH)


@dataclass(frozen=True)
class Gate:
    """`due` are the questions that come before anything else; `flare` the flare-up the person is in; `check_in` what
    they said of their week today; `last_session` when the last one ended; `jumped`: today's pain asks for a look."""

    safety: Safety
    due: AskedIn | None
    flare: Flare | None
    check_in: WeeklyCheckIn | None = None
    last_session: datetime | None = None
    jumped: bool = False

    @property
    def allowed(self) -> Allowed:
        return Allowed.NOTHING if self.due is not None else self.allowed_midway

    @property
    def allowed_midway(self) -> Allowed:
        """For whoever came through this gate within the hour: what was found or said stops them, questions that became
        due by the calendar alone wait for the next door."""
        if self.jumped or self.safety.allowed is Allowed.NOTHING:
            return Allowed.NOTHING
        calm = self.flare is not None and self.flare.plan.phase is Phase.CALM
        return Allowed.SAFE_FLOOR if calm else self.safety.allowed


def open_for(allowed: Allowed, due: Sequence[Prescription]) -> list[Prescription]:
    """What may be done of what is due: all of it, what is tagged as safe floor, or nothing."""
    if allowed is Allowed.ALL:
        return list(due)
    known = catalogue()
    return [
        p
        for p in due
        if allowed is Allowed.SAFE_FLOOR and p.exercise in known and known[p.exercise].safe_floor
    ]


def gate_of(patient: Patient, safety: Safety | None = None) -> Gate:
    now = clock.now()
    safety = safety or safety_of(patient)
    today = today_of(patient)
    last, in_flare, told_of_week, told_of_day = _what_there_is(patient, today)
    flare_up = _open_flare_up(patient) if in_flare else None
    told = check_ins_to_look_at(patient, today) if told_of_week else []
    check_in = next((one for one in told if one.day == today), None)
    said = (*(one.worst_pain for one in told), worst_in_diary(patient, today) if told_of_day else None)
    worst = max((pain for pain in said if pain is not None), default=None)
    usual = _usual(patient, flare_up, today if worst is not None and worst < HIGH else None)
    flare = _on_its_day(flare_up, usual) if flare_up else None
    jumped = (flare is not None and flare.jumped) or _jumped(worst, usual.get(today))
    jumped = jumped and not _asked_today(safety, patient, now)
    return Gate(safety, due_set(safety, last, now, jumped=jumped), flare, check_in, last, jumped)


def _what_there_is(patient: Patient, today: date) -> tuple[datetime | None, bool, bool, bool]:
    """When the last session ended, and whether there is a flare-up, a check-in or a diary entry to look at: one
    question for all. What there is not is not asked for."""
    ends = sessions_for(patient).prefetch_related(None).select_related(None).order_by("-ended_at")
    found = Patient.objects.filter(pk=patient.pk).values_list(
        Subquery(ends.values("ended_at")[:1]),
        Exists(_open().filter(patient=patient)),
        Exists(to_look_at(patient, today)),
        Exists(todays_in_diary(patient, today)),
    )
    last, in_flare, told_of_week, told_of_day = found[0]
    return last, in_flare, told_of_week, told_of_day


def due_set(
    safety: Safety, last_session: datetime | None, now: datetime, *, jumped: bool = False
) -> AskedIn | None:
    """Which set is asked now; None when none is. What was begun is finished first.

    `jumped`: the worst pain of today is at 7, or 3 above the usual, and the flare-up set has not been asked today.
    """
    if safety.begun is not None:
        return safety.begun
    first = safety.done_at.get(AskedIn.ONBOARDING)
    if first is None or now - max(first, last_session or first) > ANEW_AFTER:
        return AskedIn.ONBOARDING
    if now - max(first, safety.done_at.get(AskedIn.CHECK_IN, first)) >= CHECK_IN_EVERY:
        return AskedIn.CHECK_IN
    return AskedIn.FLARE_UP if jumped else None


def good_until(safety: Safety, last_session: datetime | None) -> datetime | None:
    """When `due_set` asks next without anything having happened in between; None where it asks now or never began.

    A page kept on a device may be used until then without a network.
    """
    first = safety.done_at.get(AskedIn.ONBOARDING)
    if first is None or safety.begun is not None:
        return None
    anew = max(first, last_session or first) + ANEW_AFTER
    return min(anew, max(first, safety.done_at.get(AskedIn.CHECK_IN, first)) + CHECK_IN_EVERY)


def asks_before_session(gate: Gate, pain: int | None, usual: float | None, now: datetime) -> bool:
    """Whether the questions before a session come first: much pain, or much more than usual, and nobody has asked just
    now. No answer asks nothing. The browser decides the same for a session (`browser/asks_first.ts`)."""
    if pain is None:
        return False
    sets = (AskedIn.BEFORE_SESSION, AskedIn.FLARE_UP, AskedIn.ONBOARDING)
    asked = [gate.safety.done_at[one] for one in sets if one in gate.safety.done_at]
    if asked and now < max(asked) + JUST_ASKED:
        return False
    return pain >= HIGH or (usual is not None and pain >= usual + RISE)


def _usual(patient: Patient, flare_up: FlareUp | None, today: date | None) -> dict[date, float | None]:
    """The usual pain before the flare-up, and before today, as far as either is wanted: one question at most."""
    began_on = flare_up.began_on if flare_up else None
    return usual_pains_of(patient, *{day for day in (began_on, today) if day is not None})


def _jumped(worst: int | None, usual: float | None) -> bool:
    """In today's check-in or diary. What was not answered there raises nothing by itself."""
    if worst is None:
        return False
    return worst >= HIGH or (usual is not None and worst >= usual + RISE)


def _asked_today(safety: Safety, patient: Patient, now: datetime) -> bool:
    done, zone = safety.done_at.get(AskedIn.FLARE_UP), patient.user.zone
    return done is not None and done.astimezone(zone).date() >= now.astimezone(zone).date()


def flare_of(patient: Patient) -> Flare | None:
    """The flare-up this person is in, on the day it is for them."""
    flare_up = _open_flare_up(patient)
    return _on_its_day(flare_up, _usual(patient, flare_up, None)) if flare_up else None


def _open_flare_up(patient: Patient) -> FlareUp | None:
    found = read_with(_open().filter(patient=patient), "ratings")
    return found[0] if found else None


def _open() -> QuerySet[FlareUp]:
    return FlareUp.objects.filter(ended_at=None).select_related("patient__user")


def _on_its_day(flare_up: FlareUp, usual: Mapping[date, float | None]) -> Flare:
    today = today_of(flare_up.patient)
    ratings = [(rating.day, rating.pain) for rating in flare_up.ratings.all()]
    return flare_on(flare_up, today, ratings, usual[flare_up.began_on])


def flare_on(
    flare_up: FlareUp, today: date, ratings: Sequence[tuple[date, int]], usual: float | None
) -> Flare:
    """The flare-up as it is on this day; `ratings` by day, oldest first, `usual` from before it began."""
    todays = [pain for day, pain in ratings if day == today]
    pain = todays[-1] if todays else None
    usual = 0.0 if usual is None else usual
    day = max(0, (today - flare_up.began_on).days)
    worst_known = pain if pain is not None else ratings[-1][1] if ratings else WORST
    return Flare(flare_up, day, pain, usual, flare_day(day, pain_today=worst_known, baseline=usual))
