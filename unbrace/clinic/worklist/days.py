"""A person's days as the rules look at them: how pain was on each, what was planned, what was done.

Everything is counted in the person's own calendar days and up to `today`, which is the day of the last session or
check-in and not the day of the computation: the same history gives the same decision whenever it is computed.
"""

from __future__ import annotations

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
from unbrace.rehab import adherence
from unbrace.rehab.progression.usual_pain import usual_pain

A_WEEK = adherence.SHORTEST_GAP_DAYS
FOUR_WEEKS = 28
LONGEST_MINUTES = 180.0  # a session taken up again the next day was not exercised through the night


@dataclass(frozen=True)
class Days:
    """`sessions` and `versions` oldest first; `mornings` by session id; `check_ins` the last word of each day, newest
    first. `zone` is where the person lives, `begun_anew` the day on which the dose was last set anew after a break."""

    sessions: Sequence[ExerciseSession]
    mornings: dict[Any, NextMorning]
    versions: Sequence[ProgrammeVersion]
    today: date
    zone: ZoneInfo
    check_ins: Sequence[WeeklyCheckIn] = ()
    begun_anew: date | None = None
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
        return adherence.days_high(
            {day: fmean(said) for day, said in self.pains.items()}, baseline, self.today
        )

    def day_of(self, moment: datetime) -> date:
        """The day on the person's own calendar: what is signed late on Sunday is there for Sunday."""
        return moment.astimezone(self.zone).date()

    @cached_property
    def _done(self) -> list[date]:
        """One for each sitting; one in which everything was skipped is no day on which something was done."""
        return [s.local_date for s in self.sessions if any(not e.skipped for e in s.exercises.all())]

    def planned(self, day: date) -> bool:
        """Whether the version that was valid on that day asked for anything."""
        valid = [v for v in self.versions if self.day_of(v.signed_at) <= day]
        return bool(valid) and any(p.is_for(day.weekday()) for p in valid[-1].prescriptions.all())

    def adherence(self) -> float | None:
        """Of the planned days since the dose was last set anew after a break: the break is dealt with."""
        planned = [day for day in self._planned() if self.begun_anew is None or day > self.begun_anew]
        return adherence.adherence(planned, self._done, self.today)

    def extra_sessions(self) -> int:
        return adherence.extra_sessions(self._planned(), self._done, self.today)

    def _planned(self) -> list[date]:
        days = (self.today - timedelta(days=back) for back in range(adherence.ADHERENCE_DAYS))
        return [day for day in days if self.planned(day)]

    def away(self) -> int:
        """Days since something was done; 0 where nothing ever was."""
        return (self.today - max(self._done)).days if self._done else 0

    def last_done(self) -> date | None:
        return max(self._done) if self._done else None

    def gap_days(self) -> int:
        return adherence.gap_days(self._done)

    def day_before_the_gap(self) -> date | None:
        """The day of the last session but one: what was signed after it was signed knowing of the gap."""
        dates = sorted(set(self._done))
        return dates[-2] if len(dates) > 1 else None

    def load_change(self) -> float | None:
        """This week against the weeks before it, as far back as the person has been exercising.

        Effort that was not rated makes this week's load unknown. In the weeks before, it counts as nothing: what there
        is to compare with is then smaller, and this week looks fuller, never emptier.
        """
        before = [adherence.week_load(self._loads(back, unrated=0)) for back in range(self._weeks(), 0, -1)]
        return adherence.load_change(adherence.week_load(self._loads(0, unrated=None)), before)

    def hard_weeks(self) -> int:
        return adherence.hard_weeks([self._effort(back) for back in range(self._weeks(), -1, -1)])

    def _weeks(self) -> int:
        """Whole weeks before this one, back to the first session that is known."""
        return (self.today - min(self._done)).days // 7 if self._done else 0

    def _week(self, back: int) -> list[ExerciseSession]:
        last = self.today - timedelta(days=7 * back)
        return [s for s in self.sessions if last - timedelta(days=7) < s.local_date <= last]

    def _loads(self, back: int, *, unrated: float | None) -> list[float | None]:
        rated = [(session, efforts_of(session)) for session in self._week(back)]
        return [
            adherence.session_load(_minutes(session), fmean(efforts)) if efforts else unrated
            for session, efforts in rated
        ]

    def _effort(self, back: int) -> float | None:
        efforts = [effort for session in self._week(back) for effort in efforts_of(session)]
        return fmean(efforts) if efforts else None


def _minutes(session: ExerciseSession) -> float:
    return min(LONGEST_MINUTES, (session.ended_at - session.started_at).total_seconds() / 60)


def efforts_of(session: ExerciseSession) -> list[int]:
    tallies = [tally_of(exercise) for exercise in session.exercises.all()]
    return [tally.effort for tally in tallies if tally.effort is not None]
