"""Reads one folder of `content/exercises`: all files in it, each checked on its own and against the others."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from unbrace.library.content_hash import content_hash
from unbrace.library.demonstration.file import NAME as DEMONSTRATION
from unbrace.library.demonstration.file import read_demonstration
from unbrace.library.dosage_checks import check_dosage
from unbrace.library.errors import ContentError, ContentErrors
from unbrace.library.exercise import Exercise, Pictures
from unbrace.library.exercise_file import ExerciseFile
from unbrace.library.instructions import Instructions, read_instructions
from unbrace.library.pictures import NAMES, POSITIONS, Picture, read_picture
from unbrace.library.registers import Registers
from unbrace.library.structure import CHECKS
from unbrace.library.translation.exercise import FILE_NAME, ExerciseWords, english_words, read_exercise_words
from unbrace.library.wording import did_you_mean, validated
from unbrace.library.yaml_file import YamlFile, read_yaml

_FOLDER = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
_CASE = re.compile(r"^[a-z0-9_-]+\.jsonl\.gz$")
_EXPECTED = ("exercise.yaml", "instructions.en.md", DEMONSTRATION, *NAMES, "cases")


@dataclass(frozen=True)
class ExerciseFolder:
    """An exercise and the file it was written in, for checks across exercises."""

    file: YamlFile
    exercise: Exercise


def read_folder(folder: Path, registers: Registers) -> ExerciseFolder:
    """Raises ContentErrors with everything in this folder that is to be put right."""
    errors = list(_names(folder))
    file, written = _entries(folder, errors)
    if file and written:
        for check in CHECKS:
            errors += check(file, written, registers)
        errors += check_dosage(file, written)
    text = _text(folder, errors)
    english = english_words(written, text) if written and text else None
    translations, stale = _translations(folder, english, errors)
    drawings = _drawings(folder, written, errors)
    shown = _demonstration(folder, errors)
    if errors or not file or not written or not english:
        raise ContentErrors(errors)
    exercise = Exercise.model_construct(
        **{name: getattr(written, name) for name in ExerciseFile.model_fields},
        id=folder.name,
        folder=folder,
        content_hash=content_hash(file.data, _hashed(english, drawings) | shown),
        english=english,
        translations=translations,
        stale=stale,
        pictures=Pictures(*drawings),
        cases=tuple(sorted(folder.glob("cases/*.jsonl.gz"))),
    )
    return ExerciseFolder(file, exercise)


def _names(folder: Path) -> Iterator[ContentError]:
    if not _FOLDER.match(folder.name):
        yield ContentError(
            folder.name, "", "is not a folder name; use small letters and hyphens, such as bird-dog"
        )
    for path in sorted(folder.iterdir()):
        if path.name not in _EXPECTED and not FILE_NAME.match(path.name):
            yield ContentError(
                f"{folder.name}/{path.name}",
                "",
                f"does not belong here; {did_you_mean(path.name, _EXPECTED)}",
            )
    for case in sorted(folder.glob("cases/*")):
        if not _CASE.match(case.name):
            yield ContentError(
                f"{folder.name}/cases/{case.name}", "", "is not a case; its name ends in .jsonl.gz"
            )


def _entries(folder: Path, errors: list[ContentError]) -> tuple[YamlFile | None, ExerciseFile | None]:
    file = None
    try:
        file = read_yaml(folder / "exercise.yaml", f"{folder.name}/exercise.yaml")
        return file, validated(ExerciseFile, file)
    except ContentError as error:
        errors.append(error)
    except ContentErrors as found:
        errors += found.errors
    return file, None


def _text(folder: Path, errors: list[ContentError]) -> Instructions | None:
    path, name = folder / "instructions.en.md", f"{folder.name}/instructions.en.md"
    if not path.exists():
        errors.append(ContentError(name, "", "is missing; write the English instructions"))
        return None
    try:
        return read_instructions(path, name)
    except ContentErrors as found:
        errors += found.errors
    return None


def _translations(
    folder: Path, english: ExerciseWords | None, errors: list[ContentError]
) -> tuple[dict[str, ExerciseWords], frozenset[str]]:
    """Current ones, and the languages whose translation is older than the English words."""
    current, stale = {}, set()
    for path in sorted(folder.glob("instructions.*.md")):
        if path.name == "instructions.en.md" or english is None:
            continue
        try:
            words = read_exercise_words(path, f"{folder.name}/{path.name}", english)
        except ContentErrors as found:
            errors += found.errors
            continue
        if words is None:
            stale.add(FILE_NAME.sub(r"\1", path.name))
        else:
            current[words.language] = words
    return current, frozenset(stale)


def _drawings(folder: Path, written: ExerciseFile | None, errors: list[ContentError]) -> list[Picture]:
    alts = (written.picture_texts.start, written.picture_texts.end) if written else ("", "")
    drawings = []
    for position, alt in zip(POSITIONS, alts, strict=True):
        try:
            drawings.append(read_picture(folder, position, alt))
        except ContentError as error:
            errors.append(error)
    return drawings


def _hashed(english: ExerciseWords, drawings: list[Picture]) -> dict[str, str]:
    """The English words stand for all: what a therapist signed stays signed when a language is added to it, and a
    translation that is no longer current is not shown."""
    words = {"instructions.en.md": english.instructions.markdown}
    return words | {drawing.path.name: drawing.svg for drawing in drawings if drawing.svg}


def _demonstration(folder: Path, errors: list[ContentError]) -> dict[str, str]:
    """The movement as it is shown, checked. The pictures drawn from it are not hashed: it is what they rest on."""
    path = folder / DEMONSTRATION
    if not path.exists():
        return {}
    try:
        read_demonstration(path, f"{folder.name}/{DEMONSTRATION}")
    except ContentError as error:
        errors.append(error)
    except ContentErrors as found:
        errors += found.errors
    return {} if errors else {DEMONSTRATION: path.read_text(encoding="utf-8")}
