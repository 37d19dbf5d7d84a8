"""One exercise as the rooms above use it: what its file says, and what lies beside that file."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from unbrace.library.exercise_file import ExerciseFile
from unbrace.library.instructions import Instructions
from unbrace.library.pictures import Picture
from unbrace.library.translation.exercise import ExerciseWords
from unbrace.library.translation.languages import known_language


@dataclass(frozen=True)
class Pictures:
    """The drawings of the first and the last position."""

    start: Picture
    end: Picture


class Exercise(ExerciseFile):
    """`id` is the name of its folder; all entries of `exercise.yaml` are attributes; frozen.

    `translations` are those that are as new as the English words; a language in `stale` has an older one, not shown.
    """

    id: str
    folder: Path
    content_hash: str
    english: ExerciseWords
    translations: Mapping[str, ExerciseWords]
    stale: frozenset[str]
    pictures: Pictures
    cases: tuple[Path, ...]

    @property
    def why(self) -> str:
        """One sentence for the person who does it."""
        return self.why_it_matters

    @property
    def cues(self) -> Mapping[str, str]:
        """What to say for each fault, by its id."""
        return self.faults

    def words(self, language: str) -> ExerciseWords:
        """All words for the person who does it, in this language; in English where there is no current translation."""
        return self.translations.get(known_language(language), self.english)

    def instructions(self, language: str = "en") -> Instructions:
        """The text in this language, else in English."""
        return self.words(language).instructions
