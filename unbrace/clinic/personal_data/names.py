"""A person's names and addresses, to be taken out of words that have to stay."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from unbrace.clinic.accounts.models import User
from unbrace.clinic.patients.models import Invitation
from unbrace.clinic.personal_data.whose import rows_of

IN_THEIR_PLACE: Final = "the person"
#: A shorter part of a name may be a word: it is looked for as it is written.
SURELY_A_NAME: Final = 4


@dataclass(frozen=True)
class Names:
    """Longest first, so that no part of a whole name is left over."""

    words: tuple[str, ...]

    def taken_out_of(self, text: str) -> str:
        for word in self.words:
            how = re.IGNORECASE if len(word) >= SURELY_A_NAME else re.NOFLAG
            text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", IN_THEIR_PLACE, text, flags=how)
        return re.sub(rf"\b{IN_THEIR_PLACE}( {IN_THEIR_PLACE})+\b", IN_THEIR_PLACE, text)


def names_of(user: User) -> Names:
    """As the account and every invitation have it, whole and in parts, and the e-mail address."""
    whole = {user.name, *rows_of(user, Invitation).values_list("name", flat=True)}
    parts = {part for name in whole for part in re.split(r"[\s,]+", name) if len(part) > 1}
    found = {word.strip() for word in whole | parts | {user.email}} - {""}
    return Names(tuple(sorted(found, key=lambda word: (-len(word), word))))
