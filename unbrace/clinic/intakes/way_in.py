"""The questions of the way in, with the questionnaires that a clinic may ask just now."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from unbrace.clinic.questionnaires.shelf import own_shelf, shelf_of

if TYPE_CHECKING:
    from unbrace.clinic.care_teams.models import Clinic
    from unbrace.library.questionnaires import Shelf
    from unbrace.rehab.way_in.questions import WayIn


def questionnaires(clinic: Clinic | None = None) -> Shelf:
    """Every questionnaire; those of others can be asked once this clinic has imported their words. None: what ships."""
    return shelf_of(clinic) if clinic is not None else own_shelf()


def way_in(clinic: Clinic | None = None) -> WayIn:
    """Raises `ContentErrors` when the content is wrong: better no start than a question no rule understands."""
    return _with(_Same(questionnaires(clinic)))


class _Same:
    """A shelf as a key: the same one gives the same questions, without comparing every word in it."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.shelf is self.shelf

    def __hash__(self) -> int:
        return id(self.shelf)


@lru_cache(maxsize=64)
def _with(same: _Same) -> WayIn:
    from unbrace.library.way_in import load_way_in

    return load_way_in(same.shelf)
