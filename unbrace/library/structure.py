"""What must hold across the entries of one exercise and across exercises.

The numbers X1, X2 … are those of the structural tests in the clinical specification of the library.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict

from unbrace.library.errors import ContentError
from unbrace.library.exercise_file import CautionRule, ExerciseFile, Tracking
from unbrace.library.registers import Registers
from unbrace.library.wording import did_you_mean
from unbrace.library.wordlist import banned_word_in
from unbrace.library.yaml_file import Location, YamlFile

Written = tuple[YamlFile, ExerciseFile]
Check = Callable[[YamlFile, ExerciseFile, Registers], Iterator[ContentError]]


def check_codes(file: YamlFile, text: ExerciseFile, registers: Registers) -> Iterator[ContentError]:
    """X1: every code exists, planned ones included, and none leads back to the exercise itself."""
    if text.code not in registers.codes:
        yield file.error(("code",), f"{text.code} is not in codes.yaml; add a line there, or use its code")
    for entry, codes in (("regress", text.regress), ("progress", text.progress)):
        for index, code in enumerate(codes):
            if code == text.code:
                yield file.error((entry, index), f"{code} is this exercise itself; remove it")
            elif code not in registers.codes:
                yield file.error(
                    (entry, index), f"{code} is not in codes.yaml; correct it or add a line there"
                )


def check_aims(file: YamlFile, text: ExerciseFile, registers: Registers) -> Iterator[ContentError]:
    """Every aim is one that assessment, goals or a therapist can set."""
    for index, aim in enumerate(text.aims):
        if aim not in registers.aims:
            yield file.error(
                ("aims", index), f"{aim!r} is not in aims.yaml; {did_you_mean(aim, registers.aims)}"
            )


def check_cautions(file: YamlFile, text: ExerciseFile, registers: Registers) -> Iterator[ContentError]:
    """Flags are spelt as in cautions.yaml; plain conditions are words with spaces; a change is written out."""
    named: list[tuple[Location, str]] = [
        (("contraindications", i), c) for i, c in enumerate(text.contraindications)
    ]
    named += [(("cautions", i, "when"), caution.when) for i, caution in enumerate(text.cautions)]
    for at, condition in named:
        if "_" in condition and condition not in registers.cautions:
            hint = did_you_mean(condition, registers.cautions)
            yield file.error(at, f"{condition!r} is not a flag of cautions.yaml; {hint}")
    for index, caution in enumerate(text.cautions):
        if (caution.rule is CautionRule.WITH_CHANGE) != (caution.change is not None):
            yield file.error(
                ("cautions", index), "with_change needs a change written out, therapist_approves has none"
            )
        if caution.when in text.contraindications:
            yield file.error(("cautions", index, "when"), "is also a contraindication; keep one of the two")


def check_faults(file: YamlFile, text: ExerciseFile, registers: Registers) -> Iterator[ContentError]:
    """X2: every fault is in the catalogue, and every fault the camera looks for has its cue."""
    for fault in text.faults:
        if fault not in registers.faults:
            yield file.error(
                ("faults", fault), f"not in faults.yaml; {did_you_mean(fault, registers.faults)}"
            )
    followed = text.movement.faults if text.movement else ()
    for index, fault_id in enumerate(fault.id for fault in followed):
        if fault_id not in text.faults:
            at = ("movement", "faults", index, "id")
            yield file.error(at, f"{fault_id} has no cue; add a line for it under faults")


def check_tracking(file: YamlFile, text: ExerciseFile, registers: Registers) -> Iterator[ContentError]:
    """X3: what is only tapped has no camera rule; what the camera follows has one, and both say the same."""
    if text.tracking is Tracking.TAP and text.movement:
        yield file.error(("movement",), "tracking is tap, so no camera follows it; remove movement")
    if text.tracking is not Tracking.TAP and not text.movement:
        yield file.error(("tracking",), f"is {text.tracking}, but movement is missing; add it, or write tap")
    if not text.movement:
        return
    if text.view.from_ != text.movement.view.value:
        seen_from = text.movement.view
        yield file.error(
            ("view", "from"), f"is {text.view.from_}, but movement.view is {seen_from}; make them one"
        )
    told, followed = text.dosage.default.tempo, text.movement.tempo
    if told and followed and asdict(told) != asdict(followed):
        yield file.error(("movement", "tempo"), "differs from dosage.default.tempo; make them one")


def check_words(file: YamlFile, text: ExerciseFile, registers: Registers) -> Iterator[ContentError]:
    """X7: nothing a patient reads or hears scolds or alarms."""
    shown: dict[Location, str] = {
        ("title",): text.title,
        ("purpose",): text.purpose,
        ("why_it_matters",): text.why_it_matters,
        ("without_camera",): text.without_camera,
        ("view", "text"): text.view.text,
        ("picture_texts", "start"): text.picture_texts.start,
        ("picture_texts", "end"): text.picture_texts.end,
    }
    shown |= {("faults", fault): cue for fault, cue in text.faults.items()}
    shown |= {("cautions", i, "change"): c.change for i, c in enumerate(text.cautions) if c.change}
    for at, words in shown.items():
        if banned := banned_word_in(words):
            yield file.error(at, f"says {banned!r}; say it in a way that neither scolds nor alarms")


#: X8 and the dose are in `dosage_checks`; X10 (text alternative, therapist's note, version) in `exercise_file`.
CHECKS: tuple[Check, ...] = (
    check_codes,
    check_aims,
    check_cautions,
    check_faults,
    check_tracking,
    check_words,
)


def check_across(written: Mapping[str, Written]) -> Iterator[ContentError]:
    """X1: one code, one folder; and nobody who follows `progress` comes back to where they were."""
    folder_of: dict[str, str] = {}
    for folder, (file, text) in sorted(written.items()):
        if text.code in folder_of:
            yield file.error(
                ("code",), f"{text.code} is also the code of {folder_of[text.code]}; give each its own"
            )
        folder_of.setdefault(text.code, folder)
    ways = {text.code: text.progress for _, text in written.values()}
    for _, (file, text) in sorted(written.items()):
        if circle := _circle(text.code, ways):
            yield file.error(
                ("progress",), f"leads in a circle: {' > '.join(circle)}; remove one of these steps"
            )


def _circle(start: str, ways: Mapping[str, tuple[str, ...]]) -> tuple[str, ...] | None:
    paths: list[tuple[str, ...]] = [(start, code) for code in ways[start] if code != start]
    seen: set[str] = set()
    while paths:
        path = paths.pop()
        if path[-1] == start:
            return path
        if path[-1] not in seen:
            seen.add(path[-1])
            paths += [(*path, code) for code in ways.get(path[-1], ())]
    return None
