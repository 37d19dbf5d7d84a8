"""The ledger of one month as rows: for the therapist's list, for the office, and as a table to take along.

Counts and codes only: what somebody logged, and what was talked about, is not in it.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.http import Http404, HttpResponse

from unbrace.clinic.remote_monitoring.ledger import Month, ledgers_in, month_now
from unbrace.rehab.remote_monitoring import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unbrace.clinic.care_teams.models import Clinic, Membership
    from unbrace.clinic.patients.models import Patient
    from unbrace.clinic.remote_monitoring.ledger import CountedMonth, CountedPeriod, Ledger

NO_ADVICE: Final = "Counting help, not billing advice. Codes are hints; whoever bills checks them."
#: A table program takes such a cell for a formula.
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
COLUMNS: Final = (
    *("person", "record", "month", "minutes", "live contact", "another programme", "management hint"),
    *(
        "minutes signed by",
        "period",
        "from",
        "to",
        "days of data",
        "supply hint",
        "days signed by",
        "set-up hint",
    ),
    *("rules", "about"),
)


@dataclass(frozen=True)
class MonthRow:
    """One person. `periods` are those that end in this month, or run now; `waits` names what a person has to decide."""

    patient: Patient
    month: CountedMonth
    periods: tuple[CountedPeriod, ...]
    waits: bool


@dataclass(frozen=True)
class MonthTable:
    month: Month
    rows: tuple[MonthRow, ...]
    before: str
    next: str

    @property
    def key(self) -> str:
        return key_of(self.month)


def key_of(month: Month) -> str:
    return f"{month.year}-{month.month:02d}"


def month_from(key: str, clinic: Clinic) -> Month:
    """The month an address asks for; this one where it asks for none. One that has not begun is not there."""
    now = month_now(clinic)
    if not key:
        return now
    found = re.fullmatch(r"(20\d\d)-(0[1-9]|1[0-2])", key)
    if found is None or Month(int(found[1]), int(found[2])) > now:
        raise Http404
    return Month(int(found[1]), int(found[2]))


def month_table(clinic: Clinic, month: Month, member: Membership | None = None) -> MonthTable:
    """Of the whole clinic, for its office; with `member` of those whose record opens for them."""
    rows = tuple(_row(ledger, month) for ledger in ledgers_in(clinic, month, member))
    after = month.next
    return MonthTable(month, rows, key_of(month.before), key_of(after) if after <= month_now(clinic) else "")


def as_csv(clinic: Clinic, month: Month, member: Membership | None = None) -> HttpResponse:
    """One line for each person and each period that ended in the month. The name of the file says nobody's name."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="monitoring-{key_of(month)}.csv"'
    response.write("\ufeff")  # spreadsheets know by this mark that it is UTF-8
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    for ledger in ledgers_in(clinic, month, member):
        ended: list[CountedPeriod | None] = [
            one for one in ledger.periods if one.is_over and month.first <= one.ends <= month.last
        ]
        for period in ended or [None]:
            writer.writerow([_cell(str(value)) for value in _line(ledger, month, period)])
    return response


def _line(ledger: Ledger, month: Month, period: CountedPeriod | None) -> Iterable[object]:
    counted = ledger.month
    yield from (ledger.patient.name, ledger.patient.pk, key_of(month), counted.minutes)
    yield from ("yes" if counted.live else "no", "yes" if counted.other_programme else "no")
    yield (counted.codes or "none") if counted.is_over else "month not over"
    yield _signed(counted)
    if period is None:
        yield from ("", "", "", "", "", "")
    else:
        yield from (period.number, period.begins, period.ends, period.count, period.codes or "none")
        yield _signed(period)
    yield from (ledger.setup.code if ledger.setup.times else "none", VERSION, NO_ADVICE)


def _signed(counted: CountedMonth | CountedPeriod) -> str:
    if counted.signed is None:
        return ""
    name = counted.signed.by.name or counted.signed.by.email
    return f"{name}, version {counted.signed.number}{', changed since' if counted.needs_decision else ''}"


def _row(ledger: Ledger, month: Month) -> MonthRow:
    shown = tuple(
        one
        for one in ledger.periods
        if month.first <= one.ends <= month.last or (not one.is_over and one.begins <= month.last)
    )
    waits = ledger.month.needs_decision or any(one.needs_decision for one in shown)
    return MonthRow(ledger.patient, ledger.month, shown, waits)


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text
