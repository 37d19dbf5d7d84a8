"""The words of concern as a device without a network looks for them, in one file that browsers keep.

python -m unbrace.library.concern_table
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from unbrace.library.concern_words import load_words
from unbrace.library.red_flags import load_screen
from unbrace.rehab.words_of_concern import Concern, ConcernWords

BUILT = Path(__file__).parents[1] / "portal" / "built" / "words_of_concern.json"

Table = dict[str, list[list[str]]]


def table_of(languages: Iterable[ConcernWords]) -> Table:
    """Language → patterns (`browser/words_of_concern.ts`): each a list of groups, a group its phrases with | between
    them."""
    return {words.language: [line for one in words.concerns for line in lines_of(one)] for words in languages}


def lines_of(concern: Concern) -> list[list[str]]:
    return [
        ["|".join(" ".join(phrase) for phrase in group) for group in groups] for groups in concern.patterns
    ]


def build(place: Path) -> None:
    """Raises ContentErrors."""
    table = table_of(load_words(load_screen()))
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(json.dumps(table, ensure_ascii=False, separators=(",", ":")), "utf-8")


if __name__ == "__main__":
    build(BUILT)
