"""Why a code of remote monitoring is hinted at or is not: the count, and what the code asks for. Never a bill.

Said only of what is over. Of a period or month that still runs there is a count and no code, because a threshold that
comes near tempts somebody to ask a person for one more day, and care is never asked for because of a bill.
"""

from dataclasses import dataclass

from unbrace.rehab.remote_monitoring import (
    FEW_DAYS_FROM,
    FURTHER_EVERY,
    MANAGEMENT_FROM,
    MANY_DAYS_FROM,
    PERIOD_DAYS,
    SHORT_MANAGEMENT_FROM,
    ManagementHint,
    setup_code,
    supply_code,
)


@dataclass(frozen=True)
class Reached:
    """One code, or a group of codes of which one at most is counted, with its sentence. `times` 0: not reached."""

    code: str
    times: int
    why: str


def supply_reasons(data_days: int) -> tuple[Reached, ...]:
    """Both supply codes of one period that is over: exactly one may be counted."""
    found, days = supply_code(data_days), _days(data_days)
    few, many = f"{FEW_DAYS_FROM} to {MANY_DAYS_FROM - 1}", f"{MANY_DAYS_FROM} to {PERIOD_DAYS}"
    return (
        Reached(
            "98977", int(found == "98977"), f"Asks for {many} days of data in the period; there are {days}."
        ),
        Reached(
            "98985", int(found == "98985"), f"Asks for {few} days of data in the period; there are {days}."
        ),
    )


def management_reasons(
    hint: ManagementHint, *, live_contact: bool, other_programme: bool
) -> tuple[Reached, ...]:
    """The three management codes of one month that is over."""
    times = dict(hint.codes)
    there = f"there are {_minutes(hint.minutes)}"
    no_live = "" if live_contact else " No live contact was noted, and without one no minutes count."
    other = " Another monitoring programme is noted for this month, and both are not counted together."
    further = other if other_programme else no_live
    first = f"{SHORT_MANAGEMENT_FROM} to {MANAGEMENT_FROM - 1} minutes"
    return (
        Reached("98979", times.get("98979", 0), f"Asks for {first} and a live contact; {there}.{further}"),
        Reached(
            "98980",
            times.get("98980", 0),
            f"Asks for at least {MANAGEMENT_FROM} minutes and a live contact; {there}.{further}",
        ),
        Reached(
            "98981",
            times.get("98981", 0),
            f"Once for each further {FURTHER_EVERY} whole minutes after the first {MANAGEMENT_FROM}; {there}.{further}",
        ),
    )


def setup_reason(*, set_up: bool, taught: bool, most_days: int, counted_before: bool) -> Reached:
    """The code for setting up, once in an episode. `most_days`: of the period with the most days of data."""
    code = setup_code(set_up=set_up, taught=taught, data_days=most_days, billed_before=counted_before)
    missing = [
        words
        for words, is_missing in (
            ("the set-up is not noted", not set_up),
            ("the teaching is not noted", not taught),
            (f"no period that is over has more than {_days(most_days)} of data", most_days < FEW_DAYS_FROM),
            ("it was counted before in this episode", counted_before),
        )
        if is_missing
    ]
    asks = f"Asks for set-up, teaching and {FEW_DAYS_FROM} days of data in a period that is over, once in an episode"
    return Reached("98975", int(code is not None), f"{asks}: {'; '.join(missing) or 'all of it is there'}.")


def _days(count: int) -> str:
    return f"{count} day" if count == 1 else f"{count} days"


def _minutes(count: int) -> str:
    return f"{count} minute" if count == 1 else f"{count} minutes"
