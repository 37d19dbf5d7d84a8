"""What must hold for the library as a whole: enough for every aim, something for everybody, and a first week that fits.

X4, X5 and X9 of the clinical specification. They speak about a whole library, so they are asked as soon as every code
of the register has its folder, and not before. X6 is `open_to`: what may be given without a therapist's yes.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import combinations

from unbrace.library.errors import ContentError
from unbrace.library.exercise_file import CautionRule, ExerciseFile
from unbrace.library.registers import Registers
from unbrace.rehab.dosage import Dosage, Kind, Sides

FEWEST = 3
#: Chosen by a therapist, or helped by education more than by exercise (X4).
MAY_HAVE_FEWER = frozenset(
    {"arm_pain", "related_leg_pain", "dizziness_neck", "low_mood_anxiety", "relapse_prevention"}
)
#: In every home: nothing has to be bought for an exercise that asks for these alone.
IN_EVERY_HOME = (
    "mat",
    "chair",
    "wall",
    "pillow",
    "cushion",
    "towel",
    "doorway",
    "counter",
    "desk",
    "table",
    "shoes",
)

#: Together they are common in older people with back pain; they must not be left with nothing (X5).
FRAIL = frozenset({"osteoporosis", "falls_risk", "cardio"})
FAMILIES = {"LM": ("LM",), "LC or HP": ("LC", "HP"), "BR": ("BR",), "WK": ("WK",)}

FIRST_WEEK_MINUTES = 20
WARM_UP_MINUTES = 2
SECONDS_A_REPETITION = 4.0


def open_to(text: ExerciseFile, flags: Collection[str]) -> bool:
    """X6: whether this may be given without asking, with these flags set. What a caution changes is open, changed."""
    if set(text.contraindications) & set(flags):
        return False
    asks = (c.when for c in text.cautions if c.rule is CautionRule.THERAPIST_APPROVES)
    return not set(asks) & set(flags)


def minutes(dosage: Dosage) -> float:
    """About how long one session of this takes: repetitions at their tempo, holds, both sides, and the rests."""
    tempo = dosage.tempo
    each = tempo.out_s + tempo.pause_s + tempo.back_s if tempo else SECONDS_A_REPETITION
    one = (dosage.hold_s or 0.0) + (each if dosage.reps else 0.0)
    sides = 2 if dosage.side is Sides.EACH else 1
    return (dosage.sets * sides * (dosage.reps or 1) * one + (dosage.sets - 1) * dosage.rest_s) / 60


def check_coverage(written: Mapping[str, ExerciseFile], registers: Registers) -> Iterator[ContentError]:
    """Asked of a whole library only: while exercises are planned, nothing can be missing."""
    texts = list(written.values())
    if {text.code for text in texts} != set(registers.codes):
        return
    yield from _enough(texts, registers)
    yield from _something_for_everybody(texts)
    yield from _a_first_week(texts, registers)


def _enough(texts: Iterable[ExerciseFile], registers: Registers) -> Iterator[ContentError]:
    for aim in registers.aims.keys() - MAY_HAVE_FEWER:
        serving = [text for text in texts if aim in text.aims]
        if len(serving) < FEWEST:
            yield ContentError("aims.yaml", aim, f"has {len(serving)} exercises; write at least {FEWEST}")
        elif not any(_needs_nothing(text) for text in serving):
            yield ContentError("aims.yaml", aim, "has no exercise that needs nothing bought; write one")


def _needs_nothing(text: ExerciseFile) -> bool:
    return all(
        thing.split(",")[0].split()[-1] in IN_EVERY_HOME or "optional" in thing for thing in text.equipment
    )


def _something_for_everybody(texts: Iterable[ExerciseFile]) -> Iterator[ContentError]:
    free = [text.code[:2] for text in texts if open_to(text, FRAIL)]
    for family, codes in FAMILIES.items():
        if not any(code in free for code in codes):
            with_flags = " and ".join(sorted(FRAIL))
            yield ContentError(
                "codes.yaml", family, f"leaves nothing to somebody with {with_flags}; write one"
            )


def _a_first_week(texts: Iterable[ExerciseFile], registers: Registers) -> Iterator[ContentError]:
    """X9: a warm-up, one exercise for each of two aims, and one for breathing, each day of the first week."""
    shortest: dict[str, float] = {}
    for text in texts:
        for aim in text.aims:
            if text.kind is not Kind.WALKING:
                shortest[aim] = min(shortest.get(aim, 1e9), minutes(text.dosage.default))
    breathing = shortest.get("bracing_breathing", 0.0)
    for one, other in combinations(sorted(registers.aims.keys() & shortest.keys()), 2):
        day = WARM_UP_MINUTES + shortest[one] + shortest[other] + breathing
        if day > FIRST_WEEK_MINUTES:
            yield ContentError(
                "codes.yaml", "", f"a first day for {one} and {other} takes {day:.0f} minutes; shorten a dose"
            )
