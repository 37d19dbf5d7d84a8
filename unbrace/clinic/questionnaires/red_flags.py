"""The red-flag screen and its messages as this process read them at start."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from unbrace.library.urgency_messages import UrgencyMessages
    from unbrace.rehab.red_flags import Screen


@cache
def red_flag_screen() -> Screen:
    """Raises `ContentErrors` when the content is wrong: better no start than a question that says nothing."""
    from unbrace.library.red_flags import load_screen

    return load_screen()


@cache
def urgency_messages() -> UrgencyMessages:
    from unbrace.library.urgency_messages import load_messages

    return load_messages()
