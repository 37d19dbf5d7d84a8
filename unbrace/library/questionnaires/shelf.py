"""Reads every folder of `content/questionnaires` at start, adds what a clinic imported, stops when it is not right."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from unbrace.library.content_hash import content_hash
from unbrace.library.errors import ContentError, ContentErrors
from unbrace.library.questionnaires.checks import CHECKS, instrument_of
from unbrace.library.questionnaires.file import QuestionnaireFile, Terms
from unbrace.library.questionnaires.kept import Imported, Kept, kept_in
from unbrace.library.questionnaires.reading import NotImported
from unbrace.library.questionnaires.wording import Wording
from unbrace.library.wording import did_you_mean, validated
from unbrace.library.yaml_file import YamlFile, read_yaml
from unbrace.rehab.scoring import Instrument

ROOT = Path(__file__).parents[2] / "content" / "questionnaires"
_FOLDER = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
_EXPECTED = ("questionnaire.yaml", "cases.yaml")


class Questionnaire(QuestionnaireFile):
    """`id` is the name of its folder; all entries of `questionnaire.yaml` are attributes; frozen."""

    id: str
    content_hash: str
    instrument: Instrument
    imported: Imported | None = None

    @property
    def text(self) -> Wording | None:
        """The words of its items: our own, or imported ones. None: it cannot be asked here."""
        return self.wording or (self.imported.wording if self.imported else None)

    @property
    def can_be_asked(self) -> bool:
        """Whether there are words to ask it with."""
        return self.text is not None


@dataclass(frozen=True)
class Shelf:
    """All questionnaires by id, in alphabetical order. `not_read`: imports that no longer fit, with the reason;
    `inactive`: imports that are kept and not asked, by id."""

    questionnaires: Mapping[str, Questionnaire]
    not_read: tuple[ContentError, ...] = ()
    inactive: Mapping[str, Imported] = field(default_factory=dict)

    def __getitem__(self, questionnaire_id: str) -> Questionnaire:
        """Raises KeyError with the ids that exist."""
        try:
            return self.questionnaires[questionnaire_id]
        except KeyError:
            hint = did_you_mean(questionnaire_id, self.questionnaires)
            raise KeyError(f"no questionnaire {questionnaire_id!r}; {hint}") from None

    def __contains__(self, questionnaire_id: object) -> bool:
        return questionnaire_id in self.questionnaires

    def __iter__(self) -> Iterator[Questionnaire]:
        return iter(self.questionnaires.values())

    def __len__(self) -> int:
        return len(self.questionnaires)

    @property
    def draft(self) -> bool:
        """True while anything in here has not been signed by a clinician."""
        return any(one.reviewed_by is None for one in self)


def load_questionnaires(
    root: Path | None = None, *, imported: Path | None = None, clinic: str | None = None
) -> Shelf:
    """Read all, by default those that ship. `imported` is the folder that imports are kept in; with `clinic` only those
    in it that are for every clinic, or for this one.

    Raises ContentErrors with all that is to be put right in the content. An import that no longer fits an instrument
    does not stop the house: it is left out and named in `not_read`, and its questionnaire is not asked.
    """
    root = root or ROOT
    errors: list[ContentError] = []
    found: dict[str, Questionnaire] = {}
    for folder in sorted(path for path in root.iterdir() if path.is_dir()):
        try:
            found[folder.name] = read_questionnaire(folder)
        except ContentErrors as problems:
            errors += problems.errors
    if not found and not errors:
        errors.append(
            ContentError(root.name, "", "holds no questionnaire; add a folder with a questionnaire.yaml")
        )
    if errors:
        raise ContentErrors(errors)
    return _with_imports(found, imported, clinic)


def read_questionnaire(folder: Path) -> Questionnaire:
    """One folder. Raises ContentErrors with everything in it that is to be put right."""
    errors = list(_names(folder))
    try:
        file = read_yaml(folder / "questionnaire.yaml", f"{folder.name}/questionnaire.yaml")
        text = validated(QuestionnaireFile, file)
    except ContentError as error:
        raise ContentErrors([*errors, error]) from None
    except ContentErrors as found:
        raise ContentErrors([*errors, *found.errors]) from None
    errors += [error for check in CHECKS for error in check(file, text)]
    if errors:
        raise ContentErrors(errors)
    return _questionnaire(folder.name, file, text)


def _questionnaire(name: str, file: YamlFile, text: QuestionnaireFile) -> Questionnaire:
    return Questionnaire.model_construct(
        **{field: getattr(text, field) for field in QuestionnaireFile.model_fields},
        id=name,
        content_hash=content_hash(file.data, {}),
        instrument=instrument_of(name, text),
        imported=None,
    )


def _names(folder: Path) -> Iterator[ContentError]:
    if not _FOLDER.match(folder.name):
        yield ContentError(
            folder.name, "", "is not a folder name; use small letters and hyphens, such as roland-morris"
        )
    for path in sorted(folder.iterdir()):
        if path.name not in _EXPECTED:
            hint = did_you_mean(path.name, _EXPECTED)
            yield ContentError(f"{folder.name}/{path.name}", "", f"does not belong here; {hint}")


def with_kept(shelf: Shelf, kept: Mapping[str, Kept]) -> Shelf:
    """The same shelf with imports that lie elsewhere, by id; they take the place of those that are on it."""
    found, inactive, not_read = dict(shelf.questionnaires), dict(shelf.inactive), list(shelf.not_read)
    for name, one in kept.items():
        _put(found, inactive, not_read, name, one)
    return Shelf(MappingProxyType(found), tuple(not_read), MappingProxyType(inactive))


def _with_imports(found: dict[str, Questionnaire], imported: Path | None, clinic: str | None) -> Shelf:
    not_read: list[ContentError] = []
    inactive: dict[str, Imported] = {}
    for folder in sorted(imported.iterdir()) if imported and imported.is_dir() else ():
        try:
            kept = kept_in(folder)
        except NotImported as problem:
            not_read.append(_again(folder.name, problem))
            continue
        if clinic is None or kept.clinic in ("", clinic):
            _put(found, inactive, not_read, folder.name, kept)
    return Shelf(MappingProxyType(found), tuple(not_read), MappingProxyType(inactive))


def _put(
    found: dict[str, Questionnaire],
    inactive: dict[str, Imported],
    not_read: list[ContentError],
    name: str,
    kept: Kept,
) -> None:
    one = found.get(name)
    try:
        if one is None or one.terms is Terms.OWN_WORDS:
            raise NotImported("no instrument of others has this name")
        imported = kept.read(one.instrument, one.loinc.items)
    except NotImported as problem:
        not_read.append(_again(name, problem))
        return
    inactive.pop(name, None)
    found[name] = one.model_copy(update={"imported": imported if imported.active else None})
    if not imported.active:
        inactive[name] = imported


def _again(name: str, problem: NotImported) -> ContentError:
    return ContentError(f"imported {name}", "", f"{problem}; import it again")
