"""A refusal with a number in it is said whole in the language of whoever is answered."""

from __future__ import annotations

import pytest
from django.utils import translation

from unbrace.clinic.refused import Refused


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Use at most 80 letters."), ("de", "Nimm höchstens 80 Buchstaben.")]
)
def test_its_places_are_filled_after_the_translation(language: str, said: str) -> None:
    with translation.override(language):
        assert Refused("Use at most {most} letters.", most=80).message == said


def test_a_sentence_without_places_keeps_its_braces() -> None:
    assert str(Refused("A {brace} of somebody's own.")) == "A {brace} of somebody's own."
