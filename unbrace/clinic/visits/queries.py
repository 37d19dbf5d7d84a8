"""Reading: hours, free times, visits of a person and of a therapist, the waiting list."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.care_teams.models import Clinic, Membership
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.patients.access import is_in_care_of
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.refused import NotYours
from unbrace.clinic.visits.models import (
    ChangedHours,
    Kind,
    OfficeHours,
    Outcome,
    Place,
    State,
    Visit,
    VisitSummary,
    WaitingPlace,
)
from unbrace.clinic.visits.slots import DAY, Span, free_starts, open_spans

__all__ = [
    "Kind",
    "Outcome",
    "Place",
    "State",
    "agenda_of",
    "before_it",
    "bookable_for",
    "changes_of",
    "first_or_follow_up",
    "fits",
    "following",
    "free_times",
    "hours_for",
    "hours_of",
    "lately_met",
    "next_visit_of",
    "offers_to",
    "own_visit",
    "standing_between",
    "summary_of",
    "to_be_marked_by",
    "to_come_of",
    "unheld",
    "visit_in",
    "visits_for",
    "visits_in",
    "waiting_for",
    "waiting_place_of",
]

LONGEST = timedelta(
    hours=4
)  # a visit with its time around it: so far back may something begin that still runs


def hours_of(therapist: Membership) -> OfficeHours:
    """What this therapist has set; where nothing is set, what they would begin with (not stored, not open)."""
    found = OfficeHours.objects.select_related("therapist__user").filter(therapist=therapist).first()
    return found or OfficeHours(therapist=therapist, is_open=False)


def hours_for(patient: Patient) -> OfficeHours | None:
    """The hours of whoever treats this person now: nobody else can be booked. None where they offer none."""
    therapist = patient.looked_after_by
    if therapist is None:
        return None
    hours = hours_of(therapist)
    return hours if hours.is_open and not hours._state.adding and hours.places else None


def changes_of(hours: OfficeHours) -> list[ChangedHours]:
    """Exceptions that are not over yet."""
    if hours._state.adding:
        return []
    return list(hours.changes.filter(ends__gt=clock.now()))


def standing() -> QuerySet[Visit]:
    """What takes time: booked, or offered and still held."""
    held = Q(state=State.OFFERED, held_until__gt=clock.now())
    return Visit.objects.filter(Q(state=State.BOOKED) | held, patient__ended_at=None)


def free_times(
    hours: OfficeHours,
    kind: str,
    window: Span,
    *,
    person: User | None = None,
    but: Visit | None = None,
    anytime: bool = False,
) -> list[datetime]:
    """When a visit of this kind may begin within a window. `person` is busy as well, in whatever clinic; `but` is the
    visit that is to be moved; `anytime`: a therapist books without their own notice, and up to a year ahead."""
    if hours._state.adding:
        return []
    now, therapist = clock.now(), hours.therapist.user
    wide = Span(
        window.begins - DAY, window.ends + DAY
    )  # where a stretch begins decides where its slots begin
    changes = list(hours.changes.filter(begins__lt=wide.ends, ends__gt=wide.begins))
    away, extra = (
        [one.span for one in changes if one.what == what]
        for what in (ChangedHours.What.AWAY, ChangedHours.What.EXTRA)
    )
    spans = open_spans(wide, hours.hours, therapist.zone, away, extra)
    rules = hours.rules
    if anytime:
        rules = replace(rules, notice=timedelta(0), ahead=timedelta(days=365))
    busy = _busy(therapist, person, window, but)
    return [
        start
        for start in free_starts(spans, busy, hours.length_of(kind), rules, now)
        if window.begins <= start < window.ends
    ]


def _busy(therapist: User, person: User | None, window: Span, but: Visit | None) -> list[Span]:
    near = standing().filter(begins__lt=window.ends + LONGEST, begins__gt=window.begins - LONGEST)
    whose = Q(therapist__user=therapist)
    if person is not None:
        whose |= Q(patient__user=person)
    found = near.filter(whose).select_related("therapist")
    if but is not None:
        found = found.exclude(pk=but.pk)
    return [one.taken if one.therapist.user_id == therapist.pk else one.span for one in found]


def _whole() -> QuerySet[Visit]:
    return Visit.objects.select_related(
        "patient__user", "patient__clinic", "patient__therapist", "therapist__user", "cancelled_by"
    )


def visits_for(patient: Patient) -> QuerySet[Visit]:
    """Every visit there ever was for this person, offers that were not taken left out; the latest first."""
    return _whole().filter(patient=patient, state__in=[State.BOOKED, State.CANCELLED]).order_by("-begins")


def next_visit_of(patient: Patient) -> Visit | None:
    """What comes next: a visit that is booked, or an offer that waits for an answer."""
    return _whole().filter(_comes_next(), patient=patient).order_by("begins").first()


def has_a_next_visit() -> Exists:
    """For a question about patients: whether `next_visit_of` finds anything of this one."""
    return Exists(Visit.objects.filter(_comes_next(), patient=OuterRef("pk")).order_by())


def _comes_next() -> Q:
    now = clock.now()
    return Q(state=State.BOOKED, ends__gt=now) | Q(state=State.OFFERED, held_until__gt=now)


def visits_in(clinic: Clinic, window: Span) -> list[Visit]:
    """What stands or was cancelled in a clinic, in order of time: for the office."""
    shown = Q(state__in=[State.BOOKED, State.CANCELLED]) | Q(state=State.OFFERED, held_until__gt=clock.now())
    found = _whole().filter(shown, patient__clinic=clinic, patient__ended_at=None)
    return list(found.filter(begins__gte=window.begins, begins__lt=window.ends).order_by("begins"))


def to_come_of(therapist: Membership) -> QuerySet[Visit]:
    """What this therapist has before them, offers included, the next one first."""
    stands = Q(state=State.BOOKED) | Q(state=State.OFFERED, held_until__gt=clock.now())
    found = _whole().filter(stands, therapist=therapist, begins__gt=clock.now(), patient__ended_at=None)
    return found.order_by("begins")


def unheld() -> QuerySet[Visit]:
    """Booked and still to come, but whoever held it has left or is suspended."""
    away = Q(therapist__ended_at__isnull=False) | Q(therapist__suspended_at__isnull=False)
    found = _whole().filter(away, state=State.BOOKED, begins__gt=clock.now(), patient__ended_at=None)
    return found.order_by("begins")


def bookable_for(patient: Patient) -> list[OfficeHours]:
    """The hours of those with whom the office may book for this person: their own therapist first, then every colleague
    for whom the record opens. Only who is open and has said when."""
    open_hours = OfficeHours.objects.filter(
        is_open=True,
        therapist__clinic=patient.clinic_id,
        therapist__ended_at=None,
        therapist__suspended_at=None,
    )
    found = [
        one
        for one in open_hours.select_related("therapist__user", "therapist__clinic").order_by(
            "therapist__user__name"
        )
        if one.places and one.therapist.may(Permission.PRESCRIBE) and is_in_care_of(one.therapist, patient)
    ]
    return sorted(found, key=lambda one: one.therapist_id != patient.therapist_id)


def fits(hours: OfficeHours, visit: Visit) -> bool:
    """Whether this therapist could hold a visit as it stands: in their hours, where they have said some, in a way that
    they offer, and not busy themselves."""
    if hours.week or hours.changes.exists():
        near = Span(visit.begins - DAY, visit.ends + DAY)
        changes = list(hours.changes.filter(begins__lt=near.ends, ends__gt=near.begins))
        away, extra = (
            [one.span for one in changes if one.what == what]
            for what in (ChangedHours.What.AWAY, ChangedHours.What.EXTRA)
        )
        spans = open_spans(near, hours.hours, hours.therapist.user.zone, away, extra)
        if not any(span.holds(visit.span) for span in spans) or visit.place not in hours.places:
            return False
    return not any(one.meets(visit.span) for one in _busy(hours.therapist.user, None, visit.span, visit))


def offers_to(patient: Patient) -> list[Visit]:
    return list(_whole().filter(patient=patient, state=State.OFFERED, held_until__gt=clock.now()))


def own_visit(patient: Patient, visit_id: Any) -> Visit:
    """One of this person's; anybody else's is the same as none."""
    found = _whole().filter(patient=patient, pk=visit_id).first()
    if found is None:
        raise NotYours
    return found


def visit_in(clinic: Clinic, visit_id: Any) -> Visit:
    """One of somebody whom this clinic treats now."""
    found = _whole().filter(patient__clinic=clinic, patient__ended_at=None, pk=visit_id).first()
    if found is None:
        raise NotYours
    return found


def agenda_of(therapist: Membership, window: Span) -> list[Visit]:
    """What stands for one therapist, and what was cancelled, in order of time."""
    shown = Q(state__in=[State.BOOKED, State.CANCELLED]) | Q(state=State.OFFERED, held_until__gt=clock.now())
    found = _whole().filter(shown, therapist=therapist, patient__ended_at=None)
    return list(found.filter(begins__gte=window.begins, begins__lt=window.ends).order_by("begins"))


def to_be_marked_by(therapist: Membership, limit: int = 30) -> list[Visit]:
    """Over, and nobody has said how it ended."""
    found = _whole().filter(therapist=therapist, state=State.BOOKED, outcome="", patient__ended_at=None)
    return list(found.filter(ends__lte=clock.now()).order_by("-begins")[:limit])


def lately_met(therapist: Membership, days: int = 14, limit: int = 30) -> list[Visit]:
    """What has taken place with this therapist in the last days, whether marked or not, the latest first."""
    begun = clock.now() - timedelta(days=days)
    found = _whole().filter(therapist=therapist, state=State.BOOKED, patient__ended_at=None)
    found = found.filter(ends__lte=clock.now(), ends__gt=begun).exclude(outcome=Outcome.NO_SHOW)
    return list(found.order_by("-begins")[:limit])


def following(visit: Visit) -> Visit | None:
    """What is booked with this person after it, with whomever."""
    later = _whole().filter(patient=visit.patient_id, state=State.BOOKED, begins__gt=visit.begins)
    return later.order_by("begins").first()


def before_it(visit: Visit) -> Visit | None:
    """The last one with this person that took place before it."""
    earlier = Visit.objects.filter(patient=visit.patient_id, state=State.BOOKED, begins__lt=visit.begins)
    return earlier.exclude(outcome=Outcome.NO_SHOW).order_by("-begins").first()


def summary_of(visit: Visit) -> VisitSummary | None:
    """What the person was told of it and was not taken back."""
    told = VisitSummary.objects.filter(visit=visit, message__withdrawn_at=None)
    return told.select_related("message__by").order_by("-at").first()


def standing_between(patients: Collection[Any], window: Span) -> list[Visit]:
    """Booked visits of these people that nobody has marked yet: for the work-list. `patients` are ids; nobody is
    no question."""
    return list(_whole().filter(_stands(window), patient__in=patients).order_by("begins")) if patients else []


def stands_between(window: Span) -> Exists:
    """For a question about patients: whether `standing_between` finds anything of this one."""
    return Exists(Visit.objects.filter(_stands(window), patient=OuterRef("pk")).order_by())


def _stands(window: Span) -> Q:
    return Q(state=State.BOOKED, outcome="", begins__gte=window.begins, begins__lt=window.ends)


def has_visit_between(window: Span) -> Exists:
    """For `patient_in`: whether `standing_between` finds any of this one."""
    found = Visit.objects.filter(patient=OuterRef("pk"), state=State.BOOKED, outcome="")
    return Exists(found.filter(begins__gte=window.begins, begins__lt=window.ends).order_by())


def first_or_follow_up(patient: Patient) -> Kind:
    """Whoever has not been here yet comes for the first time."""
    been = patient.visits.filter(state=State.BOOKED).exclude(outcome=Outcome.NO_SHOW)
    return Kind.FOLLOW_UP if been.exists() else Kind.FIRST


def waiting_place_of(patient: Patient) -> WaitingPlace | None:
    therapist = patient.looked_after_by
    if therapist is None:
        return None
    return WaitingPlace.objects.filter(patient=patient, therapist=therapist, ended_at=None).first()


def waiting_for(therapist: Membership) -> list[WaitingPlace]:
    """Who waits for this therapist, the first first."""
    found = WaitingPlace.objects.filter(therapist=therapist, ended_at=None, patient__ended_at=None)
    return list(found.select_related("patient__user").order_by("since"))
