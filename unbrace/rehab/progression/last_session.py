"""Rule 7, and the drift guard before it: a rising usual pain, or a session that was a bit much or is not yet known."""

from unbrace.rehab.progression.proposal import Decision, Verdict
from unbrace.rehab.progression.reasons import Because
from unbrace.rehab.progression.signals import Context, Sessions
from unbrace.rehab.progression.usual_pain import has_drifted
from unbrace.rehab.progression.zones import Zone, zone_of


def hold_while_usual_pain_rises(sessions: Sessions, context: Context) -> Verdict | None:
    """The usual pain rose by 2 in four weeks: hold everything. It stands behind step back, which is more cautious."""
    if has_drifted(context.usual_pain, context.usual_pain_4_weeks_ago):
        return Verdict(Decision.HOLD, Because.USUAL_PAIN_RISING)
    return None


def hold_after_amber_or_unknown(sessions: Sessions, context: Context) -> Verdict | None:
    """The last session was amber, or a rating of it is missing."""
    rated = zone_of(sessions[-1])
    if rated.zone in (Zone.AMBER, Zone.UNKNOWN) and rated.because:
        return Verdict(Decision.HOLD, rated.because)
    return None
