"""Reads the questions of the way in, with the questionnaires that can be asked here, and refuses what is wrong.

A questionnaire of others is asked only once its words have been imported; a question of which nothing can be asked is
left out. The rules read the ids of answers, so a rule and the content that no longer fit each other stop the start.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from unbrace.library.errors import ContentError, ContentErrors
from unbrace.library.questionnaires import Questionnaire, Shelf
from unbrace.library.registers import read_registers
from unbrace.library.way_in_file import FieldText, QuestionText, WayInFile, WhenText
from unbrace.library.wording import did_you_mean, validated
from unbrace.library.wordlist import banned_word_in
from unbrace.library.yaml_file import Location, YamlFile, read_yaml
from unbrace.rehab.answer_ranges import answer_ranges
from unbrace.rehab.way_in.meaning import RULED_ON
from unbrace.rehab.way_in.questions import Choice, Field, FieldKind, Question, WayIn, When
from unbrace.rehab.way_in.scores import VARIANT, instrument_id

CONTENT = Path(__file__).parents[1] / "content"
ROOT, EXERCISES = CONTENT / "pathways", CONTENT / "exercises"
FILE = "way-in.yaml"
#: A wider range is typed, a narrower one is a row of numbers.
WIDEST_SCALE = 10
NONE_TODAY = "None of these today"
CHOSEN = (FieldKind.AREAS, FieldKind.ONE_OF, FieldKind.ANY_OF)


def load_way_in(shelf: Shelf, root: Path | None = None) -> WayIn:
    """The questions that ship, or those in `root`. Raises ContentErrors with all that is to be put right."""
    try:
        file = read_yaml((root or ROOT) / FILE, FILE)
    except ContentError as error:
        raise ContentErrors([error]) from None
    written = validated(WayInFile, file)
    errors = [error for check in CHECKS for error in check(file, written, shelf)]
    if errors:
        raise ContentErrors(errors)
    questions = (_question(text, shelf) for text in written.questions)
    return WayIn(
        version=written.version,
        reviewed_by=written.reviewed_by,
        chapters=written.chapters,
        questions=tuple(question for question in questions if question.fields),
    )


def _question(text: QuestionText, shelf: Shelf) -> Question:
    asked = [name for name in text.measures if shelf[instrument_id(name)].can_be_asked]
    asked = asked[:1] if text.first_of else asked
    measured = [field for name in asked for field in _fields_of(name, shelf[instrument_id(name)])]
    words = [shelf[instrument_id(name)].text for name in asked]
    intros = [one.introduction for one in words if one is not None and one.introduction]
    return Question(
        id=text.id,
        chapter=text.chapter,
        ask=text.ask,
        help=text.help or " ".join(intros),
        fields=(*(_field(field) for field in text.fields), *measured),
        when=_when(text.when),
    )


def _field(text: FieldText) -> Field:
    return Field(
        id=text.id,
        kind=text.kind,
        ask=text.ask or "",
        choices=tuple(
            Choice(one.id, one.text, one.region, frozenset(one.only), frozenset(one.aims))
            for one in text.choices
        ),
        lowest=text.lowest,
        highest=text.highest,
        low_end=text.low_end or "",
        high_end=text.high_end or "",
        unit=text.unit or "",
        none=text.none or "",
        optional=text.optional,
        goes_with=text.goes_with or "",
    )


def _when(text: WhenText) -> When:
    return When(
        regions=frozenset(text.regions),
        regions_at_least=text.regions_at_least,
        question=text.question or "",
        field=text.field or "",
        said=frozenset(text.said),
    )


def _fields_of(name: str, questionnaire: Questionnaire) -> Iterator[Field]:
    """The items of one questionnaire as fields, in the order they are scored."""
    wording, prefix = questionnaire.text, instrument_id(name).replace("-", "_")
    if wording is None:
        return
    if questionnaire.instrument.arithmetic == "ticked":
        lines = tuple(Choice(str(n), item.text) for n, item in enumerate(wording.items, 1))
        yield Field(f"{prefix}_ticked", FieldKind.ANY_OF, choices=lines, none=NONE_TODAY, measure=name)
        return
    _, _, variant = name.partition(VARIANT)
    for number, (item, (lowest, highest)) in enumerate(
        zip(wording.items, answer_ranges(questionnaire.instrument), strict=True), 1
    ):
        own = variant or (item.id if questionnaire.wording else str(number))
        kind = FieldKind.SCALE if highest - lowest <= WIDEST_SCALE else FieldKind.NUMBER
        yield Field(
            id=f"{prefix}_{own}",
            kind=FieldKind.ONE_OF if item.options else kind,
            ask=item.variants.get(variant, item.text),
            choices=tuple(Choice(str(option.value), option.text) for option in item.options),
            lowest=lowest,
            highest=highest,
            low_end=item.lowest or "",
            high_end=item.highest or "",
            unit=item.unit or "",
            measure=name,
        )


# -- what must hold across the entries ---------------------------------------------------------------------------------


def _check_ids(file: YamlFile, written: WayInFile, shelf: Shelf) -> Iterator[ContentError]:
    """Each id once; a chapter that exists; something to answer."""
    seen: set[str] = set()
    for index, question in enumerate(written.questions):
        at: Location = ("questions", index)
        if question.id in seen:
            yield file.error((*at, "id"), f"{question.id} is the id of another question; give each its own")
        seen.add(question.id)
        if question.chapter not in written.chapters:
            hint = did_you_mean(question.chapter, written.chapters)
            yield file.error((*at, "chapter"), f"{question.chapter!r} is not a chapter; {hint}")
        if bool(question.fields) == bool(question.measures):
            yield file.error(at, "write either fields or measures: a screen asks one thing")
        ids = [field.id for field in question.fields]
        for n, field in enumerate(question.fields):
            yield from _field_errors(file, (*at, "fields", n), field, ids)


def _field_errors(file: YamlFile, at: Location, field: FieldText, ids: list[str]) -> Iterator[ContentError]:
    if ids.count(field.id) > 1:
        yield file.error((*at, "id"), f"{field.id} is the id of another field; give each its own")
    if (field.kind in CHOSEN) != bool(field.choices):
        yield file.error(at, f"{field.kind.value} {'needs' if field.kind in CHOSEN else 'has no'} choices")
    chosen = [choice.id for choice in field.choices]
    for twice in sorted({one for one in chosen if chosen.count(one) > 1}):
        yield file.error((*at, "choices"), f"{twice} is there twice; give each answer its own id")
    if field.kind is FieldKind.AREAS and any(choice.region is None for choice in field.choices):
        yield file.error((*at, "choices"), "every place on the body needs its region")
    if field.goes_with and field.goes_with not in ids:
        hint = did_you_mean(field.goes_with, ids)
        yield file.error((*at, "goes_with"), f"there is no field {field.goes_with!r} here; {hint}")
    if field.lowest >= field.highest:
        yield file.error((*at, "highest"), "is not above lowest; correct one of the two")
    for n, choice in enumerate(field.choices):
        for aim in choice.aims:
            if aim not in _aims():
                hint = did_you_mean(aim, _aims())
                yield file.error((*at, "choices", n, "aims"), f"{aim!r} is not an aim; {hint}")


@cache
def _aims() -> frozenset[str]:
    return frozenset(read_registers(EXERCISES).aims)


def _check_measures(file: YamlFile, written: WayInFile, shelf: Shelf) -> Iterator[ContentError]:
    """Questionnaires that exist, in a variant that has words."""
    for index, question in enumerate(written.questions):
        for n, name in enumerate(question.measures):
            at: Location = ("questions", index, "measures", n)
            found, _, variant = name.partition(VARIANT)
            if found not in shelf:
                yield file.error(
                    at, f"there is no questionnaire {found!r}; add its folder or correct the name"
                )
            elif variant not in ("", "now") and not _has_variant(shelf[found], variant):
                yield file.error(at, f"{found} has no wording for {variant!r}")


def _has_variant(questionnaire: Questionnaire, variant: str) -> bool:
    return questionnaire.text is not None and all(
        variant in item.variants for item in questionnaire.text.items
    )


def _check_when(file: YamlFile, written: WayInFile, shelf: Shelf) -> Iterator[ContentError]:
    """A branch leans on an earlier question, a field and answers that exist."""
    before: dict[str, QuestionText] = {}
    for index, question in enumerate(written.questions):
        when = question.when
        if when.question:
            leans_on = before.get(when.question)
            fields = {field.id: field for field in leans_on.fields} if leans_on else {}
            known = {choice.id for choice in fields[when.field].choices} if when.field in fields else set()
            if not when.said or not set(when.said) <= known:
                remedy = "leans on an answer that no earlier question has; correct question, field or said"
                yield file.error(("questions", index, "when"), remedy)
        before[question.id] = question


def _check_rules(file: YamlFile, written: WayInFile, shelf: Shelf) -> Iterator[ContentError]:
    """Every answer a rule looks at is there: a renamed one would be a rule that never speaks."""
    known = {
        (question.id, field.id, choice.id)
        for question in written.questions
        for field in question.fields
        for choice in field.choices
    }
    for question, field, choice in RULED_ON:
        if (question, field, choice) not in known:
            yield file.error(
                ("questions",), f"{question}.{field} has no answer {choice!r}, which a rule looks at"
            )


def _check_words(file: YamlFile, written: WayInFile, shelf: Shelf) -> Iterator[ContentError]:
    """Nothing a patient reads scolds or alarms."""
    for index, question in enumerate(written.questions):
        texts = [question.ask, question.help, *(field.ask for field in question.fields)]
        texts += [choice.text for field in question.fields for choice in field.choices]
        for words in texts:
            if words and (banned := banned_word_in(words)):
                remedy = f"says {banned!r}; say it in a way that neither scolds nor alarms"
                yield file.error(("questions", index), remedy)


CHECKS = (_check_ids, _check_measures, _check_when, _check_rules, _check_words)
