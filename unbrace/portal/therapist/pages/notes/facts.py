"""What a new note begins with: what the person said and what was seen since the last one, each with its source.

What was not asked is not in it, and what it means is left to the author.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from unbrace.clinic.exercise_sessions.tally import pain_before_of, tally_of
from unbrace.portal.logbook import title_of
from unbrace.portal.therapist.check_in_lines import check_in_lines
from unbrace.portal.therapist.programme_changes import planned_words

if TYPE_CHECKING:
    from unbrace.clinic.check_ins.models import WeeklyCheckIn
    from unbrace.clinic.exercise_sessions.models import ExercisePerformed, ExerciseSession
    from unbrace.clinic.programmes.models import ProgrammeVersion
    from unbrace.clinic.worklist.models import Proposal


@dataclass(frozen=True)
class Since:
    """What came in from `begins` on: `sessions` with their mornings, `check_ins` newest first, `waiting` proposals."""

    begins: date
    sessions: Sequence[ExerciseSession]
    check_ins: Sequence[WeeklyCheckIn]
    version: ProgrammeVersion | None
    waiting: Sequence[Proposal]
    flare_since: date | None


def facts(since: Since) -> dict[str, str]:
    """A draft's parts; the one that judges stays empty."""
    return {
        "subjective": "\n".join(_said(since)),
        "objective": "\n".join(_seen(since)),
        "assessment": "",
        "plan": "\n".join(_planned(since)),
    }


def _said(since: Since) -> Iterator[str]:
    yield f"Since {since.begins:%-d %B %Y}:"
    if before := [p for s in since.sessions if (p := pain_before_of(s)) is not None]:
        yield f"Pain before sessions {_range(before)} of 10 ({_of(len(before), len(since.sessions), 'session')})."
    if mornings := [m for s in since.sessions if (m := getattr(s, "morning_pain", None)) is not None]:
        yield f"Pain the next morning {_range(mornings)} of 10 ({_of(len(mornings), len(since.sessions), 'session')})."
    for line in check_in_lines(one for one in since.check_ins[:1] if one.day >= since.begins):
        yield f"Check-in of {line.day:%-d %B}: {line.pain} {line.days} {line.feeling}"
    if since.flare_since is not None:
        yield f"In a flare-up since {since.flare_since:%-d %B}."


def _seen(since: Since) -> Iterator[str]:
    days = {session.local_date for session in since.sessions}
    yield f"{_count(len(since.sessions), 'session')} on {_count(len(days), 'day')}, as logged by the person."
    done: dict[str, list[ExercisePerformed]] = {}
    for session in since.sessions:
        for exercise in session.exercises.all():
            done.setdefault(exercise.prescription.exercise, []).append(exercise)
    for name, performed in done.items():
        yield _exercise(name, performed)


def _exercise(name: str, performed: Sequence[ExercisePerformed]) -> str:
    tallies = [tally_of(one) for one in performed if not one.skipped]
    if not tallies:
        return f"{title_of(name)}: left out each time."
    unit = "repetitions" if tallies[0].unit == "reps" else "seconds"
    seen, claimed, asked = (sum(getattr(t, part) for t in tallies) for part in ("seen", "claimed", "asked"))
    seen_words = f"of {asked:g} {unit} {seen:g} seen by the camera, {claimed:g} claimed"
    words = f"{title_of(name)}, {_count(len(tallies), 'time')}: {seen_words}"
    efforts = [t.effort for t in tallies if t.effort is not None]
    return f"{words}; effort {_range(efforts)} of 10." if efforts else f"{words}; effort not rated."


def _planned(since: Since) -> Iterator[str]:
    if since.version is None:
        yield "No programme is signed yet."
        return
    yield f"Programme, version {since.version.number}:"
    for one in since.version.prescriptions.all():
        yield f"– {title_of(one.exercise)}: {planned_words(one)}"
    for proposal in since.waiting:
        yield f"Proposed for {title_of(proposal.exercise)}, not decided: {proposal.reason}"


def _range(values: Iterable[float]) -> str:
    lowest, highest = min(values := list(values)), max(values)
    return f"{lowest:g}" if lowest == highest else f"{lowest:g} to {highest:g}"


def _of(part: int, whole: int, noun: str) -> str:
    return f"rated in {part} of {_count(whole, noun)}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
