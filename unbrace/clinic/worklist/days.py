"""A person's days as the rules look at them: how pain was on each, what was planned, what was done.

Everything is counted in the person's own calendar days and up to `today`, which is the day of the last session or
check-in and not the day of the computation: the same history gives the same decision whenever it is computed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from statistics import fmean
from typing import Any
from zoneinfo import ZoneInfo

from unbrace.clinic.check_ins.models import NextMorning, WeeklyCheckIn
from unbrace.clinic.exercise_sessions.models import ExerciseSession
from unbrace.clinic.exercise_sessions.tally import pain_before_of, tally_of
from unbrace.clinic.programmes.models import ProgrammeVersion
from unbrace.rehab.progression.usual_pain import usual_pain

A_WEEK = 7
FOUR_WEEKS = 28
FEWEST_PLANNED = 3
LONGEST_MINUTES = 180.0  # a session taken up again the next day was not exercised through the night


@dataclass(frozen=True)
class Days:
    """`sessions` and `versions` oldest first; `mornings` by session id; `check_ins` the last word of each day, newest
    first. `zone` is where the person lives."""

    sessions: Sequence[ExerciseSession]
    mornings: dict[Any, NextMorning]
    versions: Sequence[ProgrammeVersion]
    today: date
    zone: ZoneInfo
    check_ins: Sequence[WeeklyCheckIn] = ()
    pains: dict[date, list[int]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for session in self.sessions:
            self._rate(session.local_date, pain_before_of(session))
            if (morning := self.mornings.get(session.pk)) is not None:
                self._rate(morning.at.astimezone(ZoneInfo(session.time_zone)).date(), morning.pain)

    def _rate(self, day: date, pain: int | None) -> None:
        """What was not asked is no rating; 0 is one."""
        if pain is not None:
            self.pains.setdefault(day, []).append(pain)

    def averages(self, last: date, days: int = 7) -> list[float]:
        """Mean resting pain of each rated day among the `days` up to and with `last`, oldest first."""
        wanted = (last - timedelta(days=back) for back in range(days - 1, -1, -1))
        return [fmean(self.pains[day]) for day in wanted if day in self.pains]

    def usual(self, last: date) -> float | None:
        return usual_pain(self.averages(last))

    def usual_four_weeks_before(self, last: date) -> float | None:
        return usual_pain(self.averages(last - timedelta(days=FOUR_WEEKS)))

    def pain_today(self) -> float | None:
        """The highest said today: at rest, or at its worst in the check-in. The usual pain is of rest alone."""
        said = [one.worst_pain for one in self.check_ins if one.day == self.today]
        ratings = [*self.pains.get(self.today, []), *(pain for pain in said if pain is not None)]
        return max(ratings) if ratings else None

    def poor_nights(self) -> int:
        """Of the last 7, as the newest check-in says; one that is older than a week says nothing of these nights."""
        week = [one for one in self.check_ins if 0 <= (self.today - one.day).days < 7]
        said = [one.poor_nights for one in week if one.poor_nights is not None]
        return said[0] if said else 0

    def days_high(self, baseline: float | None) -> int:
        """Rated days in a row, back from today, at 2 or more above the baseline."""
        count, day = 0, self.today
        while baseline is not None and day in self.pains and fmean(self.pains[day]) >= baseline + 2:
            count, day = count + 1, day - timedelta(days=1)
        return count

    def day_of(self, moment: datetime) -> date:
        """The day on the person's own calendar: what is signed late on Sunday is there for Sunday."""
        return moment.astimezone(self.zone).date()

    @cached_property
    def _done(self) -> Counter[date]:
        """A sitting in which everything was skipped is no day on which something was done."""
        return Counter(s.local_date for s in self.sessions if any(not e.skipped for e in s.exercises.all()))

    def planned(self, day: date) -> bool:
        """Whether the version that was valid on that day asked for anything."""
        valid = [v for v in self.versions if self.day_of(v.signed_at) <= day]
        return bool(valid) and any(p.is_for(day.weekday()) for p in valid[-1].prescriptions.all())

    def adherence(self, days: int = 14) -> float | None:
        """Planned days on which something was done, as a share of the planned days.

        Today counts once something was done: it is not over yet. None with fewer than 3 planned days, for a share of
        one or two days says nothing.
        """
        asked = [day for day in self._back(days) if self.planned(day)]
        planned = [day for day in asked if day != self.today or self._done[day]]
        if len(planned) < FEWEST_PLANNED:
            return None
        return sum(1 for day in planned if self._done[day]) / len(planned)

    def extra_sessions(self) -> int:
        """Sessions of the last 7 days beyond one on each planned day."""
        return sum(max(0, self._done[day] - int(self.planned(day))) for day in self._back(7))

    def away(self) -> int:
        """Days since something was done; 0 where nothing ever was."""
        return (self.today - max(self._done)).days if self._done else 0

    def last_done(self) -> date | None:
        return max(self._done) if self._done else None

    def gap_days(self) -> int:
        """Days between the last session and the one before, 0 where that is the usual rhythm (below a week)."""
        dates = sorted(self._done)
        gap = (dates[-1] - dates[-2]).days if len(dates) > 1 else 0
        return gap if gap >= A_WEEK else 0

    def day_before_the_gap(self) -> date | None:
        """The day of the last session but one: what was signed after it was signed knowing of the gap."""
        dates = sorted(self._done)
        return dates[-2] if len(dates) > 1 else None

    def load_change(self) -> float | None:
        """Minutes times effort of the last 7 days against the mean of the 2 to 4 weeks before; 0.2 = 20 % more."""
        before = [self._load(week) for week in (1, 2, 3, 4)]
        known = [load for load in before if load]
        if len(known) < 2:
            return None
        return self._load(0) / fmean(known) - 1

    def hard_weeks(self) -> int:
        """Weeks in a row, the newest first, with a mean effort of 6 or more."""
        count = 0
        while (efforts := self._efforts(count)) and fmean(efforts) >= 6:
            count += 1
        return count

    def _week(self, back: int) -> list[ExerciseSession]:
        last = self.today - timedelta(days=7 * back)
        return [s for s in self.sessions if last - timedelta(days=7) < s.local_date <= last]

    def _load(self, back: int) -> float:
        return sum(_minutes(s) * fmean(efforts) for s in self._week(back) if (efforts := efforts_of(s)))

    def _efforts(self, back: int) -> list[int]:
        return [effort for session in self._week(back) for effort in efforts_of(session)]

    def _back(self, days: int) -> list[date]:
        return [self.today - timedelta(days=back) for back in range(days)]


def _minutes(session: ExerciseSession) -> float:
    return min(LONGEST_MINUTES, (session.ended_at - session.started_at).total_seconds() / 60)


def efforts_of(session: ExerciseSession) -> list[int]:
    tallies = [tally_of(exercise) for exercise in session.exercises.all()]
    return [tally.effort for tally in tallies if tally.effort is not None]
