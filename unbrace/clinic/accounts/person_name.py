"""A person's name as it is kept: one line, bounded, and without marks that change how the text around it is read."""

from __future__ import annotations

import unicodedata
from typing import Final

from unbrace.clinic.refused import Refused

LONGEST: Final = 120
JOINERS: Final = "\u200c\u200d"  # they belong to names in Persian, Hindi and others


def person_name(typed: str) -> str:
    """The name, perhaps empty; line breaks become spaces. Raises `Refused` on the field `name` when it is too long.

    Control marks are taken out, among them those that turn the direction of writing: a name is read in mails and lists
    beside words of the house, and must not rewrite them.
    """
    if len(typed) > 10 * LONGEST:  # before any work is done on it
        raise Refused(TOO_LONG, field="name")
    spaced = " ".join(unicodedata.normalize("NFC", typed).split())
    name = "".join(letter for letter in spaced if letter in JOINERS or unicodedata.category(letter)[0] != "C")
    if len(name) > LONGEST:
        raise Refused(TOO_LONG, field="name")
    return name.strip()


TOO_LONG: Final = f"That name is too long. Use at most {LONGEST} letters."
