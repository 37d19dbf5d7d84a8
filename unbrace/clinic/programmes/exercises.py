"""The library of exercises as this process read it at start."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from unbrace.library.exercises import Catalogue


@cache
def catalogue() -> Catalogue:
    """Every exercise, checked. Raises `ContentErrors` when the content is wrong: better no start than a wrong dose."""
    from unbrace.library.exercises import load_exercises

    return load_exercises()
