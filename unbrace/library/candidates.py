"""The exercises of the library as `rehab.plan_draft` needs to know them: no files, no words, no camera."""

from collections.abc import Iterable

from unbrace.library.exercise import Exercise
from unbrace.library.exercise_file import CautionRule
from unbrace.rehab.plan_draft import Candidate, levels


def candidates(exercises: Iterable[Exercise]) -> tuple[Candidate, ...]:
    """One candidate for each exercise, with its level: how many easier ones of these lead up to it."""
    shelf = tuple(exercises)
    steps = levels({exercise.code: exercise.regress for exercise in shelf})
    return tuple(_candidate(exercise, steps[exercise.code]) for exercise in shelf)


def _candidate(exercise: Exercise, level: int) -> Candidate:
    asks = CautionRule.THERAPIST_APPROVES
    return Candidate(
        id=exercise.id,
        code=exercise.code,
        title=exercise.title,
        aims=frozenset(exercise.aims),
        kind=exercise.kind,
        position=exercise.position,
        equipment=exercise.equipment,
        dosage=exercise.dosage.default,
        level=level,
        safe_floor=exercise.safe_floor,
        never_with=frozenset(exercise.contraindications),
        ask_first=frozenset(caution.when for caution in exercise.cautions if caution.rule is asks),
        changes={caution.when: caution.change for caution in exercise.cautions if caution.change},
    )
