"""In which language a PDF can be: English, or one whose letters the typeface holds and that is written from the left.

ReportLab sets no Arabic by itself: letters would stand apart and in the wrong order. It could with a shaping library, a
library for the order of the letters and an Arabic typeface; until there is all of that, Arabic readers get English.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from unbrace.clinic.translations.queries import reviewed_in, translation_is_reviewed
from unbrace.library.translation.languages import LANGUAGES, ORIGINAL, direction_of, known_language
from unbrace.portal.translated import NOT_REVIEWED, Reader

if TYPE_CHECKING:
    from unbrace.clinic.care_teams.models import Clinic
    from unbrace.clinic.patients.models import Patient


def language_on_paper(wanted: str) -> str:
    language = known_language(wanted)
    return language if language in LANGUAGES and direction_of(language) == "ltr" else ORIGINAL


def paper_mark(language: str, clinic: Clinic) -> str:
    """That nobody of the clinic has approved the words of its pages, in their own language; empty when somebody has."""
    if language == ORIGINAL or translation_is_reviewed(language=language, clinic=clinic):
        return ""
    return NOT_REVIEWED[language]


def reader_on_paper(patient: Patient) -> Reader:
    """For a sheet that somebody else prints for them."""
    language = language_on_paper(patient.user.language)
    return Reader(language, reviewed_in(patient.clinic, language)) if language != ORIGINAL else Reader()
