"""What a decision was told, written as `unbrace explain propose` reads it: the same decision can be made again from it.

What was not known is written as null; what is as usual is left out.
"""

from collections.abc import Sequence
from dataclasses import MISSING, fields
from enum import Enum
from typing import Any

from unbrace.rehab.dosage import Dosage, Ladder
from unbrace.rehab.progression.signals import Context, OtherExercise, Prescribed, SessionSignals
from unbrace.rehab.red_flags import Urgency


def as_case(sessions: Sequence[SessionSignals], context: Context) -> dict[str, Any]:
    """`sessions` oldest first, as the rules saw them."""
    around = _written(context, without=("prescribed", "past", "urgency"))
    around["urgency"] = context.urgency.code if isinstance(context.urgency, Urgency) else None
    if context.past:
        around["past"] = [_written(one) for one in context.past]
    case: dict[str, Any] = {"sessions": [_written(one) for one in sessions], "context": around}
    if context.prescribed is not None:
        case["prescribed"] = _prescribed(context.prescribed)
    return case


def _prescribed(one: Prescribed) -> dict[str, Any]:
    case: dict[str, Any] = {
        "exercise": one.exercise,
        "dosage": _dosage(one.dosage),
        "ladder": _ladder(one.ladder),
    }
    for name, others in (("harder", one.harder), ("easier", one.easier)):
        if others:
            case[name] = [_other(other) for other in others]
    if one.before_break is not None:
        before = one.before_break
        case["before_break"] = {"dosage": _dosage(before.dosage), "share": before.share}
    return case


def _other(other: OtherExercise) -> dict[str, Any]:
    return {"id": other.id, "dosage": _dosage(other.dosage)}


def _dosage(dosage: Dosage) -> dict[str, Any]:
    written = _written(dosage)
    if dosage.tempo is not None:
        written["tempo"] = _written(dosage.tempo)
    if dosage.effort is not None:
        written["effort"] = _written(dosage.effort)
    return written


def _ladder(ladder: Ladder) -> dict[str, Any]:
    parts = {name: getattr(ladder, name) for name in ("reps", "hold_s", "sets", "load_kg")}
    written: dict[str, Any] = {name: _written(rungs) for name, rungs in parts.items() if rungs is not None}
    return written | ({"bands": list(ladder.bands)} if ladder.bands else {})


def _written(thing: Any, without: tuple[str, ...] = ()) -> dict[str, Any]:
    """Every entry without a default, and every other that is not as usual."""
    found = {}
    for one in fields(thing):
        value = getattr(thing, one.name)
        if one.name not in without and (one.default is MISSING or value != one.default):
            found[one.name] = value.value if isinstance(value, Enum) else value
    return found
