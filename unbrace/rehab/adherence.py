"""How much of the plan was done, and how much work that was. None where it cannot be known: silence is no good day.

Days are counted in the person's own calendar: the caller passes local dates, never instants, so that midnight is the
person's and a difference in days never wraps with the month. `today` is the day of the last session or answer, so the
same history gives the same numbers whenever they are computed.

The weekly load is the session-RPE method (minutes × effort 0-10, Foster 2001; from memory, to be checked). Windows and
limits are programme rules.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from statistics import mean

ADHERENCE_DAYS, EXTRA_DAYS = 14, 7
#: A share of one or two planned days says nothing.
FEWEST_PLANNED = 3
#: A shorter pause is the usual rhythm.
SHORTEST_GAP_DAYS = 7
HARD_WEEK_EFFORT = 6
#: Weeks to compare this week with.
FEWEST_WEEKS, MOST_WEEKS = 2, 4
ABOVE_USUAL = 2
ONE_DAY = timedelta(days=1)


def adherence(planned: Collection[date], done: Collection[date], today: date) -> float | None:
    """Share (0-1) of the planned days of the last 14 on which something was done; None with fewer than 3 of them.

    Today counts once something was done: it is not over yet.
    """
    asked = [day for day in _last(ADHERENCE_DAYS, today) if day in planned and (day != today or day in done)]
    return sum(day in done for day in asked) / len(asked) if len(asked) >= FEWEST_PLANNED else None


def extra_sessions(planned: Collection[date], done: Iterable[date], today: date) -> int:
    """Sessions of the last 7 days beyond one on each planned day. `done` names a day once for each session."""
    times = Counter(done)
    return sum(max(0, times[day] - (day in planned)) for day in _last(EXTRA_DAYS, today))


def gap_days(done: Collection[date]) -> int:
    """Days from the last session but one to the last; 0 below a week, and when there was only one."""
    latest = sorted(set(done))[-2:]
    gap = (latest[1] - latest[0]).days if len(latest) == 2 else 0
    return gap if gap >= SHORTEST_GAP_DAYS else 0


def completion(done: float, prescribed: float) -> float | None:
    """Share of the prescribed repetitions or seconds, 0-1; more than prescribed is 1. None without a prescription."""
    return min(1.0, done / prescribed) if prescribed > 0 else None


def session_load(minutes: float, effort: float | None) -> float | None:
    """Minutes × effort; None when effort was not rated."""
    return None if effort is None else minutes * effort


def week_load(sessions: Iterable[float | None]) -> float | None:
    """The sum of a week's session loads, 0 for a week without one; None when one of them is not known."""
    loads = list(sessions)
    return None if None in loads else sum(load for load in loads if load is not None)


def load_change(this_week: float | None, weeks_before: Sequence[float | None]) -> float | None:
    """This week so far against the mean of the 2 to 4 weeks before, newest last: 0.25 = a quarter more.

    None when a week is not known, fewer than 2 are there, or they hold no load to compare with.
    """
    compared = weeks_before[-MOST_WEEKS:]
    known = [week for week in compared if week is not None]
    if this_week is None or len(known) < max(FEWEST_WEEKS, len(compared)) or mean(known) <= 0:
        return None
    return this_week / mean(known) - 1


def hard_weeks(mean_efforts: Sequence[float | None]) -> int:
    """How many of the last weeks in a row, newest last, had a mean effort of 6 or more."""
    count = 0
    for effort in reversed(mean_efforts):
        if effort is None or effort < HARD_WEEK_EFFORT:
            break
        count += 1
    return count


def days_high(
    pain: Mapping[date, float], baseline: float | None, today: date, above: float = ABOVE_USUAL
) -> int:
    """Rated days in a row, back from `today`, at 2 (`above`) or more above the baseline (0-10).

    One day without a rating does not end the row: silence between two bad days is no sign of a good one.
    """
    if baseline is None:
        return 0
    count, day = 0, today
    while day in pain or day - ONE_DAY in pain:
        if day in pain:
            if pain[day] - baseline < above:
                break
            count += 1
        day -= ONE_DAY
    return count


def _last(days: int, today: date) -> list[date]:
    return [today - timedelta(days=back) for back in range(days)]
