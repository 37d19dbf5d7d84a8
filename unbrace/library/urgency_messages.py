"""Reads what a person is told after the safety questions: one message for each urgency, and the warning card."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field

from unbrace.library.errors import ContentError, ContentErrors
from unbrace.library.exercise_file import Text, Written
from unbrace.library.red_flags_file import UrgencyCode
from unbrace.library.wording import validated
from unbrace.library.yaml_file import Location, YamlFile, read_yaml
from unbrace.rehab.red_flags import Urgency

ROOT = Path(__file__).parents[1] / "content" / "messages"
NUMBER, CRISIS = "{emergency_number}", "{crisis_line}"
_TELEPHONE = re.compile(r"\d[\d ().-]*\d{2}")
_PLACEHOLDER = re.compile(r"\{[^}]*\}")


class MessageText(Written):
    """What is said for one urgency."""

    title: Text = Field(description="a few words, the heading of the page")
    text: Text = Field(description="one or two sentences: what to do")
    steps: tuple[Text, ...] = Field(description="what else to know, or []")


class CrisisText(Written):
    """What is said beside it when somebody thinks of hurting themselves."""

    title: Text = Field(description="a few words")
    text: Text = Field(description="one or two sentences with {crisis_line}")


class CardText(Written):
    """The signs that always mean emergency care."""

    title: Text = Field(description="the words above the list")
    signs: tuple[Text, ...] = Field(min_length=1, description="the signs")
    note: Text = Field(description="the words below the list, with {emergency_number}")


class MessagesFile(Written):
    """All entries of `urgency.yaml`."""

    version: Text = Field(description="raised with every change")
    language: Text = Field(description="en")
    reviewed_by: Text | None = Field(description="the clinician who signed it, or null while it is a draft")
    licence: Literal["CC-BY-4.0", "CC0-1.0"] = Field(description="CC-BY-4.0, or CC0-1.0")
    messages: dict[UrgencyCode, MessageText] = Field(description="one for each of OK, P, D, S, E")
    crisis: CrisisText = Field(description="what is said to somebody who thinks of hurting themselves")
    warning_card: CardText = Field(description="the signs that always mean emergency care")


@dataclass(frozen=True)
class UrgencyMessages:
    """The texts with their placeholders; `reviewed_by` is None until a clinician has signed them."""

    version: str
    language: str
    reviewed_by: str | None
    by_urgency: Mapping[Urgency, MessageText]
    crisis: CrisisText
    warning_card: CardText


def load_messages(root: Path | None = None) -> UrgencyMessages:
    """The messages that ship, or those in `root`. Raises ContentErrors with all that is to be put right."""
    try:
        file = read_yaml((root or ROOT) / "urgency.yaml", "urgency.yaml")
    except ContentError as error:
        raise ContentErrors([error]) from None
    written = validated(MessagesFile, file)
    errors = [*_all_there(file, written), *_placeholders(file, written)]
    if errors:
        raise ContentErrors(errors)
    return UrgencyMessages(
        version=written.version,
        language=written.language,
        reviewed_by=written.reviewed_by,
        by_urgency={Urgency.from_code(code): message for code, message in written.messages.items()},
        crisis=written.crisis,
        warning_card=written.warning_card,
    )


def _all_there(file: YamlFile, written: MessagesFile) -> Iterator[ContentError]:
    for urgency in Urgency:
        if urgency.code not in written.messages:
            yield file.error(("messages",), f"{urgency.code} is missing; somebody would read nothing at all")
    emergency = written.messages.get("E")
    if emergency and NUMBER not in emergency.text:
        yield file.error(("messages", "E", "text"), f"does not say whom to call; write {NUMBER}")
    if CRISIS not in written.crisis.text:
        yield file.error(("crisis", "text"), f"does not say whom to call; write {CRISIS}")


def _placeholders(file: YamlFile, written: MessagesFile) -> Iterator[ContentError]:
    for at, text in _texts(written):
        for unknown in sorted(set(_PLACEHOLDER.findall(text)) - {NUMBER, CRISIS}):
            yield file.error(at, f"{unknown} cannot be filled in; use {NUMBER} or {CRISIS}")
        if _TELEPHONE.search(text):
            yield file.error(at, f"holds the telephone number of one country; write {NUMBER} instead")


def _texts(written: MessagesFile) -> Iterator[tuple[Location, str]]:
    for code, message in written.messages.items():
        yield ("messages", code, "title"), message.title
        yield ("messages", code, "text"), message.text
        yield from ((("messages", code, "steps", i), step) for i, step in enumerate(message.steps))
    yield ("crisis", "text"), written.crisis.text
    yield from ((("warning_card", "signs", i), sign) for i, sign in enumerate(written.warning_card.signs))
    yield ("warning_card", "note"), written.warning_card.note
