"""Rtm: entries and logged work → the counters of US remote therapeutic monitoring. A work-log report, never a bill."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, model_validator

from unbrace.library.exercise_file import Written
from unbrace.rehab.explanation import Counted, Explanation, of_counters
from unbrace.rehab.remote_monitoring import (
    EnteredBy,
    Entry,
    Work,
    data_days,
    management_hint,
    periods,
)


class EntryText(Written):
    """`on`: the patient's own calendar date of entering it."""

    on: date = Field(description="the date it was entered, such as 2026-03-01")
    by: Literal["patient", "staff", "system"] = Field(description="patient, staff or system")


class WorkText(Written):
    """Logged time, with its time zone."""

    start: AwareDatetime = Field(description="when it began, such as 2026-03-05T10:00:00-05:00")
    end: AwareDatetime = Field(description="when it ended")
    live: bool = False

    @model_validator(mode="after")
    def forwards(self) -> "WorkText":
        """Work ends after it began."""
        if self.end < self.start:
            raise ValueError("end: lies before start; correct one of the two")
        return self


class Case(Written):
    """Supply counts 30-day periods from the first monitored day; management counts one calendar month."""

    consent_on: date | None = Field(description="the date of consent, or null")
    monitored_from: date = Field(description="the first monitored day")
    until: date = Field(description="the day of the report")
    year: Annotated[int, Field(ge=2000, le=2100)] = Field(description="the year of the month to count")
    month: Annotated[int, Field(ge=1, le=12)] = Field(description="the month to count, 1-12")
    entries: tuple[EntryText, ...] = ()
    work: tuple[WorkText, ...] = ()
    other_programme: bool = False


def explain(case: Case) -> Explanation:
    """Each supply period with its data days, and the month's management with its reason."""
    entries = [Entry(entry.on, EnteredBy(entry.by)) for entry in case.entries]
    days = data_days(entries, consent_on=case.consent_on)
    found = periods(days, monitored_from=case.monitored_from, until=case.until)
    work = [Work(one.start, one.end, one.live) for one in case.work]
    hint = management_hint(work, year=case.year, month=case.month, other_programme=case.other_programme)
    counted = Counted(case.year, case.month, hint, found)
    return of_counters(counted, case.model_dump(mode="json", exclude_defaults=True))
