"""Two clocks: days of data in 30-day periods, minutes of work in calendar months. 33 published cases."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from unbrace.rehab.remote_monitoring import (
    EnteredBy,
    Entry,
    Period,
    SupplyReport,
    Work,
    data_days,
    live_contact_in,
    management_codes,
    management_hint,
    minutes_worked,
    periods,
    setup_code,
    supply_code,
    supply_report,
)

NEW_YORK = ZoneInfo("America/New_York")


def by_patient(*days: date) -> list[Entry]:
    return [Entry(day, EnteredBy.PATIENT) for day in days]


def worked(start: str, minutes: float, *, live: bool = False) -> Work:
    begins = datetime.fromisoformat(start).replace(tzinfo=NEW_YORK)
    return Work(begins, begins + timedelta(minutes=minutes), live)


@pytest.mark.parametrize(
    ("id_", "days", "code"),
    [
        ("RS1", 0, None),
        ("RS2", 1, None),
        ("RS3", 2, "98985"),
        ("RS4", 15, "98985"),
        ("RS5", 16, "98977"),
        ("RS6", 30, "98977"),
    ],
)
def test_supply(id_: str, days: int, code: str | None) -> None:
    assert supply_code(days) == code


@pytest.mark.parametrize(
    ("id_", "minutes", "live", "codes"),
    [
        ("RM01", 0, True, ()),
        ("RM02", 9, True, ()),
        ("RM03", 10, True, (("98979", 1),)),
        ("RM04", 19, True, (("98979", 1),)),
        ("RM05", 19, False, ()),
        ("RM06", 20, True, (("98980", 1),)),
        ("RM07", 39, True, (("98980", 1),)),
        ("RM08", 40, True, (("98980", 1), ("98981", 1))),
        ("RM09", 59, True, (("98980", 1), ("98981", 1))),
        ("RM10", 60, True, (("98980", 1), ("98981", 2))),
        ("RM11", 60, False, ()),
        ("RM12", 25, True, (("98980", 1),)),
    ],
)
def test_management(id_: str, minutes: int, live: bool, codes: tuple[tuple[str, int], ...]) -> None:
    assert management_codes(minutes, live_contact=live) == codes


def test_the_worked_example_of_two_periods() -> None:
    start = date(2026, 1, 20)
    days = [start + timedelta(days=n) for n in (*range(12), *range(25, 50))]
    assert periods(days, monitored_from=start, until=date(2026, 3, 20)) == [
        Period(1, date(2026, 1, 20), date(2026, 2, 18), 17, "98977"),
        Period(2, date(2026, 2, 19), date(2026, 3, 20), 20, "98977"),
    ]


def test_rx1_several_entries_on_one_date_are_one_day() -> None:
    entries = by_patient(*[date(2026, 3, 1)] * 3, date(2026, 3, 2))
    assert len(data_days(entries, consent_on=date(2026, 1, 1))) == 2


def test_rx2_an_entry_belongs_to_the_patients_own_date() -> None:
    stored = datetime(2026, 3, 2, 4, 50, tzinfo=UTC)
    entry = Entry(stored.astimezone(NEW_YORK).date(), EnteredBy.PATIENT)
    assert data_days([entry], consent_on=date(2026, 1, 1)) == {date(2026, 3, 1)}


def test_rx3_filling_in_five_past_days_today_is_one_day() -> None:
    assert len(data_days(by_patient(*[date(2026, 3, 9)] * 5), consent_on=date(2026, 1, 1))) == 1


def test_rx4_what_staff_enter_is_no_day() -> None:
    assert not data_days([Entry(date(2026, 3, 1), EnteredBy.STAFF)], consent_on=date(2026, 1, 1))


def test_rx5_days_before_consent_do_not_count() -> None:
    entries = by_patient(*(date(2026, 4, day) for day in (8, 9, 10, 11)))
    assert len(data_days(entries, consent_on=date(2026, 4, 10))) == 2


def test_without_consent_nothing_counts() -> None:
    assert not data_days(by_patient(date(2026, 4, 10)), consent_on=None)


def test_rx6_seconds_are_never_rounded_up() -> None:
    work = [worked("2026-03-05T10:00", 9 + 59 / 60, live=True)]
    hint = management_hint(work, year=2026, month=3, other_programme=False)
    assert (hint.minutes, hint.codes) == (9, ())


def test_rx7_two_people_at_the_same_time_count_once() -> None:
    work = [worked("2026-03-05T10:00", 12), worked("2026-03-05T10:05", 15)]
    assert minutes_worked(work, year=2026, month=3) == 20


def test_rx8_a_call_in_april_does_not_help_march() -> None:
    work = [worked("2026-03-05T10:00", 25), worked("2026-04-01T09:00", 5, live=True)]
    assert management_hint(work, year=2026, month=3, other_programme=False).codes == ()


def test_rx9_each_month_stands_alone() -> None:
    work = [
        worked("2026-03-05T10:00", 6, live=True),
        worked("2026-03-09T10:00", 6),
        worked("2026-04-05T10:00", 22),
    ]
    assert management_hint(work, year=2026, month=3, other_programme=False).codes == (("98979", 1),)
    april = management_hint(work, year=2026, month=4, other_programme=False)
    assert (april.codes, april.reason) == ((), "No live contact this month.")


def test_rx10_one_day_of_data_is_not_yet_a_set_up() -> None:
    assert setup_code(set_up=True, taught=True, data_days=1, billed_before=False) is None
    assert setup_code(set_up=True, taught=True, data_days=2, billed_before=False) == "98975"


def test_rx11_an_episode_is_set_up_once() -> None:
    assert setup_code(set_up=True, taught=True, data_days=9, billed_before=True) is None


@pytest.mark.parametrize(
    ("id_", "start", "last"),
    [
        ("RX12", date(2026, 2, 20), date(2026, 3, 21)),
        ("RX13", date(2028, 2, 15), date(2028, 3, 15)),
    ],
)
def test_a_period_is_thirty_dates_whatever_the_calendar_does(id_: str, start: date, last: date) -> None:
    every_day = [start + timedelta(days=n) for n in range(30)]
    (period,) = periods(every_day, monitored_from=start, until=last)
    assert (period.to, period.data_days) == (last, 30)


def test_minutes_across_a_clock_change_are_minutes() -> None:
    before, after = datetime(2026, 3, 8, 1, 50, tzinfo=NEW_YORK), datetime(2026, 3, 8, 3, 10, tzinfo=NEW_YORK)
    assert minutes_worked([Work(before, after)], year=2026, month=3) == 20


def test_rx14_another_programme_in_the_month_suppresses_the_hint_with_a_reason() -> None:
    hint = management_hint(
        [worked("2026-03-05T10:00", 30, live=True)], year=2026, month=3, other_programme=True
    )
    assert (hint.codes, hint.reason) == ((), "Another monitoring programme is flagged for this month.")


def test_rx15_a_signed_report_is_never_changed() -> None:
    signed = SupplyReport(1, "98985")
    assert supply_report(supply_code(16), signed) == SupplyReport(2, "98977", needs_decision=True)
    assert supply_report("98985", signed) is signed


def test_a_live_contact_belongs_to_the_month_it_began_in() -> None:
    work = [worked("2026-03-31T23:50", 20, live=True)]
    assert live_contact_in(work, year=2026, month=3)
    assert not live_contact_in(work, year=2026, month=4)
    assert minutes_worked(work, year=2026, month=3) == 10
