"""Reads what somebody learns who is on their own, and refuses what is missing or alarms."""

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from unbrace.library.errors import ContentError, ContentErrors
from unbrace.library.exercise_file import Text, Written
from unbrace.library.translation.languages import ORIGINAL
from unbrace.library.translation.words import Tree, Words, load_words
from unbrace.library.wording import validated
from unbrace.library.wordlist import banned_word_in
from unbrace.library.yaml_file import read_yaml

ROOT = Path(__file__).parents[1] / "content" / "pathways"
FILE = "on-your-own.yaml"


class LessonText(Written):
    """One short piece to read."""

    title: Text = Field(description="a few words")
    text: Text = Field(description="two or three sentences")
    try_it: Text = Field(description="one thing to try now")
    source: Text = Field(description="where it comes from")


class OnYourOwnFile(Written):
    """All entries of `on-your-own.yaml`."""

    version: Text = Field(description="raised with every change")
    language: Text = Field(description="en")
    reviewed_by: Text | None = Field(description="the clinician who signed it, or null while it is a draft")
    licence: Literal["CC-BY-4.0", "CC0-1.0"] = Field(description="CC-BY-4.0, or CC0-1.0")
    lessons: tuple[LessonText, ...] = Field(min_length=1, description="what there is to read, in order")


@dataclass(frozen=True)
class OnYourOwn:
    """`reviewed_by` is None until a clinician has signed it."""

    version: str
    reviewed_by: str | None
    lessons: tuple[LessonText, ...]
    language: str = ORIGINAL

    @property
    def words(self) -> Tree:
        """All that somebody reads of it, for a translation; the source stays as it was published."""
        return {
            f"lesson-{number}": {name: getattr(one, name) for name in ("title", "text", "try_it")}
            for number, one in enumerate(self.lessons, start=1)
        }

    def said_in(self, words: Words) -> "OnYourOwn":
        """The same lessons in another language."""
        tree: Any = words.tree
        lessons = [
            one.model_copy(update=dict(tree[f"lesson-{number}"]))
            for number, one in enumerate(self.lessons, start=1)
        ]
        return replace(self, lessons=tuple(lessons), language=words.language)


@cache
def load_lesson_words() -> tuple[dict[str, Words], frozenset[str]]:
    """The translations, and the languages whose words are older than the English. Raises ContentErrors."""
    return load_words(load_on_your_own().words, ROOT, "on-your-own")


def lessons_in(language: str) -> OnYourOwn:
    """In this language, or in English where nobody has translated them as they are now."""
    words = load_lesson_words()[0].get(language)
    return load_on_your_own().said_in(words) if words else load_on_your_own()


@cache
def load_on_your_own(root: Path = ROOT) -> OnYourOwn:
    """What ships, or what lies in `root`. Raises ContentErrors with all that is to be put right."""
    try:
        file = read_yaml(root / FILE, FILE)
    except ContentError as error:
        raise ContentErrors([error]) from None
    written = validated(OnYourOwnFile, file)
    errors = [
        file.error(("lessons", n, name), f"says {banned!r}; say it in a way that neither scolds nor alarms")
        for n, lesson in enumerate(written.lessons)
        for name in ("title", "text", "try_it")
        if (banned := banned_word_in(getattr(lesson, name)))
    ]
    if errors:
        raise ContentErrors(errors)
    return OnYourOwn(written.version, written.reviewed_by, written.lessons)
