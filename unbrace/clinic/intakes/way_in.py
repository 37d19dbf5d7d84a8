"""The questions of the way in as this process read them at start, with the questionnaires imported by then."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from unbrace.library.questionnaires import Shelf
    from unbrace.rehab.way_in.questions import WayIn


@cache
def questionnaires() -> Shelf:
    """Every questionnaire; those of others can be asked once their words were imported into this clinic's data."""
    from unbrace.library.questionnaires import load_questionnaires
    from unbrace.library.questionnaires.kept import FOLDER

    return load_questionnaires(imported=settings.DATA / FOLDER)


@cache
def way_in() -> WayIn:
    """Raises `ContentErrors` when the content is wrong: better no start than a question no rule understands."""
    from unbrace.library.way_in import load_way_in

    return load_way_in(questionnaires())
