"""Worked examples of the banner."""

from typing import Any, Final

EXAMPLES: Final[dict[str, dict[str, Any]]] = {
    "calm": {"text": "Saved. Thank you.", "icon_name": "check"},
    "sun": {"text": "Draft content, not clinically reviewed.", "look": "sun"},
    "clay": {"text": "Please choose a number, or skip the question.", "look": "clay"},
}
