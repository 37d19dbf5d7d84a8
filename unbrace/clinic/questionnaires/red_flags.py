"""The red-flag screen and its messages as this process read them at start."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from unbrace.rehab.asking import Shown, Step, steps_of
from unbrace.rehab.red_flags import RedFlagItem, Screen

if TYPE_CHECKING:
    from unbrace.library.translation.messages import MessageWords
    from unbrace.library.translation.screen import ScreenWords
    from unbrace.library.urgency_messages import UrgencyMessages

ORIGINAL = "en"


@cache
def red_flag_screen() -> Screen:
    """Raises `ContentErrors` when the content is wrong: better no start than a question that says nothing."""
    from unbrace.library.red_flags import load_screen

    return load_screen()


@cache
def urgency_messages() -> UrgencyMessages:
    from unbrace.library.urgency_messages import load_messages

    return load_messages()


@cache
def screen_words() -> Mapping[str, ScreenWords]:
    """The safety questions by language, English not among them."""
    from unbrace.library.translation.screen import load_screen_words

    return load_screen_words(red_flag_screen())


@cache
def message_words() -> Mapping[str, MessageWords]:
    """What is told after them, by language."""
    from unbrace.library.translation.messages import load_message_words

    return load_message_words(urgency_messages())


def item_in(language: str, item: RedFlagItem) -> tuple[RedFlagItem, str]:
    """The question in this language, and the language it is really in: English where there are no current words.

    Only the words differ. What an answer means is always taken from the English screen.
    """
    words = screen_words().get(language)
    spoken = words.screen.items.get(item.id) if words else None
    if words is None or spoken is None or item.id in words.in_english:
        return item, ORIGINAL
    return spoken, language


def step_in(language: str, step: Step) -> tuple[Step, str]:
    """One screen of a question in this language, and the language it is really in. "Since when?" is no content."""
    item, spoken = item_in(language, step.item)
    steps = steps_of(item)
    if step.shown is Shown.SINCE_WHEN or step.number >= len(steps):
        return replace(step, item=item), spoken
    return steps[step.number], spoken
