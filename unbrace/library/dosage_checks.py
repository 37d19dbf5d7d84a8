"""Does a dose make sense, and does it stand on its own ladder? (X8: start, target and limit in one direction.)"""

from collections.abc import Iterator

from unbrace.library.errors import ContentError
from unbrace.library.exercise_file import ExerciseFile
from unbrace.library.yaml_file import YamlFile
from unbrace.rehab.dosage import Dosage, Ladder, Rungs, most_sets

MOST_TIMES_A_DAY = 16  # once in every waking hour
RUNGS = ("reps", "hold_s", "sets", "load_kg")


def check_dosage(file: YamlFile, text: ExerciseFile) -> Iterator[ContentError]:
    """Everything about `dosage` that cannot be prescribed as it is written."""
    dosage, ladder = text.dosage.default, text.dosage.ladder
    for entry, remedy in (*_dose(dosage), *_effort(dosage)):
        yield file.error(("dosage", "default", entry), remedy)
    for name in RUNGS:
        for remedy in _rungs(name, dosage, ladder):
            yield file.error(("dosage", "ladder", name), remedy)
    if dosage.band is not None and dosage.band not in ladder.bands:
        yield file.error(
            ("dosage", "ladder", "bands"), f"does not list the default band {dosage.band!r}; add it"
        )


def _dose(dosage: Dosage) -> Iterator[tuple[str, str]]:
    if dosage.sets < 1:
        yield "sets", f"is {dosage.sets}; write at least 1"
    elif dosage.sets > most_sets(dosage):
        yield "sets", f"is {dosage.sets}; the most is {most_sets(dosage)}"
    if dosage.reps is None and dosage.hold_s is None:
        yield "reps", "missing; give repetitions, or hold_s for a position that is held"
    for name in ("reps", "hold_s", "load_kg"):
        value = getattr(dosage, name)
        if value is not None and value <= 0:
            yield name, f"is {value:g}; write a number above 0, or null"
    if dosage.rest_s < 0:
        yield "rest_s", f"is {dosage.rest_s:g}; write seconds, 0 or more"
    if dosage.days_per_week is not None and not 1 <= dosage.days_per_week <= 7:
        yield "days_per_week", f"is {dosage.days_per_week}; write 1 to 7"
    if dosage.times_per_day is not None and not 1 <= dosage.times_per_day <= MOST_TIMES_A_DAY:
        yield "times_per_day", f"is {dosage.times_per_day}; write 1 to {MOST_TIMES_A_DAY}"


def _effort(dosage: Dosage) -> Iterator[tuple[str, str]]:
    if dosage.effort is None:
        yield "effort", "missing; add lowest and highest on the 0-10 scale"
    elif not 0 <= dosage.effort.lowest <= dosage.effort.highest <= 10:
        yield "effort", "lowest and highest must lie between 0 and 10, lowest first"


def _rungs(name: str, dosage: Dosage, ladder: Ladder) -> Iterator[str]:
    rungs: Rungs | None = getattr(ladder, name)
    if rungs is None:
        return
    value = getattr(dosage, name)
    if value is None:
        yield f"has a ladder, but the default dose gives no {name}; add one or remove the other"
        return
    if not rungs.lowest <= value <= rungs.highest:
        yield f"runs from {rungs.lowest:g} to {rungs.highest:g}, but the default is {value:g}; widen it"
    if rungs.step <= 0:
        yield f"has a step of {rungs.step:g}; write a step above 0"
    if name == "sets" and rungs.highest > most_sets(dosage):
        yield f"goes up to {rungs.highest:g}; the most is {most_sets(dosage)}"
