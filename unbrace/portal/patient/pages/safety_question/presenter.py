"""The one question on the screen, with how far the person has got and the way back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode
from uuid import uuid4

from django.utils.translation import gettext, gettext_noop

from unbrace.clinic.questionnaires.asked import AGE, TICKED
from unbrace.clinic.questionnaires.queries import item_in, step_in
from unbrace.portal.patient.pages.safety.occasions import OCCASIONS
from unbrace.portal.translated import Reader
from unbrace.rehab.asking import NEW_OR_WORSE_WITHIN_DAYS, Shown
from unbrace.rehab.red_flags import NO, OLD_CHECKED, OLD_UNCHECKED, UNSURE, YES

if TYPE_CHECKING:
    from unbrace.clinic.questionnaires.queries import Asked
    from unbrace.portal.translated import Setting
    from unbrace.rehab.asking import Step

PLAIN: Final = ((YES, gettext_noop("Yes")), (NO, gettext_noop("No")), (UNSURE, gettext_noop("Not sure")))
WHEN: Final = (
    (YES, gettext_noop("New, or worse, within the last {days} days")),
    (OLD_CHECKED, gettext_noop("Older and unchanged. A doctor knows about it")),
    (OLD_UNCHECKED, gettext_noop("Older and unchanged. Nobody has looked at it")),
    (UNSURE, gettext_noop("I do not know")),
)


@dataclass(frozen=True)
class Line:
    """One line of the list of a check-in: a few words, and the whole question behind them, in one language."""

    value: str
    words: str
    question: str
    on: bool
    setting: Setting


@dataclass(frozen=True)
class Page:
    """What `page.html` lays out. `kind` says which form: age, lines, ticks, or buttons."""

    kind: str
    item: str
    step: int
    question: str
    reminder: str
    choices: tuple[tuple[str, str, bool], ...]
    ticks: tuple[tuple[int, str, bool], ...]
    lines: tuple[Line, ...]
    can_be_unsure: bool
    seen: int
    post: str
    version: str
    number: int
    of: int
    back: str
    problem: str
    eyebrow: str
    setting: Setting


def present(
    asked: Asked,
    step: Step | None,
    problem: str = "",
    chosen: tuple[str, ...] = (),
    reader: Reader = Reader(),  # noqa: B008 - frozen
) -> Page:
    """The words in the reader's language; the codes behind them are the same in all.

    `step` is None for the age and for the list; `chosen` is what was ticked in a form that has to be asked again."""
    kind = _kind(asked, step)
    step, spoken = step_in(reader.language, step) if step else (None, "en")
    lines = _lines(asked, chosen, reader) if kind == "lines" else ()
    row = asked.newest.get((step.item.id, step.number)) if step else None
    answer, ticked = (row.answer, [str(n) for n in row.ticked]) if row else ("", [])
    marked = chosen or tuple(ticked)
    return Page(
        kind=kind,
        item=step.item.id if step else AGE if kind == "age" else TICKED,
        step=step.number if step else 0,
        question=_question(kind, step),
        reminder=_reminder(step),
        choices=tuple(
            (code, gettext(words).format(days=NEW_OR_WORSE_WITHIN_DAYS), code == answer)
            for code, words in _choices(step)
        ),
        ticks=tuple((n, words, str(n) in marked) for n, words in enumerate(step.any_of)) if step else (),
        lines=lines,
        can_be_unsure=step is not None and step.shown is Shown.TICKED,
        seen=row.pk if row else 0,
        post=str(uuid4()),
        version=asked.red_flags.version,
        number=min(asked.done + 1, len(asked.items)),
        of=len(asked.items),
        back=_back(asked, step),
        problem=problem,
        eyebrow=gettext(OCCASIONS[asked.screen.occasion].title),
        setting=_setting(reader, spoken, lines),
    )


def _lines(asked: Asked, chosen: tuple[str, ...], reader: Reader) -> tuple[Line, ...]:
    lines = []
    for english in asked.list_open:
        item, spoken = item_in(reader.language, english)
        lines.append(Line(item.id, item.short, item.question, item.id in chosen, reader.safety(spoken)))
    return tuple(lines)


def _setting(reader: Reader, spoken: str, lines: tuple[Line, ...]) -> Setting:
    """Of the question on the page. Over a list stands the mark of its worst line."""
    marked = [line.setting for line in lines if line.setting.mark]
    english = [setting for setting in marked if setting.language != reader.language]
    return (english or marked or [reader.safety(spoken)])[0]


def _kind(asked: Asked, step: Step | None) -> str:
    if step is None:
        return "age" if asked.asks_age else "lines" if asked.list_open else "over"
    return "ticks" if step.shown in (Shown.TICKED, Shown.COUNTED) else "buttons"


def _question(kind: str, step: Step | None) -> str:
    if step is not None:
        return step.ask
    if kind == "age":
        return gettext("How old are you?")
    return (
        gettext("Is any of these new since last time?")
        if kind == "lines"
        else gettext("That was the last question.")
    )


def _reminder(step: Step | None) -> str:
    """Above "since when?", what it is about."""
    return step.item.short or step.item.question if step and step.shown is Shown.SINCE_WHEN else ""


def _choices(step: Step | None) -> tuple[tuple[str, str], ...]:
    if step is None:
        return ()
    return WHEN if step.shown is Shown.SINCE_WHEN else tuple(c for c in PLAIN if c[0] in step.codes)


def _back(asked: Asked, step: Step | None) -> str:
    before = asked.before(step)
    return f"?{urlencode({'question': before.item.id, 'step': before.number})}" if before else ""
