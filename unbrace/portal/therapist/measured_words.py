"""What a test of function came to, in one line, for whoever reads it in a chart, in a note or beside another day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from unbrace.clinic.assessments.queries import (
    Change,
    comparable,
    seen_by_camera,
    tests_of_function,
    why_not_words,
)
from unbrace.portal.result_words import number_words
from unbrace.rehab.testing import change

if TYPE_CHECKING:
    from unbrace.clinic.assessments.queries import Measurement


def test_title(test: str) -> str:
    """As the content calls it; one that is not on the shelf any more keeps its id."""
    shelf = tests_of_function()
    return shelf[test].title if test in shelf else test


def result_words(numbers: Sequence[Mapping[str, Any]], outcome: str, why: str, how: str) -> str:
    """The main number of each side with its error band; without one, why there is none."""
    if outcome == "not_done":
        return f"Not done: {why_not_words(why)}."
    first = numbers[0]["name"] if numbers else ""
    main = [one for one in numbers if one["name"] == first and one["value"] is not None]
    if not main:
        return "Not seen."
    return "; ".join(number_words(dict(one), by_camera=seen_by_camera(how)) for one in main) + "."


def measured_words(measurement: Measurement, *, with_side: bool = True) -> str:
    """One number with its band."""
    number = _number(measurement) | {"side": measurement.side if with_side else "both"}
    return number_words(number, by_camera=measurement.by_camera)


def change_of(before: Measurement, now: Measurement) -> Change:
    """The rule's word: a change only beyond the error of both, and of what was taken the same way."""
    shelf = tests_of_function()
    return change(
        comparable(_number(before), before.how),
        comparable(_number(now), now.how),
        screening_only=now.test in shelf and shelf[now.test].screening_only,
    )


def _number(one: Measurement) -> dict[str, Any]:
    names = ("name", "value", "unit", "error_band", "side")
    return {name: getattr(one, name) for name in names}


def by_test(measured: Iterable[Measurement]) -> dict[str, list[Measurement]]:
    """The main numbers that were got, of each test those of its newest attempt; what a therapist marked goes first."""
    newest: dict[str, Any] = {}
    found: dict[str, list[Measurement]] = {}
    known = [one for one in measured if one.main and one.value is not None]
    for one in sorted(known, key=lambda one: (one.marked, one.at)):
        if newest.get(one.test) != one.attempt:
            newest[one.test], found[one.test] = one.attempt, []
        found[one.test].append(one)
    return found
