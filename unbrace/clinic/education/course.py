"""The breathing course as this process read it at start."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from unbrace.clinic.programmes.queries import catalogue

if TYPE_CHECKING:
    from unbrace.library.breathing import Course


@cache
def breathing_course() -> Course:
    """Raises `ContentErrors` when the content is wrong: better no start than a pacer without bounds."""
    from unbrace.library.breathing import load_breathing

    return load_breathing({exercise.code for exercise in catalogue()})
