"""The exercise library: reads every folder of `content/exercises` at start, and stops when anything is not right."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from unbrace.library.coverage import check_coverage, open_to
from unbrace.library.errors import ContentError, ContentErrors
from unbrace.library.exercise import Exercise
from unbrace.library.exercise_folder import ExerciseFolder, read_folder
from unbrace.library.registers import Registers, read_registers
from unbrace.library.structure import check_across
from unbrace.library.wording import did_you_mean

ROOT = Path(__file__).parents[1] / "content" / "exercises"


@dataclass(frozen=True)
class Catalogue:
    """All exercises, in the order of the code register. `registers` also knows the planned ones."""

    exercises: Mapping[str, Exercise]
    registers: Registers

    def __getitem__(self, exercise_id: str) -> Exercise:
        """Raises KeyError with the ids that exist."""
        try:
            return self.exercises[exercise_id]
        except KeyError:
            raise KeyError(
                f"no exercise {exercise_id!r}; {did_you_mean(exercise_id, self.exercises)}"
            ) from None

    def __contains__(self, exercise_id: object) -> bool:
        return exercise_id in self.exercises

    def __iter__(self) -> Iterator[Exercise]:
        return iter(self.exercises.values())

    def __len__(self) -> int:
        return len(self.exercises)

    @property
    def draft(self) -> bool:
        """True while anything in here has not been signed by a clinician."""
        return any(exercise.reviewed_by is None for exercise in self)

    def by_code(self, code: str) -> Exercise | None:
        """The exercise with this code; None while it is planned. Raises KeyError for a code nobody registered."""
        if code not in self.registers.codes:
            raise KeyError(f"no code {code!r} in codes.yaml")
        return next((exercise for exercise in self if exercise.code == code), None)

    def harder_than(self, exercise_id: str) -> tuple[Exercise, ...]:
        """The exercises `progress` leads to that can be prescribed today."""
        return self._ready(self[exercise_id].progress)

    def easier_than(self, exercise_id: str) -> tuple[Exercise, ...]:
        """The exercises `regress` leads to that can be prescribed today."""
        return self._ready(self[exercise_id].regress)

    def open_to(self, flags: Collection[str]) -> tuple[Exercise, ...]:
        """What may be given without a therapist's yes while these flags are set (X6)."""
        return tuple(exercise for exercise in self if open_to(exercise, flags))

    def _ready(self, codes: tuple[str, ...]) -> tuple[Exercise, ...]:
        return tuple(exercise for code in codes if (exercise := self.by_code(code)))


def load_exercises(root: Path | None = None) -> Catalogue:
    """Read the whole library, by default the one that ships. Raises ContentErrors with all that is to be put right."""
    root = root or ROOT
    registers = read_registers(root)
    errors: list[ContentError] = []
    folders: dict[str, ExerciseFolder] = {}
    for path in sorted(path for path in root.iterdir() if path.is_dir()):
        try:
            folders[path.name] = read_folder(path, registers)
        except ContentErrors as found:
            errors += found.errors
    errors += check_across({name: (folder.file, folder.exercise) for name, folder in folders.items()})
    errors += check_coverage({name: folder.exercise for name, folder in folders.items()}, registers)
    if not folders and not errors:
        errors.append(
            ContentError(str(root.name), "", "holds no exercise; add a folder with an exercise.yaml")
        )
    if errors:
        raise ContentErrors(errors)
    order = list(registers.codes)
    exercises = sorted((folder.exercise for folder in folders.values()), key=lambda e: order.index(e.code))
    return Catalogue(MappingProxyType({exercise.id: exercise for exercise in exercises}), registers)
