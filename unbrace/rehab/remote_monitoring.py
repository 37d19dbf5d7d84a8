"""Counts for US remote therapeutic monitoring: a work-log report, an eligibility hint, never a bill and never
a reason for care.

Two clocks that rarely agree: supply runs in 30-day periods from the first monitored day, management in
calendar months of the clinic's time zone. Rules as read on secondary pages for CY 2026 (CMS CR 14250 /
MM14250 by way of AAPC, FairPath, Limber Health); the final rule itself was not opened. Code numbers only:
their descriptors belong to the AMA.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum

VERSION = "remote_monitoring/2026-11-draft"

PERIOD_DAYS = 30
FEW_DAYS_FROM, MANY_DAYS_FROM = 2, 16
SHORT_MANAGEMENT_FROM, MANAGEMENT_FROM, FURTHER_EVERY = 10, 20, 20
SECONDS_PER_MINUTE = 60


class EnteredBy(Enum):
    """Only what the patient or their device enters makes a data day."""

    PATIENT = "patient"
    STAFF = "staff"
    SYSTEM = "system"


@dataclass(frozen=True)
class Entry:
    """One item of data, on the patient's own calendar date of *entering* it, whatever day it tells of."""

    entered_on: date
    entered_by: EnteredBy


@dataclass(frozen=True)
class Work:
    """Logged time of one clinician: review, plan changes, talk. `live` = a two-way call in it."""

    start: datetime
    end: datetime
    live: bool = False


@dataclass(frozen=True)
class Period:
    """One supply period; `to` is its last day."""

    number: int
    start: date
    to: date
    data_days: int
    code: str | None


def supply_code(data_days: int) -> str | None:
    """The supply code that `data_days` distinct days in one period hint at."""
    if data_days >= MANY_DAYS_FROM:
        return "98977"
    return "98985" if data_days >= FEW_DAYS_FROM else None


def management_codes(minutes: int, *, live_contact: bool) -> tuple[tuple[str, int], ...]:
    """(code, times) for the whole minutes of one calendar month. Without a live contact there are none."""
    if not live_contact or minutes < SHORT_MANAGEMENT_FROM:
        return ()
    if minutes < MANAGEMENT_FROM:
        return (("98979", 1),)
    further = minutes // FURTHER_EVERY - 1
    return (("98980", 1), ("98981", further)) if further else (("98980", 1),)


def setup_code(*, set_up: bool, taught: bool, data_days: int, billed_before: bool) -> str | None:
    """The once-per-episode code: set up, taught, and at least two days of data in the period."""
    done = set_up and taught and data_days >= FEW_DAYS_FROM
    return "98975" if done and not billed_before else None


def data_days(entries: Iterable[Entry], *, consent_on: date | None) -> frozenset[date]:
    """Distinct dates with data the patient or device entered, from the day of consent on. No consent: none."""
    if consent_on is None:
        return frozenset()
    return frozenset(
        entry.entered_on
        for entry in entries
        if entry.entered_by is EnteredBy.PATIENT and entry.entered_on >= consent_on
    )


def periods(days: Iterable[date], *, monitored_from: date, until: date) -> list[Period]:
    """The consecutive 30-date periods that have begun by `until`, with their data days and code."""
    counted = sorted(set(days))
    found = []
    start, number = monitored_from, 1
    while start <= until:
        last = start + timedelta(days=PERIOD_DAYS - 1)
        inside = sum(start <= day <= last for day in counted)
        found.append(Period(number, start, last, inside, supply_code(inside)))
        start, number = last + timedelta(days=1), number + 1
    return found


def minutes_worked(work: Sequence[Work], *, year: int, month: int) -> int:
    """Whole minutes in a calendar month (the clinic's time zone); overlapping logs count once, seconds floor
    at the end.

    A log that runs across the end of the month counts with the part that lies inside.
    """
    begins, ends = _month(work, year, month)
    spans = sorted(
        (max(w.start, begins), min(w.end, ends)) for w in work if w.start < ends and w.end > begins
    )
    total, counted_until = 0.0, begins
    for start, end in spans:
        if end > counted_until:
            total += (end.astimezone(UTC) - max(start, counted_until).astimezone(UTC)).total_seconds()
            counted_until = end
    return math.floor(total / SECONDS_PER_MINUTE)


def live_contact_in(work: Iterable[Work], *, year: int, month: int) -> bool:
    """True when a live two-way contact began in that month. Messages and mail never count."""
    return any(w.live and (w.start.year, w.start.month) == (year, month) for w in work)


def _month(work: Sequence[Work], year: int, month: int) -> tuple[datetime, datetime]:
    zone = work[0].start.tzinfo if work else None
    following = (year + 1, 1) if month == 12 else (year, month + 1)
    return datetime(year, month, 1, tzinfo=zone), datetime(*following, 1, tzinfo=zone)


@dataclass(frozen=True)
class ManagementHint:
    """The month's codes, or none with the reason."""

    codes: tuple[tuple[str, int], ...]
    reason: str
    minutes: int


def management_hint(work: Sequence[Work], *, year: int, month: int, other_programme: bool) -> ManagementHint:
    """What one calendar month of logged work hints at. `other_programme`: physiologic monitoring in the same
    month."""
    minutes = minutes_worked(work, year=year, month=month)
    if other_programme:
        return ManagementHint((), "Another monitoring programme is flagged for this month.", minutes)
    live = live_contact_in(work, year=year, month=month)
    codes = management_codes(minutes, live_contact=live)
    if codes:
        return ManagementHint(codes, f"{minutes} minutes and a live contact.", minutes)
    reason = "No live contact this month." if not live else f"{minutes} minutes, fewer than 10."
    return ManagementHint((), reason, minutes)


@dataclass(frozen=True)
class SupplyReport:
    """A signed report never changes: other facts make the next version, and a person decides."""

    version: int
    code: str | None
    needs_decision: bool = False


def supply_report(code_now: str | None, signed: SupplyReport | None) -> SupplyReport:
    """The report for a period, given the one that was signed before, if any."""
    if signed is None:
        return SupplyReport(1, code_now)
    if signed.code == code_now:
        return signed
    return SupplyReport(signed.version + 1, code_now, needs_decision=True)
