"""Reads the words that open the safety questions, and refuses a file in which a pattern could never open anything.

There is one file for each language, and all are needed: what is not read in one language is missed in it. Each knows
the same concerns and asks the same questions about them; only the words differ.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Literal

from pydantic import Field

from unbrace.library.errors import ContentError, ContentErrors
from unbrace.library.exercise_file import Text, Written
from unbrace.library.translation.languages import LANGUAGES, ORIGINAL
from unbrace.library.wording import did_you_mean, validated
from unbrace.library.yaml_file import Location, YamlFile, read_yaml
from unbrace.rehab.red_flags import Screen
from unbrace.rehab.words_as_read import words_of
from unbrace.rehab.words_of_concern import LONGEST_BEGINNING, Concern, ConcernWords, as_read, pattern

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
    """All entries of `words.<language>.yaml`."""

    version: Text = Field(description="raised with every change, in all languages at once")
    language: Text = Field(description="en, ar, de or es, as in the file's name")
    reviewed_by: Text | None = Field(description="the clinician who signed it, or null while it is a draft")
    licence: Literal["CC-BY-4.0", "CC0-1.0"] = Field(description="CC-BY-4.0, or CC0-1.0")
    meaning: dict[str, Text] = Field(description="phrases with | between them, under a name")
    concerns: tuple[ConcernText, ...] = Field(min_length=1, description="what words may be about")


def load_words(screen: Screen, root: Path | None = None) -> tuple[ConcernWords, ...]:
    """The words that ship, or those in `root`, of every language, English first. Raises ContentErrors with all that is
    to be put right."""
    english = _read(screen, root or ROOT, ORIGINAL, None)
    return (_loaded(english), *(_loaded(_read(screen, root or ROOT, one, english)) for one in LANGUAGES))


def _read(screen: Screen, root: Path, language: str, english: WordsFile | None) -> WordsFile:
    name = f"words.{language}.yaml"
    try:
        file = read_yaml(root / name, name)
    except ContentError as error:
        raise ContentErrors([error]) from None
    written = validated(WordsFile, file)
    errors = [*_questions(file, written, screen), *_patterns(file, written), *_twice(file, written)]
    if written.language != language:
        remedy = f"says {written.language!r}, but the file's name says {language!r}; make them alike"
        errors.append(file.error(("language",), remedy))
    if english is not None:
        errors += _alike(file, written, english)
    if errors:
        raise ContentErrors(errors)
    return written


def _loaded(written: WordsFile) -> ConcernWords:
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
        if not parts:
            yield file.error(at, "an empty phrase; take away the | or + too many")
        elif not all(_is_word(part.removesuffix("*")) for part in parts):
            yield file.error(at, f"“{phrase.strip()}” never matches; write small letters without marks")
        elif any(
            part.endswith("*") and len(part) > LONGEST_BEGINNING + 1 for part in chain(*as_read(phrase))
        ):
            remedy = f"never matches; leave at most {LONGEST_BEGINNING} letters before the *"
            yield file.error(at, f"“{phrase.strip()}” {remedy}")


def _is_word(part: str) -> bool:
    """Letters and figures that are read as one word. Accents belong to a letter; a mark beside one does not."""
    return part == part.lower() and part.isalnum() and len(words_of(part)) == 1


def _twice(file: YamlFile, written: WordsFile) -> Iterator[ContentError]:
    known: set[str] = set()
    for index, concern in enumerate(written.concerns):
        if concern.id in known:
            yield file.error(("concerns", index, "id"), f"{concern.id} is there twice; keep one")
        known.add(concern.id)


def _alike(file: YamlFile, written: WordsFile, english: WordsFile) -> Iterator[ContentError]:
    """A concern that one language does not know is not asked about in it; another version would not be traced."""
    if written.version != english.version:
        yield file.error(("version",), f"the English file has {english.version}; make them alike")
    ours = {concern.id: concern.items for concern in written.concerns}
    theirs = {concern.id: concern.items for concern in english.concerns}
    for one in theirs:
        if one not in ours:
            yield file.error(("concerns",), f"{one} is missing; the English file has it")
    for index, concern in enumerate(written.concerns):
        at: Location = ("concerns", index)
        if concern.id not in theirs:
            remedy = f"{concern.id} is not in the English file; {did_you_mean(concern.id, theirs)}"
            yield file.error((*at, "id"), remedy)
        elif concern.items != theirs[concern.id]:
            yield file.error((*at, "items"), f"the English file asks {', '.join(theirs[concern.id])}")
