"""Worked examples of the card."""

from typing import Any, Final

EXAMPLES: Final[dict[str, dict[str, Any]]] = {
    "plain": {"title": "Squat", "text": "3 sets of 8. Legs carry the load so the back can share it."},
    "hero": {
        "look": "hero",
        "eyebrow": "Today",
        "title": "Your session",
        "text": "About 14 minutes, at your pace.",
    },
    "calm": {"look": "calm", "title": "That is today done", "text": "Rest is part of the plan."},
    "sunken": {"look": "sunken", "title": "Earlier version", "text": "Signed on 3 November."},
    "clay": {"look": "clay", "title": "One thing first", "text": "How is your back this morning?"},
}
