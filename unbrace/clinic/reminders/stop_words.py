"""What somebody means who answers a text message with one word. Pure."""

from __future__ import annotations

import re
from typing import Final

#: In the languages of the countries we know users from; carriers ask for the English ones everywhere.
STOP_WORDS: Final = frozenset(
    {
        "stop", "stopp", "stopall", "stop all", "unsubscribe", "end", "quit", "cancel", "arret", "arrêt", "alto",
        "basta", "parar", "baja", "cancelar", "stoppen", "abmelden", "opt out", "optout", "revoke",
        "توقف", "قف", "إيقاف", "الغاء", "إلغاء",
    }
)  # fmt: skip


def means_stop(answer: str) -> bool:
    """The word alone, whatever its case and the marks around it. "Stop by tomorrow?" is not it."""
    words = re.sub(r"[^\w\s]|_", " ", answer.lower()).split()
    return " ".join(words) in STOP_WORDS


PHONE: Final = re.compile(r"\+[1-9]\d{6,14}")  # E.164


def as_phone(typed: str) -> str:
    """One spelling of a number, with its country; "" when it is none."""
    tidy = re.sub(r"[\s()./-]", "", typed.strip())
    tidy = f"+{tidy[2:]}" if tidy.startswith("00") else tidy
    return tidy if PHONE.fullmatch(tidy) else ""
