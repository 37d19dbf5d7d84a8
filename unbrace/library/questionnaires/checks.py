"""What must hold across the entries of one questionnaire."""

from collections.abc import Callable, Iterator

from unbrace.library.errors import ContentError
from unbrace.library.questionnaires.file import QuestionnaireFile, Terms
from unbrace.library.wording import did_you_mean
from unbrace.library.wordlist import banned_word_in
from unbrace.library.yaml_file import Location, YamlFile
from unbrace.rehab.answer_ranges import OWN_RANGES, answer_ranges, score_range
from unbrace.rehab.scoring import ARITHMETIC, Instrument

Check = Callable[[YamlFile, QuestionnaireFile], Iterator[ContentError]]
#: Items whose meaning the arithmetic fixes: how many there must be.
ITEMS_OF = {name: len(ranges) for name, ranges in OWN_RANGES.items()} | {
    "single": 1,
    "total_with_self_harm_item": 9,
}


def instrument_of(name: str, text: QuestionnaireFile) -> Instrument:
    """The part that `rehab` scores with."""
    scoring = text.scoring
    return Instrument(
        id=name,
        arithmetic=scoring.arithmetic,
        items=scoring.items,
        lowest=scoring.lowest,
        highest=scoring.highest,
        decimals=scoring.decimals,
        most_missing=scoring.most_missing,
        bands=scoring.bands,
        change=text.change,
        subscales=scoring.subscales,
        positive_from=scoring.positive_from,
        never_prorated=scoring.never_prorated,
    )


def check_arithmetic(file: YamlFile, text: QuestionnaireFile) -> Iterator[ContentError]:
    """The arithmetic exists, and the numbers around it fit it."""
    scoring = text.scoring
    if scoring.arithmetic not in ARITHMETIC:
        hint = did_you_mean(scoring.arithmetic, ARITHMETIC)
        yield file.error(("scoring", "arithmetic"), f"{scoring.arithmetic!r} is not an arithmetic; {hint}")
        return
    needed = ITEMS_OF.get(scoring.arithmetic)
    if needed not in (None, scoring.items):
        yield file.error(
            ("scoring", "items"), f"is {scoring.items}, but {scoring.arithmetic} needs {needed}; correct it"
        )
    if scoring.lowest >= scoring.highest:
        yield file.error(("scoring", "highest"), "is not above lowest; correct one of the two")
    if scoring.most_missing >= scoring.items:
        yield file.error(("scoring", "most_missing"), "lets every item be blank; write a smaller number")
    if scoring.arithmetic == "total_with_subscales" and not scoring.subscales:
        yield file.error(("scoring", "subscales"), "missing; total_with_subscales needs the parts it adds up")


def check_item_numbers(file: YamlFile, text: QuestionnaireFile) -> Iterator[ContentError]:
    """Parts and exceptions name items that exist."""
    named: list[tuple[Location, int]] = [
        (("scoring", "subscales", part, index), item)
        for part, items in text.scoring.subscales.items()
        for index, item in enumerate(items)
    ]
    named += [(("scoring", "never_prorated", i), item) for i, item in enumerate(text.scoring.never_prorated)]
    for at, item in named:
        if item > text.scoring.items:
            yield file.error(at, f"there is no item {item}; the last is {text.scoring.items}")


def check_bands(file: YamlFile, text: QuestionnaireFile) -> Iterator[ContentError]:
    """Bands rise, have names of their own, begin at the lowest score and end within the range."""
    if text.scoring.arithmetic not in ARITHMETIC or not text.scoring.bands:
        return
    lowest, highest = score_range(instrument_of("", text))
    names: set[str] = set()
    before: float | None = None
    for index, band in enumerate(text.scoring.bands):
        at: Location = ("scoring", "bands", index, "at_least")
        if before is None and band.at_least != lowest:
            yield file.error(at, f"the first band begins at the lowest score, {lowest:g}")
        if before is not None and band.at_least <= before:
            yield file.error(at, "is not above the band before it; put the bands in order")
        if band.at_least > highest:
            yield file.error(at, f"no score is above {highest:g}; lower it or remove the band")
        if band.name in names:
            yield file.error(
                ("scoring", "bands", index, "name"), "is the name of another band; give each its own"
            )
        names.add(band.name)
        before = band.at_least


