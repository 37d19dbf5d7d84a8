"""What a correction form says, read strictly: a number from 0 to 10, or "not asked"; nought is an answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext, gettext_noop

from unbrace.clinic.exercise_sessions.queries import pain_before_of, tally_of
from unbrace.portal.logbook import own_title
from unbrace.portal.ui.pain_scale.pain_scale import NoAnswer, PainScale, as_choice, read_answer

if TYPE_CHECKING:
    from unbrace.clinic.exercise_sessions.models import ExercisePerformed, ExerciseSession

SKIP = gettext_noop("No answer")
MOST_CLAIMED = 1000
HARD: Final[dict[str, Any]] = {
    "low_end": gettext_noop("0 · no effort"),
    "high_end": gettext_noop("10 · as hard as can be"),
}


class NotReadable(ValueError):
    """Something in the form cannot be read; the text is the sentence to show."""


@dataclass(frozen=True)
class ExerciseRow:
    """One exercise with its three questions; `key` is what its field names end in."""

    key: str
    title: str
    seen: int
    claimed: str
    counts: bool
    pain: PainScale
    effort: PainScale


@dataclass(frozen=True)
class CorrectionForm:
    """The questions of one session as they stand, corrections already applied."""

    pain_before: PainScale
    rows: tuple[ExerciseRow, ...]


def form_of(session: ExerciseSession) -> CorrectionForm:
    """Filled in with what counts now."""
    before = PainScale(
        "pain_before", gettext("Pain before the session"), as_choice(pain_before_of(session)), SKIP
    )
    return CorrectionForm(before, tuple(_row(e) for e in session.exercises.all() if not e.skipped))


def _row(exercise: ExercisePerformed) -> ExerciseRow:
    tally, key, title = tally_of(exercise), str(exercise.pk), own_title(exercise.prescription.exercise)
    return ExerciseRow(
        key=key,
        title=title,
        seen=round(tally.seen),
        claimed=str(tally.claimed_reps),
        counts=tally.unit == "reps",
        pain=PainScale(
            f"pain-{key}",
            gettext("Worst pain during: {exercise}").format(exercise=title),
            as_choice(tally.pain),
            SKIP,
        ),
        effort=PainScale(
            f"effort-{key}",
            gettext("How hard was it: {exercise}").format(exercise=title),
            as_choice(tally.effort),
            SKIP,
            **HARD,
        ),
    )


def read_pain_before(post: Mapping[str, Any]) -> int | None:
    """Raises NotReadable when neither a number nor "no answer" came."""
    return _score(post.get("pain_before"))


def read_exercise(post: Mapping[str, Any], key: str) -> dict[str, int | None]:
    """`pain` and `effort`, and `claimed_reps` where repetitions are counted."""
    said: dict[str, int | None] = {
        "pain": _score(post.get(f"pain-{key}")),
        "effort": _score(post.get(f"effort-{key}")),
    }
    if f"claimed-{key}" in post:
        said["claimed_reps"] = _claimed(str(post.get(f"claimed-{key}", "")))
    return said


def _score(raw: Any) -> int | None:
    try:
        return read_answer(raw)
    except NoAnswer as problem:
        raise NotReadable(str(problem)) from problem


def _claimed(raw: str) -> int:
    text = raw.strip()
    short = len(text) <= len(str(MOST_CLAIMED))  # int() stumbles over thousands of digits
    if not (short and text.isascii() and text.isdigit() and int(text) <= MOST_CLAIMED):
        raise NotReadable(gettext("Repetitions: please write a whole number, like 8."))
    return int(text)
