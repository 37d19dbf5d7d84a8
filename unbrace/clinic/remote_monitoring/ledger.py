"""What was counted: the periods of one person with their days, and one calendar month with its minutes.

Periods run in the person's own dates, months in the clinic's time zone. A code is worked out of what is over only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from unbrace.clinic import clock
from unbrace.clinic.care_teams.models import Clinic, Membership
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import today_of
from unbrace.clinic.remote_monitoring.kinds import Kind, Source
from unbrace.clinic.remote_monitoring.models import Enrolment, OtherProgramme, SignedCount, WorkEntry
from unbrace.clinic.remote_monitoring.queries import (
    enrolled_in,
    holding_work_of,
    moments_of,
    work_that_holds,
)
from unbrace.rehab.monitoring_reasons import (
    Reached,
    management_reasons,
    setup_reason,
    supply_reasons,
)
from unbrace.rehab.remote_monitoring import (
    EnteredBy,
    Entry,
    SupplyReport,
    Work,
    data_days,
    live_contact_in,
    management_hint,
    periods,
    supply_report,
)

LONGEST_ENTRY = timedelta(hours=8)


@dataclass(frozen=True, order=True)
class Month:
    """A calendar month of the clinic."""

    year: int
    month: int

    @property
    def first(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def next(self) -> Month:
        return Month(self.year + 1, 1) if self.month == 12 else Month(self.year, self.month + 1)

    @property
    def before(self) -> Month:
        return Month(self.year - 1, 12) if self.month == 1 else Month(self.year, self.month - 1)

    @property
    def last(self) -> date:
        return self.next.first - timedelta(days=1)


@dataclass(frozen=True)
class CountedPeriod:
    """`codes` and `reasons` are empty while it runs. `days` are the dates with data, in order."""

    number: int
    begins: date
    ends: date
    days: tuple[date, ...]
    is_over: bool
    codes: str
    reasons: tuple[Reached, ...]
    signed: SignedCount | None
    needs_decision: bool

    @property
    def count(self) -> int:
        return len(self.days)


@dataclass(frozen=True)
class CountedMonth:
    """`minutes` are whole, and those of two colleagues at the same time counted once."""

    month: Month
    minutes: int
    live: bool
    other_programme: bool
    is_over: bool
    codes: str
    reasons: tuple[Reached, ...]
    signed: SignedCount | None
    needs_decision: bool


@dataclass(frozen=True)
class Ledger:
    """Everything on one person's page for one month."""

    patient: Patient
    enrolment: Enrolment
    periods: tuple[CountedPeriod, ...]
    month: CountedMonth
    setup: Reached
    entries: tuple[WorkEntry, ...]


def month_now(clinic: Clinic) -> Month:
    today = clock.today_in(ZoneInfo(clinic.time_zone))
    return Month(today.year, today.month)


def ledger_of(patient: Patient, enrolment: Enrolment, month: Month) -> Ledger:
    """Of one person. Four questions."""
    work = list(_in_month(holding_work_of(patient), patient.clinic, month))
    signed = list(SignedCount.objects.filter(patient=patient).select_related("by").order_by("number"))
    return _ledger(
        patient, enrolment, month, moments_of([patient])[patient.pk], work, _others([patient], month), signed
    )


def ledgers_in(clinic: Clinic, month: Month, member: Membership | None = None) -> list[Ledger]:
    """Of everybody whose monitoring touches this month, with `member` of those whose record opens for them, by name.
    Six questions, however many people there are."""
    people = [
        (patient, terms)
        for patient, terms in enrolled_in(clinic, member)
        if terms.begins_on <= month.last and (terms.ended_on is None or terms.ended_on >= month.first)
    ]
    patients = [patient for patient, _ in people]
    for patient in patients:
        patient.clinic = clinic
    moments, others = moments_of(patients), _others(patients, month)
    work: dict[UUID, list[WorkEntry]] = defaultdict(list)
    for entry in _in_month(work_that_holds().filter(patient__in=patients), clinic, month):
        work[entry.patient_id].append(entry)
    signed: dict[UUID, list[SignedCount]] = defaultdict(list)
    for one in SignedCount.objects.filter(patient__in=patients).select_related("by").order_by("number"):
        signed[one.patient_id].append(one)
    return [
        _ledger(patient, terms, month, moments[patient.pk], work[patient.pk], others, signed[patient.pk])
        for patient, terms in people
    ]


