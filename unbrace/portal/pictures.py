"""Addresses of the pictures that lie beside an exercise or a test, changed whenever its content changes."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.templatetags.static import static

from unbrace.clinic.programmes.queries import catalogue
from unbrace.portal.ui.demonstration.demonstration import Demonstration, demonstration

if TYPE_CHECKING:
    from unbrace.library.function_tests import FunctionTest


def start_picture(exercise: str) -> str:
    """The picture of the first position; nothing for an exercise the library no longer has."""
    return _address(catalogue()[exercise].pictures.start.path) if exercise in catalogue() else ""


def end_picture(exercise: str) -> str:
    """The picture of the far position."""
    return _address(catalogue()[exercise].pictures.end.path) if exercise in catalogue() else ""


def shown(exercise: str, language: str = "en") -> Demonstration | None:
    """Both pictures and, where it was built, the moving figure; None for an exercise the library no longer has."""
    if exercise not in catalogue():
        return None
    words = catalogue()[exercise].words(language)
    return demonstration(
        film=exercise,
        title=words.title,
        pictures=(start_picture(exercise), end_picture(exercise)),
        alts=(words.start_alt, words.end_alt),
    )


def shown_test(test: FunctionTest) -> Demonstration | None:
    """The same of a test of function; None for one of which no picture would help."""
    if test.pictures is None:
        return None
    start, end = test.pictures.start, test.pictures.end
    return demonstration(
        film=f"tests_of_function/{test.id}",
        title=test.title,
        pictures=(_address(start.path), _address(end.path)),
        alts=(start.alt, end.alt),
    )


def in_json(known: Demonstration | None) -> dict[str, dict[str, str]]:
    """For a page on which a script fills the mould: both pictures, their words, and where the figure is to be had.

    Empty where there is none.
    """
    names = ("start_alt", "end_alt", "film", "figure", "viewer")
    return {
        "pictures": {at: getattr(known, at) if known else "" for at in ("start", "end")},
        "shown": {name: getattr(known, name) if known else "" for name in names},
    }


@cache
def _address(path: Path) -> str:
    """Kept for ever by browsers, so it carries the hash of the picture itself."""
    version = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    return f"{static('/'.join(path.parts[-3:]))}?v={version}"
