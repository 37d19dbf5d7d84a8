"""Reads what somebody is told about a lift of their own, and refuses what would leave a rule without words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import Field, StringConstraints

from unbrace.library.errors import ContentError, ContentErrors
from unbrace.library.exercise_file import Text, Written
from unbrace.library.translation.words import Tree, Words, load_words
from unbrace.library.wording import validated
from unbrace.library.wordlist import banned_word_in
from unbrace.library.yaml_file import Location, YamlFile, read_yaml
from unbrace.rehab.lifting_seen import LiftCue, Style

ROOT: Final = Path(__file__).parents[1] / "content" / "lifting"
FILE: Final = "words.yaml"


class EquationText(Written):
    """The lifting equation."""

    what: Text = Field(description="what it is for")
    not_for: Text = Field(description="what it is not")


class LiftingWords(Written):
    """All entries of the file. `styles` and `cues` have a text for every member of `rehab.lifting_seen`."""

    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")] = Field(
        description="three numbers, such as 1.0.0; raise it with every change"
    )
    licence: Literal["CC-BY-4.0", "CC0-1.0"] = Field(description="CC-BY-4.0, or CC0-1.0")
    reviewed_by: Text | None = Field(description="the clinician who signed it, or null while it is a draft")
    evidence: Text = Field(description="what is known about lifting and backs, and what is not")
    ladder: Text = Field(description="how the way back goes, and who decides")
    a_day_later: Text = Field(description="why it is asked how it is a day later")
    styles: dict[str, Text] = Field(description="stoop, mixed, squat")
    cues: dict[str, Text] = Field(description="closer, move_your_feet, smooth")
    equation: EquationText = Field(description="what the equation is for, and what it is not")
    source: tuple[Text, ...] = Field(min_length=1, description="where it comes from")

    @property
    def draft(self) -> bool:
        return self.reviewed_by is None

    @property
    def words(self) -> Tree:
        """All that somebody reads of it, for a translation."""
        whole = {name: getattr(self, name) for name in ("evidence", "ladder", "a_day_later")}
        equation = {"what": self.equation.what, "not_for": self.equation.not_for}
        return {**whole, "styles": dict(self.styles), "cues": dict(self.cues), "equation": equation}

    def said_in(self, words: Words) -> LiftingWords:
        """The same in another language."""
        tree: Any = words.tree
        return self.model_copy(update={**tree, "equation": EquationText(**tree["equation"])})


def load_lifting_words(root: Path | None = None) -> LiftingWords:
    """All texts. Raises ContentErrors with everything that is to be put right."""
    try:
        file = read_yaml((root or ROOT) / FILE, FILE)
    except ContentError as error:
        raise ContentErrors([error]) from None
    text = validated(LiftingWords, file)
    if errors := list(_wrong(file, text)):
        raise ContentErrors(errors)
    return text


def load_lifting_translations(english: LiftingWords) -> tuple[dict[str, Words], frozenset[str]]:
    """The translations that ship, and the languages whose words are older. Raises ContentErrors."""
    return load_words(english.words, ROOT, Path(FILE).stem)


def _wrong(file: YamlFile, text: LiftingWords) -> Iterator[ContentError]:
    for name, members in (("styles", Style), ("cues", LiftCue)):
        known = {str(one) for one in members}
        given: Mapping[str, Any] = getattr(text, name)
        for extra in sorted(set(given) - known):
            yield file.error((name, extra), f"is not known; use {', '.join(sorted(known))}")
        for missing in sorted(known - set(given)):
            yield file.error((name,), f"has no text for {missing!r}; add it")
    said: list[tuple[Location, str]] = [
        (("evidence",), text.evidence),
        (("ladder",), text.ladder),
        (("a_day_later",), text.a_day_later),
    ]
    said += [(("equation", name), getattr(text.equation, name)) for name in ("what", "not_for")]
    said += [
        ((part, name), words) for part in ("styles", "cues") for name, words in getattr(text, part).items()
    ]
    for place, words in said:
        if banned := banned_word_in(words):
            yield file.error(place, f"says {banned!r}; say it in a way that neither scolds nor alarms")
