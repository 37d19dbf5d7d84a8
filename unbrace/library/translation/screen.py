"""The safety questions in another language: `red_flags/screen.<language>.yaml`.

A question whose translation is missing, or older than its English words, stays in English: to leave it out would be to
let somebody through, and to show the old words would ask what no clinician asks any more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import Field

from unbrace.library.errors import ContentError, ContentErrors
from unbrace.library.exercise_file import Text
from unbrace.library.red_flags import ROOT
from unbrace.library.red_flags_file import ItemId, PartText
from unbrace.library.translation.faithful import Made, Translated, differences, mark_of
from unbrace.library.translation.files import each_language, in_files_language
from unbrace.library.wording import did_you_mean, validated
from unbrace.library.yaml_file import Location, YamlFile
from unbrace.rehab.red_flags import Part, RedFlagItem, Screen


class ItemWordsText(Translated):
    """The words of one question. What it means and when it is asked stays in `screen.yaml`."""

    question: Text = Field(description="the whole question")
    short: Text | None = Field(default=None, description="a few words for the weekly list")
    parts: tuple[PartText, ...] = Field(default=(), description="how it is shown, in the same steps")


class ScreenWordsFile(Made):
    """All entries of `screen.<language>.yaml`."""

    items: dict[ItemId, ItemWordsText] = Field(description="item id → its words")


@dataclass(frozen=True)
class ScreenWords:
    """`screen` has the rules of the English one. `in_english`: ids that have no current words in this language."""

    language: str
    screen: Screen
    in_english: frozenset[str]

    @property
    def mark(self) -> str:
        """Of all words a person would read, so that an approval ends with any of them."""
        return mark_of(text for item in self.screen.items.values() for _, text in lines_of(item))


def mark_of_item(item: RedFlagItem) -> str:
    """What a translation of this question carries. The id and the answers count too: with them its words mean else."""
    return mark_of([item.id, item.kind.value, *(text for _, text in lines_of(item))])


def lines_of(item: RedFlagItem) -> Iterator[tuple[str, str]]:
    """Every text of a question with its place, in a fixed order."""
    yield "question", item.question
    if item.short:
        yield "short", item.short
    for number, part in enumerate(item.parts):
        yield f"parts[{number}].ask", part.ask
        for tick, text in enumerate(part.any_of):
            yield f"parts[{number}].any_of[{tick}]", text


def load_screen_words(english: Screen, root: Path | None = None) -> Mapping[str, ScreenWords]:
    """Language → words, for every language there is a file in. Raises ContentErrors with all that is wrong."""
    return each_language(root or ROOT, "screen", lambda language, file: _read(language, file, english))


def _read(language: str, file: YamlFile, english: Screen) -> ScreenWords:
    written = validated(ScreenWordsFile, file)
    in_files_language(language, written, file)
    marks = {mark_of_item(item): item.id for item in english.items.values()}
    items = dict(english.items)
    errors: list[ContentError] = []
    for item_id, words in written.items.items():
        at: Location = ("items", item_id)
        if item_id not in english.items:
            errors.append(file.error(at, f"is no question here; {did_you_mean(item_id, english.items)}"))
            continue
        meant = marks.get(words.translated_from)
        if meant is None:
            continue  # older than the English
        if meant != item_id:
            errors.append(
                file.error(at, f"carries the mark of {meant}; two questions are swapped, put them back")
            )
        elif wrong := list(_wrong(file, at, language, words, english.items[item_id])):
            errors += wrong
        else:
            items[item_id] = _with(words, english.items[item_id])
    if errors:
        raise ContentErrors(errors)
    unchanged = frozenset(item_id for item_id, item in items.items() if item is english.items[item_id])
    return ScreenWords(language, replace(english, items=items), unchanged)


def _with(words: ItemWordsText, item: RedFlagItem) -> RedFlagItem:
    parts = tuple(Part(part.ask, part.any_of) for part in words.parts)
    return replace(item, question=words.question, short=words.short or "", parts=parts)


def _wrong(
    file: YamlFile, at: Location, language: str, words: ItemWordsText, item: RedFlagItem
) -> Iterator[ContentError]:
    if bool(words.short) != bool(item.short):
        yield file.error((*at, "short"), "is missing" if item.short else "is not in the English; remove it")
        return
    shape, wanted = [len(part.any_of) for part in words.parts], [len(part.any_of) for part in item.parts]
    if shape != wanted:
        remedy = f"has lists of {_shape(shape)} to tick, the English has {_shape(wanted)}; keep them alike"
        yield file.error((*at, "parts"), remedy)
        return
    for (name, ours), (_, theirs) in zip(lines_of(_with(words, item)), lines_of(item), strict=True):
        for remedy in differences(language, theirs, ours):
            yield file.error((*at, name), remedy)


def _shape(lists: list[int]) -> str:
    return ", ".join(map(str, lists)) or "nothing"
