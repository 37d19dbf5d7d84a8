"""The texts of the changes, as this process read them at start."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from unbrace.library.desk_changes import DeskChanges


@cache
def desk_texts() -> DeskChanges:
    from unbrace.library.desk_changes import load_desk_changes

    return load_desk_changes()
