"""The pages, the catalogues and the content know the same languages: none is half there."""

from __future__ import annotations

import sys

from django.conf import settings

from tests.house.findings import ROOT
from unbrace.library.concern_words import load_words
from unbrace.library.red_flags import load_screen
from unbrace.library.translation.languages import LANGUAGES, ORIGINAL

sys.path.insert(0, str(ROOT / "setup"))

import build_catalogues


def test_pages_catalogues_content_and_words_of_danger_are_in_the_same_languages() -> None:
    of_pages = dict(settings.LANGUAGES)
    others = set(of_pages) - {ORIGINAL}
    assert others == set(LANGUAGES) == set(build_catalogues.LANGUAGES) == set(build_catalogues.PLURALS)
    assert {code: one.name for code, one in LANGUAGES.items()} == {code: of_pages[code] for code in others}
    words = load_words(load_screen())
    assert {one.language for one in words} == set(of_pages)
    print(f"{len(of_pages)} languages")
