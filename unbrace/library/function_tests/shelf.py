"""All tests of function: reads every folder of `content/tests_of_function`, and stops when anything is not right."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from unbrace.library.content_hash import content_hash
from unbrace.library.demonstration.file import NAME as DEMONSTRATION
from unbrace.library.demonstration.file import read_demonstration
from unbrace.library.errors import ContentError, ContentErrors
from unbrace.library.exercise import Pictures
from unbrace.library.exercises import ROOT as EXERCISES
from unbrace.library.function_tests.checks import CHECKS
from unbrace.library.function_tests.file import FunctionTestFile
from unbrace.library.pictures import POSITIONS, read_picture
from unbrace.library.registers import read_registers
from unbrace.library.wording import did_you_mean, validated
from unbrace.library.yaml_file import read_yaml

ROOT = Path(__file__).parents[2] / "content" / "tests_of_function"
NAME = "test.yaml"
PICTURES = tuple(f"{position}.webp" for position in POSITIONS)
_FOLDER = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")


class FunctionTest(FunctionTestFile):
    """`id` is the name of its folder; all entries of `test.yaml` are attributes; frozen.

    `pictures` is None where `no_picture` says why.
    """

    id: str
    content_hash: str
    pictures: Pictures | None


@dataclass(frozen=True)
class FunctionTests:
    """All tests, sorted by what they look at."""

    tests: Mapping[str, FunctionTest]

    def __getitem__(self, test_id: str) -> FunctionTest:
        """Raises KeyError with the ids that exist."""
        try:
            return self.tests[test_id]
        except KeyError:
            raise KeyError(f"no test {test_id!r}; {did_you_mean(test_id, self.tests)}") from None

    def __contains__(self, test_id: object) -> bool:
        return test_id in self.tests

    def __iter__(self) -> Iterator[FunctionTest]:
        return iter(self.tests.values())

    def __len__(self) -> int:
        return len(self.tests)

    @property
    def draft(self) -> bool:
        """True while anything in here has not been signed by a clinician."""
        return any(test.reviewed_by is None for test in self)


def load_function_tests(root: Path | None = None) -> FunctionTests:
    """Read all tests, by default those that ship. Raises ContentErrors with all that is to be put right."""
    root = root or ROOT
    flags = read_registers(EXERCISES).cautions
    errors: list[ContentError] = []
    tests: list[FunctionTest] = []
    for folder in sorted(path for path in root.iterdir() if path.is_dir()):
        try:
            tests.append(read_test(folder, flags))
        except ContentErrors as found:
            errors += found.errors
    if not tests and not errors:
        errors.append(ContentError(root.name, "", f"holds no test; add a folder with a {NAME}"))
    if errors:
        raise ContentErrors(errors)
    order = list(type(tests[0].looks_at))
    tests.sort(key=lambda test: (order.index(test.looks_at), test.id))
    return FunctionTests(MappingProxyType({test.id: test for test in tests}))


def read_test(folder: Path, flags: Collection[str]) -> FunctionTest:
    """Raises ContentErrors with everything in this folder that is to be put right."""
    errors = list(_names(folder))
    try:
        file = read_yaml(folder / NAME, f"{folder.name}/{NAME}")
        text = validated(FunctionTestFile, file)
    except ContentError as error:
        raise ContentErrors([*errors, error]) from None
    except ContentErrors as found:
        raise ContentErrors([*errors, *found.errors]) from None
    for check in CHECKS:
        errors += check(file, text, flags)
    shown, pictures = _shown(folder, text, errors)
    if errors:
        raise ContentErrors(errors)
    entries = {name: getattr(text, name) for name in FunctionTestFile.model_fields}
    return FunctionTest.model_construct(
        **entries, id=folder.name, content_hash=content_hash(file.data, shown), pictures=pictures
    )


def _shown(
    folder: Path, text: FunctionTestFile, errors: list[ContentError]
) -> tuple[dict[str, str], Pictures | None]:
    """The movement as it is shown, for the fingerprint, and the two pictures that were drawn from it."""
    path = folder / DEMONSTRATION
    if text.picture_texts is None:
        errors += [
            ContentError(
                f"{folder.name}/{stray.name}", "", "is here though no_picture says why there is none"
            )
            for stray in sorted(folder.iterdir())
            if stray.name in (DEMONSTRATION, *PICTURES)
        ]
        return {}, None
    if missing := [picture for picture in PICTURES if not (folder / picture).exists()]:
        errors += [
            ContentError(f"{folder.name}/{one}", "", "is missing; draw it with `make stills`")
            for one in missing
        ]
        return {}, None
    drawings, alts = [], (text.picture_texts.start, text.picture_texts.end)
    try:
        read_demonstration(path, f"{folder.name}/{DEMONSTRATION}")
        drawings = [read_picture(folder, at, alt) for at, alt in zip(POSITIONS, alts, strict=True)]
    except ContentError as error:
        errors.append(error)
    except ContentErrors as found:
        errors += found.errors
    return ({DEMONSTRATION: path.read_text("utf-8")}, Pictures(*drawings)) if drawings else ({}, None)


def _names(folder: Path) -> Iterator[ContentError]:
    if not _FOLDER.match(folder.name):
        yield ContentError(
            folder.name, "", "is not a folder name; use small letters and hyphens, such as neck-rotation"
        )
    for path in sorted(folder.iterdir()):
        if path.name not in (NAME, DEMONSTRATION, *PICTURES):
            yield ContentError(
                f"{folder.name}/{path.name}",
                "",
                f"does not belong here; only {NAME}, {DEMONSTRATION} and the pictures drawn from it do",
            )
