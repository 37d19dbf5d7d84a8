"""Words that do not belong in front of a person in pain: they scold, alarm, or promise what nobody can show."""

import re

BANNED = (
    "wrong",
    "dangerous",
    "weak",
    "weak core",
    "bad posture",
    "damage",
    "protect your back",
    "keep your back straight",
    "suck in",
)
_PATTERN = re.compile(r"\b(" + "|".join(sorted(BANNED, key=len, reverse=True)) + r")\b", re.IGNORECASE)


def banned_word_in(text: str) -> str | None:
    """The first banned word of the text, or None."""
    found = _PATTERN.search(" ".join(text.split()))
    return found[1].lower() if found else None
