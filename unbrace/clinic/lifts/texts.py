"""The words about lifting, as this process read them at start."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from unbrace.library.lifting_words import LiftingWords


@cache
def lifting_texts() -> LiftingWords:
    from unbrace.library.lifting_words import load_lifting_words

    return load_lifting_words()
