"""Rule 6: one red session, or the same trouble twice in a row, makes this exercise easier. The others stay."""

from collections.abc import Callable

from unbrace.rehab.progression.proposal import Decision, Verdict
from unbrace.rehab.progression.reasons import Because
from unbrace.rehab.progression.signals import Context, Sessions, SessionSignals
from unbrace.rehab.progression.zones import Zone, zone_of

FORM_TOO_LOW, DONE_TOO_LITTLE, EFFORT_TOO_HIGH = 60, 0.6, 8

#: What counts when it happens in the last two sessions.
TWICE: tuple[tuple[Callable[[SessionSignals], bool], Because], ...] = (
    (lambda s: s.form is not None and s.form < FORM_TOO_LOW, Because.FORM_BELOW_60_TWICE),
    (
        lambda s: s.completion is not None and s.completion < DONE_TOO_LITTLE,
        Because.COMPLETION_BELOW_60_TWICE,
    ),
    (lambda s: s.effort is not None and s.effort >= EFFORT_TOO_HIGH, Because.EFFORT_8_TWICE),
)


def step_back_after_too_much(sessions: Sessions, context: Context) -> Verdict | None:
    """The last session red; or amber after amber or worse; or low form, little done or effort 8, twice in a row."""
    last = zone_of(sessions[-1])
    if last.zone is Zone.RED and last.because:
        return Verdict(Decision.REGRESS, last.because)
    if len(sessions) < 2:
        return None
    if last.zone is Zone.AMBER and zone_of(sessions[-2]).zone in (Zone.AMBER, Zone.RED):
        return Verdict(Decision.REGRESS, Because.TWO_AMBER)
    for happened, because in TWICE:
        if all(happened(session) for session in sessions[-2:]):
            return Verdict(Decision.REGRESS, because)
    return None
