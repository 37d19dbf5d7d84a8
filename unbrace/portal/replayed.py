"""A kept set as both doors show it again: the figure, what is drawn around it, and what was written to its moments.

Numbers come from what the engine said when the set was done; nothing is counted anew here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext, gettext_noop

from unbrace.clinic.exercise_sessions.replays import own_baseline
from unbrace.clinic.programmes.queries import catalogue
from unbrace.motion.measures import MEASURES
from unbrace.motion.movement import View
from unbrace.portal.conversation import moment_words
from unbrace.portal.fault_words import fault_name
from unbrace.portal.logbook import own_title
from unbrace.portal.ui.moment_note.moment_note import MomentNote
from unbrace.portal.ui.replay.replay import UNITS, Repetition, Replay, Side, clock_words

if TYPE_CHECKING:
    from datetime import datetime

    from unbrace.clinic.exercise_sessions.models import MomentComment, SetPerformed
    from unbrace.motion.movement import Movement

SET_WORDS = {
    "both": gettext_noop("{exercise}, set {number}"),
    "left": gettext_noop("{exercise}, set {number}, left"),
    "right": gettext_noop("{exercise}, set {number}, right"),
}
LOST_WORDS = {
    "nobody": "nobody in the picture",
    "out_of_frame": "partly out of the picture",
    "low_visibility": "not clear enough",
    "second_person": "a second person",
    "no_frames": "the camera paused",
}


@dataclass(frozen=True)
class Drawn:
    """What is drawn around the figure, as far as this exercise and this view allow: nothing is drawn that the engine
    would not report."""

    measure: str = ""
    unit: str = "°"
    stays: str = "feet"
    baseline: tuple[float, float] | None = None
    target: float | None = None
    band: float | None = None


def set_words(one: SetPerformed) -> str:
    """ "Squat, set 1", with the side where there is one."""
    words = gettext(SET_WORDS[one.side])
    return words.format(exercise=own_title(one.exercise.prescription.exercise), number=one.number)


def repetitions_of(one: SetPerformed) -> tuple[Repetition, ...]:
    """Every repetition the camera counted in this set."""
    found: list[dict[str, Any]] = (one.seen or {}).get("repetitions", [])
    return tuple(
        Repetition(
            number=rep["number"],
            full=rep["kind"] == "full",
            start_ms=rep["start_ms"],
            peak_ms=rep["peak_ms"],
            end_ms=rep["end_ms"],
            side=rep["side"],
            range_deg=rep["range_deg"],
            error_deg=rep["error_band_deg"],
            seconds=(rep["tempo"]["out_s"], rep["tempo"]["pause_s"], rep["tempo"]["back_s"]),
            noticed=tuple(fault_name(fault) for fault in rep["faults"]),
        )
        for rep in found
    )


def replay_of(
    one: SetPerformed,
    side: Side,
    *,
    beside: Side | None = None,
    moments: Sequence[int] = (),
    from_ms: int | None = None,
    joint: str = "",
) -> Replay:
    """A set whose movement is kept. `side` says where it is to be had."""
    seen: dict[str, Any] = one.seen or {}
    drawn = _drawn(one, seen.get("view", "unknown"), with_band=bool(side.curve))
    return Replay(
        title=own_title(one.exercise.prescription.exercise),
        set=side,
        lasts_ms=seen.get("duration_ms", 0.0),
        beside=beside,
        measure=drawn.measure,
        unit=drawn.unit,
        stays=drawn.stays,
        seen_from=seen.get("view", "unknown"),
        lost=tuple(_lost(gap) for gap in seen.get("lost_sight", [])),
        baseline=drawn.baseline,
        target=drawn.target,
        band=drawn.band,
        moments=tuple(moments),
        from_ms=from_ms,
        joint=joint,
        counts=dict(seen.get("counts", {})),
    )


def _lost(gap: dict[str, Any]) -> dict[str, Any]:
    return {**gap, "reason": LOST_WORDS.get(gap["reason"], gap["reason"])}


def _drawn(one: SetPerformed, view: str, *, with_band: bool) -> Drawn:
    exercise = one.exercise.prescription.exercise
    movement = catalogue()[exercise].movement if exercise in catalogue() else None
    if movement is None:
        return Drawn()
    stays = movement.stays[0].value if movement.stays else "hips"
    band = _band(movement, view)
    if movement.range is None or band is None:
        counted = MEASURES[movement.counting.measure]
        words = f"{plain_measure(movement.counting.measure)}, the signal that is counted"
        return Drawn(words, UNITS[counted.unit.value], stays)
    return Drawn(
        f"{plain_measure(movement.range.measure)}, change from the own start",
        "°",
        stays,
        own_baseline(one) if with_band else None,
        movement.range.target_degrees,
        band,
    )


def _band(movement: Movement, view: str) -> float | None:
    """How far off the angle may be from where the camera stood; None where it cannot be judged from there."""
    if movement.range is None or view not in {known.value for known in View}:
        return None
    return movement.range.error_band_degrees.get(View(view))


def plain_measure(measure: str) -> str:
    return measure.replace("_", " ").capitalize()


def note_of(
    comment: MomentComment,
    now: datetime,
    *,
    by: str,
    shown: SetPerformed | None,
    elsewhere: Callable[[Any], str],
) -> MomentNote:
    """One comment for its reader. `shown`: the set whose figure is on the page; `elsewhere` leads to another one's."""
    one = comment.performed
    seeks = shown is not None and shown.pk == one.pk
    return MomentNote(
        key=str(comment.pk),
        set_title=set_words(one),
        at_ms=comment.at_ms,
        moment=_moment(comment),
        text=comment.text,
        by=by,
        when=moment_words(comment.at, now),
        joint=comment.joint,
        joint_words=gettext(comment.get_joint_display()) if comment.joint else "",
        changed=comment.changed_at is not None,
        seeks=seeks,
        elsewhere="" if seeks else elsewhere(one),
    )


def _moment(comment: MomentComment) -> str:
    inside = (rep for rep in repetitions_of(comment.performed) if rep.start_ms <= comment.at_ms <= rep.end_ms)
    rep = next(inside, None)
    at = clock_words(comment.at_ms)
    return gettext("{moment}, repetition {number}").format(moment=at, number=rep.number) if rep else at
