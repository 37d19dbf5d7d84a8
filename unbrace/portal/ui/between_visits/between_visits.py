"""What a person noted between visits, ready to be laid out. A day with nothing known is a gap, never a nought."""

from dataclasses import dataclass

from unbrace.portal.ui.day_bars.day_bars import DayBars


@dataclass(frozen=True)
class NotedDay:
    """One day: `facts` are short sentences, `tags` stand beside the date, `notes` are the person's own words."""

    when: str
    facts: tuple[str, ...]
    notes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Noted:
    """`walking` and `breathing` are lines of words; `pain` the worst of each day; `days` newest first."""

    pain: DayBars
    walking: tuple[str, ...]
    breathing: tuple[str, ...]
    days: tuple[NotedDay, ...]
    is_empty: bool = False
