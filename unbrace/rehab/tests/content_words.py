"""The published words of concern, read plainly, so that the rule can be tested without the loader above it."""

from functools import cache
from pathlib import Path

import yaml

from unbrace.rehab.words_of_concern import Concern, ConcernWords, pattern

CONTENT = Path(__file__).parents[2] / "content" / "red_flags" / "words.en.yaml"


@cache
def published_words() -> ConcernWords:
    raw = yaml.safe_load(CONTENT.read_text())
    return ConcernWords(
        raw["version"],
        raw["language"],
        raw["reviewed_by"],
        tuple(
            Concern(
                one["id"],
                one["sounds_like"],
                tuple(one["items"]),
                tuple(pattern(line, raw["meaning"]) for line in one["said"]),
            )
            for one in raw["concerns"]
        ),
    )
