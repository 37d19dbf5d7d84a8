"""A text of the content in another language: the file `<stem>.<language>.yaml` beside the English one.

For texts that are read as a whole, such as the breathing course. `words` is a tree of the sentences people read, with
the ids, the order and the number of steps of the English; what is counted, dosed or asked stays in the English file.
The mark is of the whole text: when a sentence of it changes, all of it is English until somebody has looked again, so
that nobody reads half of one course and half of another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pydantic import Field

from unbrace.library.errors import ContentError, ContentErrors
from unbrace.library.translation.faithful import Made, Translated, differences, mark_of
from unbrace.library.translation.files import each_language, in_files_language
from unbrace.library.wording import validated
from unbrace.library.yaml_file import Location, YamlFile

Tree = Mapping[str, "str | tuple[str, ...] | Tree"]
WORDS: Final = "words"


class WordsFile(Made, Translated):
    """All entries of such a file."""

    words: dict[str, Any] = Field(description="every text people read, under the names of the English file")


@dataclass(frozen=True)
class Words:
    """`tree` has the shape of the English one; `mark` is the fingerprint an approval is about."""

    language: str
    tree: Tree
    mark: str


def lines_of(tree: Tree) -> Iterator[tuple[Location, str]]:
    """Every sentence with its place, in the order of the English."""
    for name, value in tree.items():
        if isinstance(value, str):
            yield (name,), value
        elif isinstance(value, tuple):
            yield from (((name, index), text) for index, text in enumerate(value))
        else:
            yield from (((name, *place), text) for place, text in lines_of(value))


def mark_of_tree(tree: Tree) -> str:
    """What a translation of these words carries. The places count: a sentence moved elsewhere means something else."""
    return mark_of(f"{'.'.join(map(str, place))}: {text}" for place, text in lines_of(tree))


def load_words(english: Tree, folder: Path, stem: str) -> tuple[dict[str, Words], frozenset[str]]:
    """Language → words, and the languages whose file is older than the English. Raises ContentErrors."""
    read = each_language(folder, stem, lambda language, file: _read(language, file, english))
    found = {language: words for language, words in read.items() if words is not None}
    return found, frozenset(read.keys() - found.keys())


def _read(language: str, file: YamlFile, english: Tree) -> Words | None:
    written = validated(WordsFile, file)
    in_files_language(language, written, file)
    if written.translated_from != mark_of_tree(english):
        return None
    errors: list[ContentError] = []
    tree = _like(file, (WORDS,), written.words, english, errors)
    if not errors:
        for (place, here), (_, there) in zip(lines_of(tree), lines_of(english), strict=True):
            errors += [file.error((WORDS, *place), said) for said in differences(language, there, here)]
    if errors:
        raise ContentErrors(errors)
    return Words(language, tree, mark_of_tree(tree))


def _like(file: YamlFile, at: Location, given: Any, english: Tree, errors: list[ContentError]) -> Tree:
    """The same names and as many steps, in the order of the English; what differs is said."""
    if not isinstance(given, dict):
        errors.append(file.error(at, "is not a block of entries, as in the English"))
        return {}
    errors += [
        file.error((*at, str(name)), "is not in the English; remove it")
        for name in given
        if name not in english
    ]
    tree: dict[str, Any] = {}
    for name, original in english.items():
        here, value = (*at, name), given.get(name)
        if value is None:
            errors.append(file.error(at, f"leaves out {name}; translate it, too"))
        elif isinstance(original, str):
            tree[name] = _sentence(file, here, value, errors)
        elif isinstance(original, tuple):
            tree[name] = _steps(file, here, value, len(original), errors)
        else:
            tree[name] = _like(file, here, value, original, errors)
    return tree


def _sentence(file: YamlFile, at: Location, value: Any, errors: list[ContentError]) -> str:
    if not isinstance(value, str) or not value.strip():
        errors.append(file.error(at, "is not a text"))
        return ""
    return value.strip()


def _steps(
    file: YamlFile, at: Location, value: Any, wanted: int, errors: list[ContentError]
) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) != wanted:
        errors.append(file.error(at, f"is not a list of {wanted}, as in the English; keep them alike"))
        return ()
    return tuple(_sentence(file, (*at, index), one, errors) for index, one in enumerate(value))