def _ledger(
    patient: Patient,
    terms: Enrolment,
    month: Month,
    moments: Iterable[datetime],
    work: Sequence[WorkEntry],
    others: set[UUID],
    signed: Sequence[SignedCount],
) -> Ledger:
    zone = patient.user.zone
    entries = [Entry(moment.astimezone(zone).date(), EnteredBy.PATIENT) for moment in moments]
    counted = _periods(terms, entries, today_of(patient), signed)
    return Ledger(
        patient=patient,
        enrolment=terms,
        periods=counted,
        month=_month(patient, work, month, others, signed),
        setup=setup_reason(
            set_up=terms.set_up_on is not None,
            taught=terms.taught_on is not None,
            most_days=max((one.count for one in counted if one.is_over), default=0),
            counted_before=terms.set_up_counted_before,
        ),
        entries=tuple(work),
    )


def _periods(
    terms: Enrolment, entries: Iterable[Entry], today: date, signed: Sequence[SignedCount]
) -> tuple[CountedPeriod, ...]:
    until = min(today, terms.ended_on or today)
    days = {one for one in data_days(entries, consent_on=terms.consented_on) if one <= until}
    found = []
    for one in periods(days, monitored_from=terms.begins_on, until=until):
        over = one.to < today
        before = _newest(signed, Kind.PERIOD, one.start)
        codes = (one.code or "") if over else ""
        found.append(
            CountedPeriod(
                number=one.number,
                begins=one.start,
                ends=one.to,
                days=tuple(sorted(day for day in days if one.start <= day <= one.to)),
                is_over=over,
                codes=codes,
                reasons=supply_reasons(one.data_days) if over else (),
                signed=before,
                needs_decision=over and _needs_decision(codes, one.data_days, before),
            )
        )
    return tuple(found)


def _month(
    patient: Patient,
    entries: Sequence[WorkEntry],
    month: Month,
    others: set[UUID],
    signed: Sequence[SignedCount],
) -> CountedMonth:
    zone = ZoneInfo(patient.clinic.time_zone)
    work = _work(entries, zone)
    other, over = patient.pk in others, clock.today_in(zone) > month.last
    hint = management_hint(work, year=month.year, month=month.month, other_programme=other)
    live = live_contact_in(work, year=month.year, month=month.month)
    before = _newest(signed, Kind.MONTH, month.first)
    codes = codes_in_words(hint.codes) if over else ""
    return CountedMonth(
        month=month,
        minutes=hint.minutes,
        live=live,
        other_programme=other,
        is_over=over,
        codes=codes,
        reasons=management_reasons(hint, live_contact=live, other_programme=other) if over else (),
        signed=before,
        needs_decision=over and _needs_decision(codes, hint.minutes, before),
    )


def worked_in(patient: Patient, month: Month) -> list[Work]:
    """What was noted for one person in a month, on the clinic's clock."""
    entries = _in_month(holding_work_of(patient), patient.clinic, month)
    return _work(entries, ZoneInfo(patient.clinic.time_zone))


def is_in_another(patient: Patient, month: Month) -> bool:
    return patient.pk in _others([patient], month)


def _work(entries: Iterable[WorkEntry], zone: ZoneInfo) -> list[Work]:
    return [
        Work(one.begins_at.astimezone(zone), one.ends_at.astimezone(zone), one.source == Source.CONTACT)
        for one in entries
    ]


def codes_in_words(codes: Iterable[tuple[str, int]]) -> str:
    return " + ".join(code if times == 1 else f"{code} × {times}" for code, times in codes)


def _newest(signed: Sequence[SignedCount], kind: Kind, begins: date) -> SignedCount | None:
    return next((one for one in reversed(signed) if one.kind == kind and one.begins_on == begins), None)


def _needs_decision(codes: str, count: int, before: SignedCount | None) -> bool:
    """Whether what was signed is no longer what is counted: in its codes by the rule, in its count by comparison."""
    if before is None:
        return False
    report = supply_report(codes, SupplyReport(before.number, before.codes))
    return report.needs_decision or count != before.count


def _in_month(work: QuerySet[WorkEntry], clinic: Clinic, month: Month) -> QuerySet[WorkEntry]:
    zone = ZoneInfo(clinic.time_zone)
    begins = datetime(month.year, month.month, 1, tzinfo=zone)
    ends = datetime(month.next.year, month.next.month, 1, tzinfo=zone)
    return work.filter(begins_at__lt=ends, ends_at__gt=begins).order_by("begins_at", "pk")


def _others(patients: Iterable[Patient], month: Month) -> set[UUID]:
    """Who is in another monitoring programme in this month; the newest word holds."""
    said = OtherProgramme.objects.filter(Q(patient__in=list(patients)), month=month.first).order_by(
        "at", "pk"
    )
    newest = {one.patient_id: one.there for one in said}
    return {patient for patient, there in newest.items() if there}
