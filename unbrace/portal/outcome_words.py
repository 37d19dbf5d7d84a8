"""Outcomes in words, tables and bars: the same for the therapist, the office, a file and the public page."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from unbrace.portal.date_words import whole_date
from unbrace.portal.group_words import GROUPS
from unbrace.portal.language import NAMES
from unbrace.portal.number_words import number
from unbrace.portal.ui.outcome_table.outcome_table import OutcomeCell, OutcomeRow, OutcomeTable
from unbrace.portal.ui.share_bars.share_bars import ShareBars

if TYPE_CHECKING:
    from unbrace.clinic.outcomes.shown import ShownOutcomes, ShownTable
    from unbrace.rehab.outcomes.small_numbers import Group
    from unbrace.rehab.outcomes.tally import Mean

BY_WORDS: Final = {
    "quarter": "When they started",
    "group": "Starting group",
    "language": "Language",
    "therapist": "Therapist",
}
TITLES: Final = {
    "week_4": "Active in week 4",
    "week_8": "Active in week 8",
    "pain": "Pain, about eight weeks after the start",
    "function": "Own activities, about eight weeks after the start",
}
NOTES: Final = {
    "week_4": "Active: something was done on a day of that week. Week 4 is day 21 to 27 after the first signing.",
    "week_8": "Week 8 is day 49 to 55.",
    "pain": "Improved and worsened: by 2 points of 10 and 30 % of the own start (Ostelo 2008). The score nearest to "
    "day 56, from day 42 to 84, against the one nearest to day 0.",
    "function": "Up to three activities in the person's own words, 0 to 10 (after Stratford 1995). Improved: by "
    "2 points and 30 % of the own start.",
}
GOOD: Final = {"week_4": "active", "week_8": "active", "pain": "improved", "function": "improved"}
MEAN_OF: Final = {"week_4": "adherence", "week_8": "sessions", "pain": "pain_by", "function": "function_by"}
MEAN_TITLES: Final = {
    "adherence": "Planned days done, mean",
    "sessions": "Sessions a week, mean",
    "pain_by": "Change of pain, mean",
    "function_by": "Change, mean",
}
#: A text that a spreadsheet would take for a formula.
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
HIDDEN: Final = "hidden"
HIDDEN_EVERYWHERE: Final = "Hidden in every quarter: the numbers are of few people."
#: Of whom it cannot be said yet; a quarter's share is of the others, lest the newest looks worse than it is.
NOT_DUE: Final = ("week not over yet", "follow-up not due yet")


@dataclass(frozen=True)
class OutcomePage:
    """What the pages lay out. `choices`: (value, words, whether chosen) of what the rows may be."""

    people: str
    tables: tuple[OutcomeTable, ...]
    bars: tuple[ShareBars, ...]


def present(shown: ShownOutcomes, trend: ShownOutcomes | None) -> OutcomePage:
    """`trend` is the same people by quarter."""
    return OutcomePage(
        people=people_words(shown),
        tables=tuple(_table(shown, table) for table in shown.tables),
        bars=tuple(_bars(trend, key) for key in TITLES) if trend is not None else (),
    )


def people_words(shown: ShownOutcomes) -> str:
    """ "33 people started between 1 January 2026 and …, counted as of …." """
    noun = "person" if shown.people == 1 else "people"
    between = f"between {whole_date(shown.begins)} and {whole_date(shown.ends)}"
    return f"{shown.people} {noun} started {between}; counted as of {whole_date(shown.as_of)}."


def name_of(by: str, name: str) -> str:
    """One group's name as it is read."""
    if not name:
        return "nobody named" if by == "therapist" else "not grouped"
    if by == "group":
        return GROUPS.get(name, name)
    return NAMES.get(name, name) if by == "language" else name


def title_of_group(by: str, group: Group) -> str:
    names = [name_of(by, name) for name in group.names]
    return names[0] if len(names) == 1 else f"{len(names)} together: {', '.join(names)}"


def _rows(shown: ShownOutcomes) -> list[tuple[str, int]]:
    """The title and the people of each row; all together below several."""
    rows = [(title_of_group(shown.by, group), group.people) for group in shown.groups]
    return rows if len(rows) == 1 else [*rows, ("All together", shown.people)]


