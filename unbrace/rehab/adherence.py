"""How much of the plan was done, and how much work that was: plain ratios, None where there is nothing to divide by.

The ratings behind the weekly load are the session-RPE method (minutes × effort 0-10, Foster 2001; from memory, to be
checked). Days are counted in the person's own calendar: the caller passes local dates, never instants, so that midnight
is the person's and a difference in days never wraps with the month.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import mean

WINDOW_DAYS = 14
HARD_WEEK_EFFORT = 6
#: Weeks to compare this week with.
FEWEST_WEEKS, MOST_WEEKS = 2, 4


@dataclass(frozen=True)
class Rhythm:
    """Planned and done days of the last 14. `adherence` is None while nothing was planned; more than 1 is possible."""

    planned: int
    done: int

    @property
    def adherence(self) -> float | None:
        return self.done / self.planned if self.planned else None

    @property
    def extra(self) -> int:
        """Sessions beyond the plan."""
        return max(0, self.done - self.planned)


def rhythm(planned: Sequence[date], done: Sequence[date], today: date) -> Rhythm:
    """Over the 14 days that end with `today`. Two sessions on one day count as two."""
    first = today - timedelta(days=WINDOW_DAYS - 1)
    within = [day for day in done if first <= day <= today]
    return Rhythm(sum(first <= day <= today for day in planned), len(within))


def completion(done: float, prescribed: float) -> float | None:
    """Share of the prescribed repetitions or seconds, 0-1; more than prescribed is 1. None without a prescription."""
    return min(1.0, done / prescribed) if prescribed > 0 else None


def days_away(last_session: date | None, came_back: date) -> int:
    """Whole days without a session before `came_back`; 0 when there was none before, or on the next day."""
    return max(0, (came_back - last_session).days - 1) if last_session else 0


def session_load(minutes: float, effort: float | None) -> float | None:
    """Minutes × effort; None when effort was not rated."""
    return None if effort is None else minutes * effort


def load_change(this_week: float | None, weeks_before: Sequence[float | None]) -> float | None:
    """This week so far against the mean of the 2 to 4 weeks before: 0.25 = a quarter more.

    None when a week is not known, fewer than 2 are there, or they hold no load to compare with.
    """
    compared = weeks_before[-MOST_WEEKS:]
    known = [week for week in compared if week is not None]
    if this_week is None or len(known) < max(FEWEST_WEEKS, len(compared)) or mean(known) <= 0:
        return None
    return this_week / mean(known) - 1


def hard_weeks_in_a_row(mean_efforts: Sequence[float | None]) -> int:
    """How many of the last weeks, newest last, had a mean effort of 6 or more without a break."""
    count = 0
    for effort in reversed(mean_efforts):
        if effort is None or effort < HARD_WEEK_EFFORT:
            break
        count += 1
    return count


def days_high_in_a_row(daily_pain: Sequence[float | None], baseline: float | None, above: float = 2) -> int:
    """How many of the last days, newest last, were at `baseline + above` or more without a break.

    A day without a rating neither counts nor breaks the row: silence is no sign of a good day.
    """
    if baseline is None:
        return 0
    count = 0
    for pain in reversed(daily_pain):
        if pain is None:
            continue
        if pain - baseline < above:
            break
        count += 1
    return count
