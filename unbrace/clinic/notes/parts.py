"""The four parts of a note and how much each may hold."""

from typing import Final

PARTS: Final = ("subjective", "objective", "assessment", "plan")
NAMES: Final = {
    "subjective": "What the person says",
    "objective": "What was seen and measured",
    "assessment": "What it means",
    "plan": "What comes next",
}
MOST_LETTERS: Final = 8000
MOST_CODES: Final = 4
