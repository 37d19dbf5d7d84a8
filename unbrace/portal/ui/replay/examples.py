"""Worked examples of the replay. The gallery has no movement to show, so each says what remains without one."""

from typing import Any, Final

from unbrace.portal.ui.replay.replay import Repetition, Replay, Side

_REPS: Final = (
    Repetition(1, True, 2000, 3500, 5000, "both", 82.0, 7.0, (1.5, 0.2, 1.5)),
    Repetition(2, False, 6000, 7200, 8400, "both", 51.0, 7.0, (1.2, 0.0, 1.2), ("Knees moving in",)),
)

EXAMPLES: Final[dict[str, dict[str, Any]]] = {
    "a set with its curve": {
        "replay": Replay(
            "Squat",
            Side("today, set 1", "/nowhere/", "/nowhere/", _REPS),
            lasts_ms=12_000,
            measure="Knee bend",
            baseline=(70.0, 84.0),
            target=80.0,
            band=7.0,
            key="told-curve",
        )
    },
    "beside an earlier one": {
        "replay": Replay(
            "Squat",
            Side("today, set 1", "/nowhere/", "/nowhere/", _REPS),
            lasts_ms=12_000,
            beside=Side("3 November, set 1", "/nowhere/", "/nowhere/", _REPS),
            seen_from="side",
            key="told-beside",
        )
    },
    "only the figure": {
        "replay": Replay(
            "Squat", Side("set 1", "/nowhere/"), lasts_ms=12_000, from_ms=3500, key="told-figure"
        )
    },
}
