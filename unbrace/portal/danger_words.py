"""Where a device finds the words of danger, as long as they are those that the server looks for."""

from __future__ import annotations

import json
from functools import cache

from django.conf import settings
from django.templatetags.static import static

from unbrace.clinic.conversations.words import concern_words
from unbrace.library.concern_table import table_of
from unbrace.portal.built_id import build_id


@cache
def danger_words_address() -> str:
    """Empty where what was built is older than the content, or missing: the device then counts anything as a sign."""
    place = settings.BUILT / "words_of_concern.json"
    if not place.is_file() or json.loads(place.read_text("utf-8")) != table_of(concern_words()):
        return ""
    return f"{static('built/words_of_concern.json')}?v={build_id()}"