def _table(shown: ShownOutcomes, table: ShownTable) -> OutcomeTable:
    titles, mean = _rows(shown), MEAN_OF[table.key]
    rows = tuple(
        OutcomeRow(
            title,
            people,
            tuple(OutcomeCell(count, _share(count, people)) for count in counts),
            mean=_mean_words(mean, shown.means[mean][index]),
            last=index == len(titles) - 1 and len(titles) > 1,
        )
        for index, ((title, people), counts) in enumerate(zip(titles, table.rows, strict=True))
    )
    return OutcomeTable(
        key=table.key.replace("_", "-"),
        title=TITLES[table.key],
        sentence=_sentence(shown, table),
        columns=table.columns,
        rows=rows,
        mean_title=MEAN_TITLES[mean],
        note=NOTES[table.key],
    )


def _sentence(shown: ShownOutcomes, table: ShownTable) -> str:
    """All who started in words: the good ones, and of how many nothing is known."""
    last, good = table.rows[-1], GOOD[table.key]
    count = last[table.columns.index(good)]
    if not shown.people:
        return "Nobody has started in this time."
    if count is None:
        return f"Of {shown.people} people who started, how many were {good} is hidden: the number is of few people."
    words = f"Of {shown.people} who started, {count} ({_share(count, shown.people)} %) {_were(good)}"
    unknown = sum(
        value or 0
        for column, value in zip(table.columns, last, strict=True)
        if column
        in (
            "no follow-up",
            "follow-up not due yet",
            "no score at the start",
            "not known",
            "week not over yet",
        )
    )
    return f"{words}; of {unknown} nothing is known yet or any more." if unknown else f"{words}."


def _were(good: str) -> str:
    return "were active" if good == "active" else "improved by a change that matters"


def _share(count: int | None, people: int) -> int | None:
    return None if count is None or not people else round(100 * count / people)


def _mean_words(name: str, mean: Mean | None) -> str:
    if mean is None:
        return HIDDEN
    if mean.value is None:
        return "not known"
    if name == "adherence":
        return f"{100 * mean.value:.0f} %"
    value = number(abs(mean.value), 1)
    sign = "" if name == "sessions" or value == number(0, 1) else "+" if mean.value > 0 else "−"
    return f"{sign}{value}"


def _bars(trend: ShownOutcomes, key: str) -> ShareBars:
    table = trend.table(key)
    column = table.columns.index(GOOD[key])
    groups = list(zip(trend.groups, table.rows, strict=False))
    points = []
    for group, counts in sorted(groups, key=lambda pair: pair[0].names[0]):
        due = group.people - sum(
            count or 0 for name, count in zip(table.columns, counts, strict=True) if name in NOT_DUE
        )
        points.append((title_of_group(trend.by, group), _share(counts[column], due), due))
    known = [(name, value) for name, value, _ in points if value is not None]
    what = "were active" if GOOD[key] == "active" else "improved"
    if not points:
        sentence = "Nobody has started in this time."
    elif not known:
        sentence = HIDDEN_EVERYWHERE if trend.hides else "Not over yet for anybody."
    elif len(known) == 1:
        sentence = f"Of those who started in {known[0][0]}, {known[0][1]} % {what}."
    else:
        (first, before), (last, now) = known[0], known[-1]
        sentence = f"Of those who started in {first}, {before} % {what}; in {last}, {now} %."
    nothing = "hidden" if trend.hides else "not over yet"
    return ShareBars(
        f"trend-{key.replace('_', '-')}", f"{TITLES[key]}, by quarter", sentence, tuple(points), nothing
    )


def as_csv(shown: ShownOutcomes) -> str:
    """One line a cell. What is hidden on the page is hidden in the file."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(
        ["started from", "started until", "as of", "rows", "group", "people", "table", "category", "count"]
    )
    for line in _lines(shown):
        writer.writerow(
            [f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell for cell in line]
        )
    return "\ufeff" + out.getvalue()


def _lines(shown: ShownOutcomes) -> Iterator[list[str | int]]:
    begins: list[str | int] = [shown.begins.isoformat(), shown.ends.isoformat(), shown.as_of.isoformat()]
    rows = _rows(shown)
    for table in shown.tables:
        for (title, people), counts in zip(rows, table.rows, strict=True):
            for column, count in zip(table.columns, counts, strict=True):
                value: str | int = HIDDEN if count is None else count
                yield [*begins, BY_WORDS[shown.by], title, people, TITLES[table.key], column, value]
    for name, means in shown.means.items():
        for (title, people), mean in zip(rows, means, strict=True):
            yield [
                *begins,
                BY_WORDS[shown.by],
                title,
                people,
                MEAN_TITLES[name],
                "mean",
                _mean_words(name, mean),
            ]
