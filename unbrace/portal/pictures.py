"""Addresses of the drawings that lie beside an exercise, changed whenever its content changes."""

from __future__ import annotations

from django.templatetags.static import static

from unbrace.clinic.programmes.queries import catalogue


def start_picture(exercise: str) -> str:
    """The drawing of the first position; nothing for an exercise the library no longer has."""
    return _address(exercise, "start.svg")


def end_picture(exercise: str) -> str:
    """The drawing of the far position."""
    return _address(exercise, "end.svg")


def _address(exercise: str, name: str) -> str:
    if exercise not in catalogue():
        return ""
    content_hash = catalogue()[exercise].content_hash.removeprefix("sha256:")
    return f"{static(f'exercises/{exercise}/{name}')}?v={content_hash[:12]}"
