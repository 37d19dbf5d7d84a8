"""What a person is told after the safety questions, in another language: `messages/urgency.<language>.yaml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import Field

from unbrace.library.errors import ContentError, ContentErrors
from unbrace.library.red_flags_file import UrgencyCode
from unbrace.library.translation.faithful import Made, Translated, differences, mark_of
from unbrace.library.translation.files import each_language, in_files_language
from unbrace.library.urgency_messages import ROOT, CardText, CrisisText, MessageText, UrgencyMessages
from unbrace.library.wording import validated
from unbrace.library.yaml_file import Location, YamlFile
from unbrace.rehab.red_flags import Urgency

CRISIS, CARD = "crisis", "warning_card"
Piece = MessageText | CrisisText | CardText


class MessageWordsText(MessageText, Translated):
    """One message."""


class CrisisWordsText(CrisisText, Translated):
    """Whom to talk to."""


class CardWordsText(CardText, Translated):
    """The warning card."""


class MessageWordsFile(Made):
    """All entries of `urgency.<language>.yaml`."""

    messages: dict[UrgencyCode, MessageWordsText] = Field(description="one for each of OK, P, D, S, E")
    crisis: CrisisWordsText = Field(description="what is said to somebody who thinks of hurting themselves")
    warning_card: CardWordsText = Field(description="the signs that always mean emergency care")


@dataclass(frozen=True)
class MessageWords:
    """`in_english`: urgency codes, `crisis`, `warning_card` that have no current words in this language."""

    language: str
    messages: UrgencyMessages
    in_english: frozenset[str]

    @property
    def mark(self) -> str:
        pieces = pieces_of(self.messages)
        return mark_of(text for piece in pieces.values() for _, text in lines_of(piece))


def pieces_of(messages: UrgencyMessages) -> dict[str, Piece]:
    """Every piece by its name."""
    by_code: dict[str, Piece] = {urgency.code: piece for urgency, piece in messages.by_urgency.items()}
    return by_code | {CRISIS: messages.crisis, CARD: messages.warning_card}


def lines_of(piece: Piece) -> Iterator[tuple[str, str]]:
    """Every text of a piece with its place, in a fixed order."""
    yield "title", piece.title
    if isinstance(piece, CardText):
        yield from ((f"signs[{n}]", sign) for n, sign in enumerate(piece.signs))
        yield "note", piece.note
        return
    yield "text", piece.text
    if isinstance(piece, MessageText):
        yield from ((f"steps[{n}]", step) for n, step in enumerate(piece.steps))


def mark_of_piece(name: str, piece: Piece) -> str:
    """What a translation of this piece carries. Its name counts: a message moved to another urgency is another one."""
    return mark_of([name, *(text for _, text in lines_of(piece))])


def load_message_words(english: UrgencyMessages, root: Path | None = None) -> Mapping[str, MessageWords]:
    """Language → words. Raises ContentErrors with all that is wrong."""
    return each_language(root or ROOT, "urgency", lambda language, file: _read(language, file, english))


def _read(language: str, file: YamlFile, english: UrgencyMessages) -> MessageWords:
    written = validated(MessageWordsFile, file)
    in_files_language(language, written, file)
    given: dict[str, Any] = {CRISIS: written.crisis, CARD: written.warning_card}
    given |= {str(code): words for code, words in written.messages.items()}
    originals = pieces_of(english)
    marks = {mark_of_piece(name, piece): name for name, piece in originals.items()}
    pieces = dict(originals)
    errors: list[ContentError] = []
    for name, words in given.items():
        at: Location = (name,) if name in (CRISIS, CARD) else ("messages", name)
        meant = marks.get(words.translated_from)
        if meant is not None and meant != name:
            errors.append(file.error(at, f"carries the mark of {meant}; two are swapped, put them back"))
        elif meant is not None:
            wrong = list(_wrong(file, at, language, words, originals[name]))
            errors += wrong
            pieces[name] = words
    if errors:
        raise ContentErrors(errors)
    in_english = frozenset(name for name, piece in pieces.items() if piece is originals[name])
    by_urgency: Any = {urgency: pieces[urgency.code] for urgency in Urgency}
    crisis: Any = pieces[CRISIS]
    card: Any = pieces[CARD]
    words = replace(english, language=language, by_urgency=by_urgency, crisis=crisis, warning_card=card)
    return MessageWords(language, words, in_english)


def _wrong(
    file: YamlFile, at: Location, language: str, words: Piece, original: Piece
) -> Iterator[ContentError]:
    ours, theirs = list(lines_of(words)), list(lines_of(original))
    if len(ours) != len(theirs):
        yield file.error(at, f"has {len(ours)} texts, the English has {len(theirs)}; keep them alike")
        return
    for (name, here), (_, there) in zip(ours, theirs, strict=True):
        for remedy in differences(language, there, here):
            yield file.error((*at, name), remedy)
