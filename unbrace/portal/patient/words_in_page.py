"""The words of concern as a page carries them along, for what is written on it without a network."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import json_script
from django.utils.safestring import SafeString

from unbrace.clinic.conversations.words import patterns_for_browser

#: Where `browser/words_of_concern.ts` looks for them.
PLACE: Final = "words-of-concern"


class InLetters(DjangoJSONEncoder):
    """Arabic as it is written: as the numbers of its letters the page would be nearly twice as large."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "ensure_ascii": False, "separators": (",", ":")})


@cache
def words_in_page() -> SafeString:
    return json_script(patterns_for_browser(), PLACE, InLetters)
