"""The reference page of the tests of function: what each asks of camera and person, and how far off it is."""

from __future__ import annotations

from collections.abc import Iterator

from unbrace.library.function_tests import FunctionTest, load_function_tests
from unbrace.motion.movement import Movement
from unbrace.motion.protocol import Lasts, Protocol, Score, Value

INTRODUCTION = """\
What comes out of a test is an observation for a therapist, never a diagnosis, and no test runs while a safety answer is
open. A camera that cannot see says so and gives no number; every test has a way without one. Try one on a film or a
recording with `unbrace analyse FILE --test ID`.

The bands are how far off a number may be, from each view it can be read from. Before a trial the camera waits for one
second in which the parts it needs are visible and 3 % inside the picture, one person is there, at a good distance, seen
from the view, in the position, and still.
"""

SCORES = {
    Score.BEST: "the best counts",
    Score.BEST_OF_LAST_TWO: "the better of the last two counts",
    Score.MEAN: "the mean counts",
}
COMPANY = {"nobody": "alone", "helper": "with a helper", "video_visit": "in a live visit only"}
UNITS = {
    "degrees": "°",
    "percent": " %",
    "seconds": " s",
    "times": "",
    "degrees_per_s": " °/s",
    "times_in_10_min": " in 10 min",
}


def function_tests_page(made: str) -> str:
    """The whole page."""
    tests = load_function_tests()
    head = "| id | test | looks at | counted | with | signed by |\n|---|---|---|---|---|---|"
    rows = "\n".join(_row(test) for test in tests)
    parts = [f"# Tests of function\n\n{made}", INTRODUCTION, f"{head}\n{rows}", *map(_section, tests)]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _row(test: FunctionTest) -> str:
    counted = "camera" if test.protocol else "by hand"
    cells = (
        f"[`{test.id}`](#{test.id})", test.title, test.looks_at.value, counted, COMPANY[test.company.value],
        test.reviewed_by or "draft",
    )  # fmt: skip
    return "| " + " | ".join(cells) + " |"


def _section(test: FunctionTest) -> str:
    """One test. The headings are the ids, so that links last."""
    link = f"[test.yaml](../../unbrace/content/tests_of_function/{test.id}/test.yaml)"
    lines = [f"## {test.id}", "", f"{test.title}: {test.purpose} ({link}, {test.version})", ""]
    lines += [f"- {line}" for line in (*_camera(test), *_anyway(test))]
    return "\n".join(lines)


def _camera(test: FunctionTest) -> Iterator[str]:
    if test.protocol is None:
        yield f"Counted by hand, with a clock of {test.timer_s:g} s" if test.timer_s else "Counted by hand"
        return
    yield f"Camera: {_gate(test.protocol.movement)}. {test.view.text}"
    yield f"Trials: {_trials(test.protocol)}"
    yield f"Read: {'; '.join(_value(value) for value in test.protocol.values)}"
    if test.protocol.keeps:
        kept = "; ".join(
            f"`{keep.measure}` {_limits(keep.at_least, keep.at_most)}" for keep in test.protocol.keeps
        )
        yield f"{'Held while' if test.protocol.lasts is Lasts.HOLD else 'Counted when'}: {kept}"
    if test.screening_only:
        yield "Screening only: too rough to be followed over time"


def _gate(movement: Movement) -> str:
    views = " or ".join(view.value for view in movement.counts_from)
    start = "".join(
        f", `{band.measure}` {band.from_degrees:g} to {band.to_degrees:g}" for band in movement.start
    )
    return f"from {views}, {movement.position.value.replace('_', ' ')}{start}"


def _trials(protocol: Protocol) -> str:
    each = " on each side" if protocol.each_side else ""
    lasts = {
        Lasts.RETURN: "out and back",
        Lasts.HOLD: f"until it is let go, at most {protocol.seconds:g} s" if protocol.seconds else "",
        Lasts.TIME: f"{protocol.seconds:g} s" if protocol.seconds else "",
    }[protocol.lasts]
    counts = "" if protocol.trials == 1 else f"; {SCORES[protocol.score]}"
    return f"{protocol.trials}{each}, {lasts}{counts}"


def _value(value: Value) -> str:
    bands = ", ".join(
        f"{band:g}{UNITS[value.unit]} from {view.value}" for view, band in value.error_band.items()
    )
    return f"{value.name} (`{value.take.value}` of `{value.measure}`, ± {bands})"


def _limits(least: float | None, most: float | None) -> str:
    if least is None:
        return f"at most {most:g}"
    return f"at least {least:g}" if most is None else f"{least:g} to {most:g}"


def _anyway(test: FunctionTest) -> Iterator[str]:
    hand = test.without_camera
    off = f", ± {hand.error_band:g}" if hand.error_band else ""
    yield f"Without a camera ({hand.by}): {hand.how} `{hand.unit}`, {hand.lowest:g} to {hand.highest:g}{off}"
    yield f"Stop: {' '.join(test.stop)}"
    if test.not_with:
        yield f"With a therapist's yes only: {', '.join(test.not_with)}"
    yield f"Usual: {test.reference}"
    if test.points_to:
        yield f"Can speak for: {', '.join(f'`{one}`' for one in test.points_to)}"
    yield f"Source: {'; '.join(test.source)}"
