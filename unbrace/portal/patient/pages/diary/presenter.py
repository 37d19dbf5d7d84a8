"""The diary as a form and as lines to read. What was left out is not in a line: it is not a nought."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID, uuid4

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_noop

from unbrace.clinic import clock
from unbrace.clinic.check_ins.diary_draft import DiaryDraft
from unbrace.clinic.check_ins.queries import AREAS, MedicationChange
from unbrace.clinic.refused import Refused
from unbrace.portal.date_words import weekday_and_date
from unbrace.portal.diary_words import PLACES, facts_of
from unbrace.portal.ui.pain_scale.pain_scale import SKIPPED, NoAnswer, PainScale, as_choice, read_answer

if TYPE_CHECKING:
    from django.http import HttpRequest

    from unbrace.clinic.check_ins.queries import DiaryEntry

LEAVE: Final = gettext_noop("Leave it out")
#: Field → question, lowest, highest, in the words of the content's own scales; mood is our own and not validated.
SCALES: Final = {
    "sleep_quality": (
        gettext_noop("How did you sleep?"),
        gettext_noop("0 · very well"),
        gettext_noop("10 · very badly"),
    ),
    "stress": (
        gettext_noop("How tense or stressed are you?"),
        gettext_noop("0 · not at all"),
        gettext_noop("10 · as much as can be"),
    ),
    "mood": (gettext_noop("How is your mood?"), gettext_noop("0 · very low"), gettext_noop("10 · very good")),
}
MEDICATION: Final = gettext_noop("Your medicines, compared with before")


@dataclass(frozen=True)
class DiaryForm:
    """What the form lays out. `first` is asked at once, `places` and the rest only when unfolded."""

    key: str
    replaces: str
    first: tuple[PainScale, ...]
    places: tuple[PainScale, ...]
    sleep_hours: str
    active_minutes: str
    medication: tuple[tuple[str, str, bool], ...]
    note: str
    unfolded: bool
    problem: str = ""


@dataclass(frozen=True)
class DiaryLine:
    """One entry to read."""

    id: str
    day: str
    facts: tuple[str, ...]
    note: str


def form_of(
    own: Sequence[str], said: Mapping[str, Any], *, replaces: str = "", problem: str = ""
) -> DiaryForm:
    """`own`: the places the first questions were about. `said`: field → what was chosen, as the form has it."""
    own = _own(own)
    asked = [*place_scales(own, said), *(_scale(name, said) for name in SCALES)]
    more = ("sleep_hours", "active_minutes", "medication", "note")
    others = tuple(area for area in AREAS if area not in own)
    chosen = str(said.get("medication", "")) if said else None
    return DiaryForm(
        key=str(said.get("key") or uuid4()),
        replaces=replaces,
        first=tuple(asked),
        places=tuple(_place(area, said) for area in others),
        sleep_hours=str(said.get("sleep_hours", "")),
        active_minutes=str(said.get("active_minutes", "")),
        medication=tuple(
            (value, capfirst(gettext(str(words))), value == chosen)
            for value, words in (*MedicationChange.choices, ("", LEAVE))
        ),
        note=str(said.get("note", "")),
        unfolded=bool(problem) or any(said.get(name) for name in (*more, *(f"pain-{a}" for a in others))),
        problem=problem,
    )


def place_scales(own: Sequence[str], said: Mapping[str, Any]) -> tuple[PainScale, ...]:
    """Pain at its worst today, place by place."""
    return tuple(_place(area, said) for area in _own(own))


def _own(places: Sequence[str]) -> list[str]:
    return [area for area in places if area in AREAS] or ["low_back"]


def _place(area: str, said: Mapping[str, Any]) -> PainScale:
    name = f"pain-{area}"
    question = gettext("{place}: how strong is the pain at its worst today?").format(
        place=gettext(PLACES[area])
    )
    return PainScale(name, question, str(said.get(name, "")), skip_label=LEAVE)


def _scale(name: str, said: Mapping[str, Any]) -> PainScale:
    question, low, high = SCALES[name]
    return PainScale(name, question, str(said.get(name, "")), LEAVE, low, high)


def said_in(entry: DiaryEntry) -> dict[str, Any]:
    """An entry as the form has it, to be put right."""
    said: dict[str, Any] = {f"pain-{area}": as_choice(entry.pains.get(area)) for area in AREAS}
    said |= {name: as_choice(getattr(entry, name)) for name in SCALES}
    for name in ("sleep_hours", "active_minutes"):
        value = getattr(entry, name)
        said[name] = "" if value is None else str(value)
    return said | {"medication": entry.medication, "note": entry.note}


def read(request: HttpRequest, time_zone: str, replaces: UUID | None) -> DiaryDraft:
    """The form as a draft. Raises `Refused` in words."""
    post = request.POST
    try:
        key = UUID(post.get("key", ""))
    except ValueError:
        raise Refused("Please load the page again and save once more.", field="key") from None
    return DiaryDraft(
        key=key,
        written_at=timezone.localtime(clock.now()),
        time_zone=time_zone,
        replaces=replaces,
        pains=pains_in(post),
        sleep_hours=_whole(post.get("sleep_hours", ""), gettext("Hours of sleep")),
        active_minutes=_whole(post.get("active_minutes", ""), gettext("Minutes of movement")),
        medication=post.get("medication", ""),
        note=post.get("note", "").strip(),
        sleep_quality=_choice(post.get("sleep_quality")),
        stress=_choice(post.get("stress")),
        mood=_choice(post.get("mood")),
    )


def pains_in(post: Mapping[str, str]) -> dict[str, int]:
    """Place → what was chosen; what was left out is not in it. Raises `Refused` in words."""
    pains = {area: _choice(post.get(f"pain-{area}")) for area in AREAS}
    return {area: pain for area, pain in pains.items() if pain is not None}


def _choice(raw: str | None) -> int | None:
    if raw in (None, "", SKIPPED):
        return None
    try:
        return read_answer(raw)
    except NoAnswer as problem:
        raise Refused(str(problem)) from None


def _whole(raw: str, what: str) -> int | None:
    raw = raw.strip()
    if not raw:
        return None
    if not (raw.isascii() and raw.isdigit() and len(raw) <= 4):
        raise Refused(gettext("{what}: write a whole number, or leave it empty.").format(what=what))
    return int(raw)


def line_of(entry: DiaryEntry) -> DiaryLine:
    day = weekday_and_date(entry.day)
    return DiaryLine(str(entry.pk), day, facts_of(entry), entry.note)
