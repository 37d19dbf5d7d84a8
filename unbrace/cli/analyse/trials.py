"""A test of function in a file: frames through a `TrialSession`, and what it gave, for a person to read."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from unbrace.cli.analyse import words
from unbrace.cli.analyse.refusal import CannotAnalyse
from unbrace.library.function_tests import FunctionTest
from unbrace.motion.course import NotSeen, Reading
from unbrace.motion.events import FrameRefused
from unbrace.motion.landmarks import Frame
from unbrace.motion.movement import Side
from unbrace.motion.trial import Ended, FunctionTestResult, Scored, Trial, TrialSession
from unbrace.rehab.lifting_seen import LiftSeen, style_of

WIDTH = 80
NEAREST = 5
"""Angles are said to the nearest 5 degrees (assessment protocol, section 1): a camera does not know better."""

UNITS = {
    "degrees": "°",
    "percent": " %",
    "seconds": " s",
    "times": "",
    "degrees_per_s": "°/s",
    "times_in_10_min": " in 10 min",
}

NOT_SEEN: dict[NotSeen, str] = {
    "nobody": words.LOST["nobody"],
    "out_of_frame": words.LOST["out_of_frame"],
    "low_visibility": words.LOST["low_visibility"],
    "second_person": words.LOST["second_person"],
    "no_frames": words.LOST["no_frames"],
    "view": "cannot be read from where the camera stands",
    "hidden": "a part of the body it needs was hidden",
    "not_begun": "the movement was not seen",
    "too_short": "the film is too short",
    "stopped": "the film ended before",
    "moved_away": "the person left the place",
    "not_in_position": "the camera check was never passed",
}

ENDED: dict[Ended, str] = {
    "returned": "out and back",
    "let_go": "until it was let go",
    "time_up": "until the time was up",
    "lost": "until sight was lost",
    "stopped": "until the end of the film",
}


def run(
    test: FunctionTest, frames: Iterable[Frame], side: Side | None
) -> tuple[FunctionTestResult, list[str]]:
    """The whole file through one test, and what is odd about it. Raises `CannotAnalyse` when nobody is in it."""
    if test.protocol is None:
        raise CannotAnalyse(f"{test.id} is not measured by a camera: {test.without_camera.how}")
    session = TrialSession(test.protocol, side, framing="advise", test=test.id, content_version=test.version)
    looked = persons = refused = 0
    last_ms = 0.0
    for frame in frames:
        looked, persons = looked + 1, persons + frame.is_somebody
        events = session.receive(frame)
        wrong = any(isinstance(event, FrameRefused) for event in events)
        refused += wrong
        last_ms = last_ms if wrong else frame.t_ms
    if not persons:
        raise CannotAnalyse(f"nobody was found in any of the {looked} pictures")
    session.finish(last_ms)
    return session.result(), [f"{refused} pictures had a time that cannot be used"] if refused else []


def summary(
    result: FunctionTestResult, test: FunctionTest, name: str, warnings: list[str], draft: bool
) -> str:
    """The whole report, without a newline at the end."""
    parts = [
        [f"{test.title} · {name}", _head(result)],
        [_score(score) for score in result.scores],
        _lift(result),
        list(_trials(result.trials)),
        _notes(result, test, warnings, draft),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part)


def _head(result: FunctionTestResult) -> str:
    pictures = words.counted(result.frames, "picture", "pictures")
    return f"{result.duration_ms / 1000:.1f} s, {pictures}, person seen in {result.seen_ratio:.0%}"


def _score(score: Scored) -> str:
    side = "" if score.side == "both" else f", {score.side}"
    if score.value is None:
        return f"  {score.name}{side}: not seen ({NOT_SEEN[score.reason or 'not_begun']})"
    of = words.counted(score.trials, "trial", "trials")
    return f"  {score.name}{side}: {_amount(score.value, score.unit, score.error_band)}, {of}"


def _amount(value: float, unit: str, band: float | None) -> str:
    shown = NEAREST * round(value / NEAREST) if unit == "degrees" else round(value)
    return f"{shown}{UNITS[unit]}" + ("" if band is None else f" ± {band:g}{UNITS[unit]}")


def _lift(result: FunctionTestResult) -> list[str]:
    """Where hip and knee bend were both seen: how they share the way. A description, nothing else."""
    seen = {score.name: score.value for score in result.scores}
    style = style_of(LiftSeen(hip_deg=seen.get("hip bend"), knee_deg=seen.get("knee bend")))
    return [] if style is None else [f"  Style: {style.value} (a description; none is a fault)"]


def _trials(trials: Iterable[Trial]) -> Iterator[str]:
    for trial in trials:
        side = "" if trial.side == "both" else f" {trial.side}"
        span = f"{trial.start_ms / 1000:.1f} to {trial.end_ms / 1000:.1f} s"
        yield f"  {trial.number}{side}, {span}, {ENDED[trial.ended]}"
        yield from (f"      {_reading(reading)}" for reading in trial.readings)


def _reading(one: Reading) -> str:
    if one.value is not None:
        return f"{one.name}: {_amount(one.value, one.unit, one.error_band)}"
    far = "" if one.at_least is None else f"; {_amount(one.at_least, one.unit, None)} until then"
    return f"{one.name}: not seen ({NOT_SEEN[one.reason or 'not_begun']}{far})"


def _notes(result: FunctionTestResult, test: FunctionTest, warnings: list[str], draft: bool) -> list[str]:
    notes = [f"Note: {warning}." for warning in warnings]
    if not result.complete:
        wanted = test.protocol.trials if test.protocol else 0
        sides = " on each side" if test.protocol and test.protocol.each_side else ""
        notes.append(
            f"Not complete: the test asks for {words.counted(wanted, 'seen trial', 'seen trials')}{sides}."
        )
        if result.hints and not result.trials:
            notes.append(f"In the way: {', '.join(words.HINTS[hint] for hint in result.hints)}.")
        notes.append(f"Without a camera: {test.without_camera.how}")
    if test.screening_only:
        notes.append("Screening only: too rough to be followed over time.")
    notes.append("An observation for a therapist, not a diagnosis.")
    if draft:
        notes.append("Draft content, not clinically reviewed.")
    return [line for note in notes for line in textwrap.wrap(note, WIDTH)]
