"""Worked examples of the button."""

from typing import Any, Final

EXAMPLES: Final[dict[str, dict[str, Any]]] = {
    "strong": {"label": "Start the session", "icon_name": "play"},
    "large": {"label": "Sign up", "look": "large", "href": "#button"},
    "quiet": {"label": "Change", "look": "quiet"},
    "plain": {"label": "Not now", "look": "plain"},
    "clay": {"label": "Withdraw", "look": "clay", "icon_name": "undo"},
}
