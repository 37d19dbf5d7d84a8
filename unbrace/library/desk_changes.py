"""Reads what somebody is told about a change at their desk, and refuses what would leave a rule without words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Final, Literal

from pydantic import Field, StringConstraints

from unbrace.library.errors import ContentError, ContentErrors
from unbrace.library.exercise_file import Text, Written
from unbrace.library.translation.languages import ORIGINAL
from unbrace.library.translation.words import Tree, Words, load_words
from unbrace.library.wording import validated
from unbrace.library.wordlist import banned_word_in
from unbrace.library.yaml_file import Location, YamlFile, read_yaml
from unbrace.rehab.desk import Change

ROOT: Final = Path(__file__).parents[1] / "content" / "desk"
FILE: Final = "changes.yaml"


class ChangeText(Written):
    """One change."""

    title: Text = Field(description="what to do, in a few words")
    steps: tuple[Text, ...] = Field(min_length=1, description="how, one sentence each")
    why: Text = Field(description="what it is for")
    undo: Text = Field(description="how to take it back")
    source: tuple[Text, ...] = Field(min_length=1, description="where the range comes from")


class ChangesFile(Written):
    """All entries of the file."""

    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")] = Field(
        description="three numbers, such as 1.0.0; raise it with every change"
    )
    licence: Literal["CC-BY-4.0", "CC0-1.0"] = Field(description="CC-BY-4.0, or CC0-1.0")
    reviewed_by: Text | None = Field(description="the clinician who signed it, or null while it is a draft")
    evidence: Text = Field(description="what is known about desks and pain, and what is not")
    one_at_a_time: Text = Field(description="why only one thing is changed")
    changes: dict[str, ChangeText] = Field(description="one text for each change a rule can propose")


@dataclass(frozen=True)
class DeskChanges:
    """`texts` by the id of the change, one for every member of `rehab.desk.Change`."""

    version: str
    reviewed_by: str | None
    evidence: str
    one_at_a_time: str
    texts: Mapping[str, ChangeText]
    language: str = ORIGINAL

    @property
    def draft(self) -> bool:
        return self.reviewed_by is None

    @property
    def words(self) -> Tree:
        """All that somebody reads of it, for a translation."""
        texts: dict[str, Tree] = {
            name: {"title": text.title, "steps": text.steps, "why": text.why, "undo": text.undo}
            for name, text in self.texts.items()
        }
        return {"evidence": self.evidence, "one_at_a_time": self.one_at_a_time, "changes": texts}

    def said_in(self, words: Words) -> DeskChanges:
        """The same changes in another language."""
        tree: Any = words.tree
        texts = {
            name: text.model_copy(update=dict(tree["changes"][name])) for name, text in self.texts.items()
        }
        return replace(
            self,
            evidence=tree["evidence"],
            one_at_a_time=tree["one_at_a_time"],
            texts=MappingProxyType(texts),
            language=words.language,
        )


def load_desk_changes(root: Path | None = None) -> DeskChanges:
    """All texts. Raises ContentErrors with everything that is to be put right."""
    try:
        file = read_yaml((root or ROOT) / FILE, FILE)
    except ContentError as error:
        raise ContentErrors([error]) from None
    text = validated(ChangesFile, file)
    if errors := list(_wrong(file, text)):
        raise ContentErrors(errors)
    texts = MappingProxyType(dict(text.changes))
    return DeskChanges(text.version, text.reviewed_by, text.evidence, text.one_at_a_time, texts)


def load_change_words(english: DeskChanges) -> tuple[dict[str, Words], frozenset[str]]:
    """The translations that ship, and the languages whose words are older. Raises ContentErrors."""
    return load_words(english.words, ROOT, Path(FILE).stem)


def _wrong(file: YamlFile, text: ChangesFile) -> Iterator[ContentError]:
    known = {one.value for one in Change}
    for name in text.changes:
        if name not in known:
            yield file.error(
                ("changes", name), "no rule proposes this change; take it out, or ask who writes the rules"
            )
    for name in sorted(known - set(text.changes)):
        yield file.error(("changes",), f"has no text for {name!r}; add it, a rule can propose it")
    said: list[tuple[Location, str]] = [
        (("evidence",), text.evidence),
        (("one_at_a_time",), text.one_at_a_time),
    ]
    for name, change in text.changes.items():
        for field in ("title", "why", "undo"):
            said.append((("changes", name, field), getattr(change, field)))
        said += [(("changes", name, "steps", index), step) for index, step in enumerate(change.steps)]
    for place, words in said:
        if banned := banned_word_in(words):
            yield file.error(place, f"says {banned!r}; say it in a way that neither scolds nor alarms")
