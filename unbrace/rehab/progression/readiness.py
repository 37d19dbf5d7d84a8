"""Rule 12: a step needs two good sessions in a row: green, nearly all done, smooth, and not too hard."""

from collections.abc import Callable

from unbrace.rehab.dosage import Kind
from unbrace.rehab.progression.proposal import Decision, Verdict
from unbrace.rehab.progression.reasons import Because
from unbrace.rehab.progression.signals import Context, Sessions, SessionSignals
from unbrace.rehab.progression.zones import Zone, zone_of

SESSIONS_NEEDED = 2
NEARLY_ALL, SMOOTH = 0.9, 80
#: The highest effort (0-10) aimed at. A therapist may allow 7 for strength.
HIGHEST_EFFORT = {Kind.STRENGTH: 6, Kind.CONTROL: 4, Kind.MOBILITY: 4, Kind.WALKING: 4}


def hold_until_two_good_sessions(sessions: Sessions, context: Context) -> Verdict | None:
    """Says the first thing that is still missing in the last two sessions."""
    last = sessions[-SESSIONS_NEEDED:]
    for missing, because in _still_missing(context):
        if any(missing(session) for session in last):
            return Verdict(Decision.HOLD, because)
    return Verdict(Decision.HOLD, Because.NEEDS_TWO_GREEN) if len(last) < SESSIONS_NEEDED else None


def _still_missing(context: Context) -> tuple[tuple[Callable[[SessionSignals], bool], Because], ...]:
    return (
        (lambda s: zone_of(s).zone is not Zone.GREEN, Because.NEEDS_TWO_GREEN),
        (lambda s: s.completion is None, Because.COMPLETION_UNKNOWN),
        (lambda s: s.completion is not None and s.completion < NEARLY_ALL, Because.COMPLETION_BELOW_90),
        (lambda s: s.form is not None and s.form < SMOOTH, Because.FORM_BELOW_80),
        (lambda s: s.effort is None, Because.EFFORT_NOT_RATED),
        (
            lambda s: s.effort is not None and s.effort > highest_effort(s.kind, context),
            Because.EFFORT_ABOVE_TARGET,
        ),
    )


def highest_effort(kind: Kind, context: Context) -> float:
    """The top of the effort aimed at; a therapist's own number replaces the usual one."""
    return HIGHEST_EFFORT[kind] if context.effort_allowed is None else context.effort_allowed
