"""Worked examples of a clip's stage. The gallery holds no clip, so each shows its hands and an empty picture."""

from typing import Any, Final

from unbrace.portal.ui.clip_stage.clip_stage import ClipStage, Drawn

_SHAPES: Final = (
    {"kind": "angle", "colour": "yellow", "points": [[0.3, 0.2], [0.4, 0.5], [0.6, 0.6]]},
    {"kind": "text", "colour": "white", "points": [[0.5, 0.9]], "words": "knee over the toes"},
)

EXAMPLES: Final[dict[str, dict[str, Any]]] = {
    "watched by the person": {
        "stage": ClipStage("/nowhere/", "Clip of Tuesday", 21.0, drawn=(Drawn("a", 12_000, _SHAPES),))
    },
    "with a moment to open at": {"stage": ClipStage("/nowhere/", "Clip of Tuesday", 21.0, at_ms=4_000)},
}
