"""Addresses of the drawings that lie beside an exercise, changed whenever its content changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from django.templatetags.static import static

from unbrace.clinic.programmes.queries import catalogue

if TYPE_CHECKING:
    from unbrace.library.pictures import Picture


def start_picture(exercise: str) -> str:
    """The drawing of the first position; nothing where there is none, or no such exercise any more."""
    return _address(exercise, "start")


def end_picture(exercise: str) -> str:
    """The drawing of the far position."""
    return _address(exercise, "end")


def _address(exercise: str, which: Literal["start", "end"]) -> str:
    if exercise not in catalogue():
        return ""
    found = catalogue()[exercise]
    picture: Picture = getattr(found.pictures, which)
    if not picture.is_drawn:
        return ""
    content_hash = found.content_hash.removeprefix("sha256:")
    return f"{static(f'exercises/{exercise}/{picture.path.name}')}?v={content_hash[:12]}"