def check_change(file: YamlFile, text: QuestionnaireFile) -> Iterator[ContentError]:
    """The change that matters is a real part of the range."""
    if text.change is None or text.scoring.arithmetic not in ARITHMETIC:
        return
    lowest, highest = score_range(instrument_of("", text))
    if not 0 < text.change.points <= highest - lowest:
        yield file.error(("change", "points"), f"must be above 0 and at most {highest - lowest:g}")
    if not 0 < text.change.percent <= 100:
        yield file.error(("change", "percent"), "must be above 0 and at most 100")


def check_whose_words(file: YamlFile, text: QuestionnaireFile) -> Iterator[ContentError]:
    """Own words are here and nobody else's are."""
    if text.terms is Terms.OWN_WORDS and text.wording is None:
        yield file.error(("wording",), "missing; write the items in our own words, or change terms to import")
    if text.terms is not Terms.OWN_WORDS and text.wording is not None:
        yield file.error(
            ("wording",),
            f"terms is {text.terms}, so the words belong to others; remove it, they come by import",
        )


def check_items(file: YamlFile, text: QuestionnaireFile) -> Iterator[ContentError]:
    """One text for each item that is scored, each with an id of its own and answers that exist."""
    if text.wording is None or text.scoring.arithmetic not in ARITHMETIC:
        return
    items = text.wording.items
    named_by_person = text.scoring.arithmetic == "mean_of_named"
    wanted = 1 if named_by_person else text.scoring.items
    if len(items) != wanted:
        yield file.error(
            ("wording", "items"), f"{len(items)} of {wanted}; write one text for each item scored"
        )
        return
    ids: set[str] = set()
    for index, (item, (lowest, highest)) in enumerate(
        zip(items, answer_ranges(instrument_of("", text)), strict=False)
    ):
        at: Location = ("wording", "items", index)
        if item.id in ids:
            yield file.error((*at, "id"), f"{item.id} is the id of another item; give each its own")
        ids.add(item.id)
        values = [option.value for option in item.options]
        if values and values != list(range(lowest, highest + 1)):
            yield file.error(
                (*at, "options"), f"write one answer for each number from {lowest} to {highest}, in order"
            )
        if not values and not item.unit and not (item.lowest and item.highest):
            yield file.error(at, "say what the lowest and the highest number mean, or name the unit")


def check_codes(file: YamlFile, text: QuestionnaireFile) -> Iterator[ContentError]:
    """LOINC codes end in their check digit: a slip of the pen is found."""
    loinc = text.loinc
    codes: list[tuple[Location, str | None]] = [
        (("loinc", "panel"), loinc.panel),
        (("loinc", "score"), loinc.score),
        (("loinc", "item"), loinc.item),
        *((("loinc", "items", i), code) for i, code in enumerate(loinc.items)),
    ]
    for at, code in codes:
        if code and not check_digit_fits(code):
            yield file.error(at, f"{code} has not the right check digit; look the code up again")
    if len(loinc.items) > text.scoring.items:
        yield file.error(("loinc", "items"), f"names more items than there are ({text.scoring.items})")


def check_digit_fits(code: str) -> bool:
    """LOINC's last digit (mod 10, every second digit from the right doubled)."""
    number, digit = code.split("-")
    doubled = [int(d) * 2 if i % 2 == 0 else int(d) for i, d in enumerate(reversed(number))]
    return (10 - sum(d - 9 if d > 9 else d for d in doubled) % 10) % 10 == int(digit)


def check_words(file: YamlFile, text: QuestionnaireFile) -> Iterator[ContentError]:
    """Nothing a patient reads scolds or alarms."""
    shown: dict[Location, str | None] = {("title",): text.title}
    if text.wording:
        shown["wording", "introduction"] = text.wording.introduction
        for i, item in enumerate(text.wording.items):
            at: Location = ("wording", "items", i)
            shown |= {(*at, "text"): item.text, (*at, "lowest"): item.lowest, (*at, "highest"): item.highest}
            shown |= {(*at, "variants", name): words for name, words in item.variants.items()}
            shown |= {(*at, "options", n, "text"): option.text for n, option in enumerate(item.options)}
    for at, words in shown.items():
        if words and (banned := banned_word_in(words)):
            yield file.error(at, f"says {banned!r}; say it in a way that neither scolds nor alarms")


CHECKS: tuple[Check, ...] = (
    check_arithmetic,
    check_item_numbers,
    check_bands,
    check_change,
    check_whose_words,
    check_items,
    check_codes,
    check_words,
)
