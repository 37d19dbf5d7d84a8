"""The published words of concern, read plainly, so that the rule can be tested without the loader above it."""

from functools import cache
from pathlib import Path

import yaml

from unbrace.rehab.words_of_concern import Concern, ConcernWords, pattern

CONTENT = Path(__file__).parents[2] / "content" / "red_flags"
LANGUAGES = ("en", *sorted({path.name.split(".")[1] for path in CONTENT.glob("words.*.yaml")} - {"en"}))


@cache
def published_words() -> tuple[ConcernWords, ...]:
    """Of every language, English first."""
    return tuple(_read(CONTENT / f"words.{language}.yaml") for language in LANGUAGES)


def _read(path: Path) -> ConcernWords:
    raw = yaml.safe_load(path.read_text())
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
