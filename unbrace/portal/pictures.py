"""Addresses of the pictures that lie beside an exercise, changed whenever its content changes."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from django.templatetags.static import static

from unbrace.clinic.programmes.queries import catalogue
from unbrace.portal.ui.demonstration.demonstration import Demonstration, demonstration


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
        exercise=exercise,
        title=words.title,
        pictures=(start_picture(exercise), end_picture(exercise)),
        alts=(words.start_alt, words.end_alt),
    )


@cache
def _address(path: Path) -> str:
    """Kept for ever by browsers, so it carries the hash of the picture itself."""
    version = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    return f"{static(f'exercises/{path.parent.name}/{path.name}')}?v={version}"
