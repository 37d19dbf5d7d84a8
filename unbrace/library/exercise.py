"""One exercise as the rooms above use it: what its file says, and what lies beside that file."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from unbrace.library.exercise_file import ExerciseFile
from unbrace.library.instructions import Instructions
from unbrace.library.pictures import Picture


@dataclass(frozen=True)
class Pictures:
    """The drawings of the first and the last position."""

    start: Picture
    end: Picture


class Exercise(ExerciseFile):
    """`id` is the name of its folder; all entries of `exercise.yaml` are attributes; frozen."""

    id: str
    folder: Path
    content_hash: str
    texts: Mapping[str, Instructions]
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

    def instructions(self, language: str = "en") -> Instructions:
        """The text in this language, else in its main language, else in English."""
        return self.texts.get(language) or self.texts.get(language.split("-")[0]) or self.texts["en"]
