"""Reads the red-flag screen into the rules' own type, and refuses a screen that could let somebody through."""

from collections.abc import Callable, Iterator
from pathlib import Path

from unbrace.library.errors import ContentError, ContentErrors
from unbrace.library.red_flags_file import ItemText, ScreenFile
from unbrace.library.wording import did_you_mean, validated
from unbrace.library.yaml_file import Location, YamlFile, read_yaml
from unbrace.rehab.red_flags import (
    PARTS_OF_A_COUNT,
    STICKY,
    AnswerKind,
    AskedIn,
    Part,
    RedFlagItem,
    Screen,
    Urgency,
)
from unbrace.rehab.triage import RULED_ON

ROOT = Path(__file__).parents[1] / "content" / "red_flags"
#: Asked as one list of a few words each.
LISTED = frozenset({AskedIn.CHECK_IN, AskedIn.BEFORE_SESSION})


def load_screen(root: Path | None = None) -> Screen:
    """The screen that ships, or the one in `root`. Raises ContentErrors with all that is to be put right."""
    try:
        file = read_yaml((root or ROOT) / "screen.yaml", "screen.yaml")
    except ContentError as error:
        raise ContentErrors([error]) from None
    written = validated(ScreenFile, file)
    errors = [error for check in CHECKS for error in check(file, written)]
    if errors:
        raise ContentErrors(errors)
    return Screen(written.version, written.reviewed_by, {item.id: _item(item) for item in written.items})


def _item(text: ItemText) -> RedFlagItem:
    count = text.if_count_at_least
    return RedFlagItem(
        id=text.id,
        question=text.question,
        kind=text.answer,
        regions=frozenset(text.regions),
        asked_in=frozenset(text.asked_in),
        concern=text.concern,
        source=text.source,
        if_yes=Urgency.from_code(text.if_yes) if text.if_yes else None,
        if_unsure=Urgency.from_code(text.if_unsure) if text.if_unsure else None,
        count_from=count.count if count else None,
        if_count=Urgency.from_code(count.urgency) if count else None,
        short=text.short or "",
        parts=tuple(Part(part.ask, part.any_of) for part in text.parts),
        follows=text.follows,
    )


Check = Callable[[YamlFile, ScreenFile], Iterator[ContentError]]


def _each(written: ScreenFile) -> Iterator[tuple[Location, ItemText]]:
    return (((("items", index)), item) for index, item in enumerate(written.items))


def check_ids(file: YamlFile, written: ScreenFile) -> Iterator[ContentError]:
    """Each id once; none gone that a rule looks at, for a rule would fall silent without anybody noticing."""
    known: set[str] = set()
    for at, item in _each(written):
        if item.id in known:
            yield file.error((*at, "id"), f"{item.id} is there twice; keep one")
        known.add(item.id)
    for missing in sorted((RULED_ON | STICKY) - known):
        yield file.error(("items",), f"{missing} is missing, and a rule looks at it; put it back")


def check_urgencies(file: YamlFile, written: ScreenFile) -> Iterator[ContentError]:
    """Every answer that is not a no has an urgency of its own."""
    for at, item in _each(written):
        if item.answer is AnswerKind.COUNT:
            if item.if_count_at_least is None:
                yield file.error((*at, "if_count_at_least"), "missing; say from how many on, and how urgent")
            if item.if_yes or item.if_unsure:
                yield file.error(at, "a count has if_count_at_least; remove if_yes and if_unsure")
            continue
        if item.if_count_at_least:
            yield file.error((*at, "if_count_at_least"), "only a count has this; remove it")
        if item.if_yes in (None, "OK"):
            yield file.error((*at, "if_yes"), "a yes means something here; write P, D, S or E")
        if item.answer is AnswerKind.YES_NO_UNSURE and item.if_unsure in (None, "OK"):
            yield file.error((*at, "if_unsure"), "not being sure never counts as a no; write P, D, S or E")


def check_parts(file: YamlFile, written: ScreenFile) -> Iterator[ContentError]:
    """A count is one list of five; a question that is answered yes or no has no list of one."""
    for at, item in _each(written):
        if item.answer is AnswerKind.COUNT:
            if len(item.parts) != 1 or len(item.parts[0].any_of) != PARTS_OF_A_COUNT:
                yield file.error((*at, "parts"), f"a count is one part with {PARTS_OF_A_COUNT} to tick")
            continue
        for index, part in enumerate(item.parts):
            if len(part.any_of) == 1:
                yield file.error(
                    (*at, "parts", index, "any_of"), "a list of one; ask it as a plain question instead"
                )


def check_follows(file: YamlFile, written: ScreenFile) -> Iterator[ContentError]:
    """What follows a question comes after it and is asked wherever that one is."""
    before: dict[str, ItemText] = {}
    for at, item in _each(written):
        if item.follows and item.follows not in before:
            hint = did_you_mean(item.follows, before)
            yield file.error((*at, "follows"), f"{item.follows} is not a question before this one; {hint}")
        elif item.follows:
            first = before[item.follows]
            if not (set(item.asked_in) <= set(first.asked_in) and set(item.regions) <= set(first.regions)):
                yield file.error(
                    (*at, "follows"), f"{item.follows} is not asked everywhere this one is; make them alike"
                )
        before[item.id] = item


def check_list_words(file: YamlFile, written: ScreenFile) -> Iterator[ContentError]:
    """What is asked in a list has the few words for it."""
    for at, item in _each(written):
        if LISTED & set(item.asked_in) and not item.short:
            yield file.error((*at, "short"), "missing; it is asked in a list, so write a few words for it")


CHECKS: tuple[Check, ...] = (check_ids, check_urgencies, check_parts, check_follows, check_list_words)
