"""The texts that are translated, and approved, as a whole: each with its English words and what there is of others."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from unbrace.library.breathing import load_breathing, load_course_words
from unbrace.library.desk_changes import load_change_words, load_desk_changes
from unbrace.library.lifting_words import load_lifting_translations, load_lifting_words
from unbrace.library.on_your_own import load_lesson_words, load_on_your_own
from unbrace.library.translation.words import Tree, Words

BREATHING: Final = "breathing"
LESSONS: Final = "lessons"
DESK: Final = "desk"
LIFTING: Final = "lifting"
WHOLE: Final = (BREATHING, LESSONS, DESK, LIFTING)


@dataclass(frozen=True)
class WholeText:
    """`words` by language; `old`: languages whose words are older than the English, and not shown."""

    what: str
    title: str
    english: Tree
    words: Mapping[str, Words]
    old: frozenset[str]


def whole_texts(codes: Collection[str]) -> Iterator[WholeText]:
    """`codes` are those of exercises, which the breathing course names. Raises ContentErrors."""
    course, lessons = load_breathing(codes), load_on_your_own()
    changes, lifting = load_desk_changes(), load_lifting_words()
    yield WholeText(BREATHING, "The breathing course", course.words, *load_course_words(course))
    yield WholeText(LESSONS, "Lessons of somebody on their own", lessons.words, *load_lesson_words())
    yield WholeText(DESK, "Changes at a desk", changes.words, *load_change_words(changes))
    yield WholeText(LIFTING, "Words about lifting", lifting.words, *load_lifting_translations(lifting))
