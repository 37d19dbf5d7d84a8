"""Reads the words that open the safety questions, and refuses a file in which a pattern could never open anything."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from pydantic import Field

from unbrace.library.errors import ContentError, ContentErrors
from unbrace.library.exercise_file import Text, Written
from unbrace.library.wording import did_you_mean, validated
from unbrace.library.yaml_file import Location, YamlFile, read_yaml
from unbrace.rehab.red_flags import Screen
from unbrace.rehab.words_of_concern import Concern, ConcernWords, pattern, words_of

ROOT = Path(__file__).parents[1] / "content" / "red_flags"
_MEANING = re.compile(r"<([a-z_]+)>")


class ConcernText(Written):
    """One thing that words may be about."""

    id: str = Field(pattern=r"^[a-z_]+$", description="a short name, never given to another concern")
    sounds_like: Text = Field(
        description="ends the sentence: what you wrote sounds as if it could be about …"
    )
    items: tuple[Text, ...] = Field(min_length=1, description="the safety questions that tell")
    said: tuple[Text, ...] = Field(min_length=1, description="one pattern a line")


class WordsFile(Written):
    """All entries of `words.en.yaml`."""

    version: Text = Field(description="raised with every change")
    language: Text = Field(description="en")
    reviewed_by: Text | None = Field(description="the clinician who signed it, or null while it is a draft")
    licence: Literal["CC-BY-4.0", "CC0-1.0"] = Field(description="CC-BY-4.0, or CC0-1.0")
    meaning: dict[str, Text] = Field(description="phrases with | between them, under a name")
    concerns: tuple[ConcernText, ...] = Field(min_length=1, description="what words may be about")


def load_words(screen: Screen, language: str = "en", root: Path | None = None) -> ConcernWords:
    """The words that ship, or those in `root`. Raises ContentErrors with all that is to be put right."""
    name = f"words.{language}.yaml"
    try:
        file = read_yaml((root or ROOT) / name, name)
    except ContentError as error:
        raise ContentErrors([error]) from None
    written = validated(WordsFile, file)
    errors = [*_questions(file, written, screen), *_patterns(file, written), *_twice(file, written)]
    if errors:
        raise ContentErrors(errors)
    concerns = tuple(_concern(one, written.meaning) for one in written.concerns)
    return ConcernWords(written.version, written.language, written.reviewed_by, concerns)


def _concern(text: ConcernText, meaning: Mapping[str, str]) -> Concern:
    patterns = tuple(pattern(line, meaning) for line in text.said)
    return Concern(text.id, text.sounds_like, text.items, patterns)


def _questions(file: YamlFile, written: WordsFile, screen: Screen) -> Iterator[ContentError]:
    """Words about something that no question asks about would open a screen that does not see it."""
    for index, concern in enumerate(written.concerns):
        for item in concern.items:
            if item not in screen.items:
                hint = did_you_mean(item, screen.items)
                yield file.error(("concerns", index, "items"), f"{item} is not a safety question; {hint}")


def _patterns(file: YamlFile, written: WordsFile) -> Iterator[ContentError]:
    for name, text in written.meaning.items():
        yield from _phrases(file, ("meaning", name), text)
    for index, concern in enumerate(written.concerns):
        for line, text in enumerate(concern.said):
            at: Location = ("concerns", index, "said", line)
            unknown = set(_MEANING.findall(text)) - set(written.meaning)
            for name in sorted(unknown):
                yield file.error(at, f"<{name}> is not under meaning; {did_you_mean(name, written.meaning)}")
            if not unknown:
                for group in text.split("+"):
                    yield from _phrases(file, at, _MEANING.sub("filled in", group))


def _phrases(file: YamlFile, at: Location, text: str) -> Iterator[ContentError]:
    """Each phrase has to be written as a text is read, or it would match nothing, silently."""
    for phrase in text.split("|"):
        parts = phrase.split()
        plain = [part.removesuffix("*") for part in parts]
        if not parts:
            yield file.error(at, "an empty phrase; take away the | or + too many")
        elif any(words_of(part) != (part,) for part in plain):
            yield file.error(at, f"“{phrase.strip()}” never matches; write small letters without marks")


def _twice(file: YamlFile, written: WordsFile) -> Iterator[ContentError]:
    known: set[str] = set()
    for index, concern in enumerate(written.concerns):
        if concern.id in known:
            yield file.error(("concerns", index, "id"), f"{concern.id} is there twice; keep one")
        known.add(concern.id)
