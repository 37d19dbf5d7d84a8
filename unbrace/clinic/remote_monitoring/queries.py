from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from unbrace.clinic.activity.models import Walk
from unbrace.clinic.care_teams.models import Clinic, Membership
from unbrace.clinic.check_ins.models import DiaryEntry, NextMorning, WeeklyCheckIn
from unbrace.clinic.exercise_sessions.models import ExerciseSession
from unbrace.clinic.patients.access import patients_open_to
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import patients_in
from unbrace.clinic.refused import NotYours
from unbrace.clinic.remote_monitoring.kinds import Source
from unbrace.clinic.remote_monitoring.models import Enrolment, LedgerSwitch, WorkEntry
from unbrace.clinic.visits.models import Visit
from unbrace.clinic.visits.slots import Span
from unbrace.rehab.remote_monitoring import EnteredBy, Entry

MOST_MINUTES: Final = 180
"""No single entry is longer; whoever worked longer notes two."""


def entries_of(patient: Patient) -> list[Entry]:
    """What this person entered themselves, on the day of entering it: sessions, mornings, weekly check-ins, diary
    entries and walks. Each counts for the day it came in, not for the day it tells of: nobody fills in last week."""
    zone = patient.user.zone
    moments = moments_of([patient])[patient.pk]
    return [Entry(moment.astimezone(zone).date(), EnteredBy.PATIENT) for moment in moments]


def moments_of(patients: list[Patient]) -> dict[UUID, list[datetime]]:
    """When each of these people entered anything, oldest first: one question for all. What was taken back, what a file
    of a watch brought, messages and log-ins are not in it."""
    whose = [one.pk for one in patients]
    parts = [
        rows.filter(patient__in=whose).order_by().values_list("patient_id", moment)
        for rows, moment in (
            (ExerciseSession.objects.filter(withdrawn_at=None), "received_at"),
            (NextMorning.objects.all(), "at"),
            (WeeklyCheckIn.objects.all(), "at"),
            (DiaryEntry.objects.filter(withdrawn_at=None), "received_at"),
            (Walk.objects.filter(withdrawn_at=None), "at"),
        )
    ]
    found: dict[UUID, list[datetime]] = defaultdict(list)
    for patient, moment in sorted(parts[0].union(*parts[1:], all=True), key=lambda row: row[1]):
        found[patient].append(moment)
    return found


def keeps_ledger(clinic: Clinic) -> bool:
    """Whether this clinic counts at all. Not where nobody has switched it on."""
    newest = LedgerSwitch.objects.filter(clinic=clinic).order_by("-at", "-pk").first()
    return newest is not None and newest.on


def switches_of(clinic: Clinic) -> QuerySet[LedgerSwitch]:
    """Who switched it on or off, newest first."""
    return LedgerSwitch.objects.filter(clinic=clinic).select_related("by").order_by("-at", "-pk")


def enrolment_of(patient: Patient) -> Enrolment | None:
    """The terms that hold now; None: this person is not monitored."""
    return Enrolment.objects.filter(patient=patient).select_related("by").order_by("-number").first()


def enrolments_of(patient: Patient) -> QuerySet[Enrolment]:
    """Every version of the terms, newest first."""
    return Enrolment.objects.filter(patient=patient).select_related("by").order_by("-number")


@dataclass(frozen=True)
class Standing:
    """`on`: the clinic keeps a ledger. `counts`: it does, and this person is monitored now."""

    on: bool
    counts: bool


def ledger_parts() -> dict[str, Subquery]:
    """For `patient_in`: a person who is read with these needs no further question to say their standing."""
    newest = Enrolment.objects.filter(patient=OuterRef("pk")).order_by("-number")
    switch = LedgerSwitch.objects.filter(clinic=OuterRef("clinic")).order_by("-at", "-pk")
    return {
        "ledger_on": Subquery(switch.values("on")[:1]),
        "terms": Subquery(newest.values("number")[:1]),
        "terms_ended": Subquery(newest.values("ended_on")[:1]),
    }


def standing_of(patient: Patient) -> Standing:
    """Whether the clock runs on this person's pages. One question, or none where `ledger_parts` were read with them."""
    known: Any = patient
    if not hasattr(known, "ledger_on"):
        known = Patient.objects.annotate(**ledger_parts()).get(pk=patient.pk)
    counts = known.ledger_on and known.terms is not None and known.terms_ended is None
    return Standing(bool(known.ledger_on), bool(counts))


def counts_time(patient: Patient) -> bool:
    return standing_of(patient).counts


def holding_work_of(patient: Patient) -> QuerySet[WorkEntry]:
    """What counts: neither amended nor struck."""
    return work_that_holds().filter(patient=patient)


def work_that_holds() -> QuerySet[WorkEntry]:
    return WorkEntry.objects.filter(amended_by=None, struck=False).select_related("worker", "entered_by")


def work_of(patient: Patient, entry_id: Any) -> WorkEntry:
    """One entry of this person's that still holds."""
    found = holding_work_of(patient).select_related("patient__clinic").filter(pk=entry_id).first()
    if found is None:
        raise NotYours
    return found


def contact_of(visit: Visit, met: Span) -> WorkEntry | None:
    """The entry by which this visit is in the ledger: counted from its page, struck since or not, or a live contact of
    the same time that somebody wrote down by hand."""
    same = WorkEntry.objects.filter(patient=visit.patient_id).select_related("worker")
    counted = same.filter(key=visit.pk).first()
    if counted is not None:
        return same.filter(amends=counted).first() or counted
    by_hand = same.filter(amended_by=None, struck=False, source=Source.CONTACT)
    return by_hand.filter(begins_at__lt=met.ends, ends_at__gt=met.begins).first()


def whole_minutes(met: Span) -> int:
    """A minute that was begun is none; what is longer than an entry may be is for the therapist to note."""
    return min(MOST_MINUTES, (met.ends - met.begins) // timedelta(minutes=1))


def amended_work_of(patient: Patient) -> QuerySet[WorkEntry]:
    """What was put right, with what it took the place of, newest first."""
    rows = WorkEntry.objects.filter(patient=patient, amends__isnull=False)
    return rows.select_related("amends", "entered_by", "worker").order_by("-at")


def enrolled_in(clinic: Clinic, member: Membership | None = None) -> list[tuple[Patient, Enrolment]]:
    """Everybody of this clinic who is or was monitored, with the terms that hold, by name. With `member` only those
    whose record opens for them."""
    newer = Enrolment.objects.filter(patient=OuterRef("patient"), number__gt=OuterRef("number"))
    terms = Enrolment.objects.filter(~Exists(newer), patient__clinic=clinic)
    by_patient = {one.patient_id: one for one in terms}
    people = patients_in(clinic) if member is None else patients_open_to(member)
    return [(one, by_patient[one.pk]) for one in people.filter(pk__in=list(by_patient))]
