"""The diary as a form and as lines to read. What was left out is not in a line: it is not a nought."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID, uuid4

from django.utils import timezone

from unbrace.clinic import clock
from unbrace.clinic.check_ins.diary import AREAS, MedicationChange
from unbrace.clinic.check_ins.diary_draft import DiaryDraft
from unbrace.clinic.refused import Refused
from unbrace.portal.ui.pain_scale.pain_scale import SKIPPED, NoAnswer, PainScale, as_choice, read_answer

if TYPE_CHECKING:
    from django.http import HttpRequest

    from unbrace.clinic.check_ins.diary import DiaryEntry

LEAVE: Final = "Leave it out"
PLACES: Final = {
    "low_back": "Lower back",
    "upper_back": "Upper back",
    "neck": "Neck",
    "leg": "Leg",
    "arm": "Arm",
}
#: Field → question, lowest, highest, in the words of the content's own scales; mood is our own and not validated.
SCALES: Final = {
    "sleep_quality": ("How did you sleep?", "0 · very well", "10 · very badly"),
    "stress": ("How tense or stressed are you?", "0 · not at all", "10 · as much as can be"),
    "mood": ("How is your mood?", "0 · very low", "10 · very good"),
}
MEDICATION: Final = "Your medicines, compared with before"


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
    own = [area for area in own if area in AREAS] or ["low_back"]
    asked = [_place(area, said) for area in own]
    asked += [_scale(name, said) for name in SCALES]
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
            (value, words.capitalize(), value == chosen)
            for value, words in (*MedicationChange.choices, ("", LEAVE))
        ),
        note=str(said.get("note", "")),
        unfolded=bool(problem) or any(said.get(name) for name in (*more, *(f"pain-{a}" for a in others))),
        problem=problem,
    )


def _place(area: str, said: Mapping[str, Any]) -> PainScale:
    name = f"pain-{area}"
    question = f"{PLACES[area]}: how strong is the pain at its worst today?"
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
    pains = {area: _choice(post.get(f"pain-{area}")) for area in AREAS}
    try:
        key = UUID(post.get("key", ""))
    except ValueError:
        raise Refused("Please load the page again and save once more.", field="key") from None
    return DiaryDraft(
        key=key,
        written_at=timezone.localtime(clock.now()),
        time_zone=time_zone,
        replaces=replaces,
        pains={area: pain for area, pain in pains.items() if pain is not None},
        sleep_hours=_whole(post.get("sleep_hours", ""), "Hours of sleep"),
        active_minutes=_whole(post.get("active_minutes", ""), "Minutes of movement"),
        medication=post.get("medication", ""),
        note=post.get("note", "").strip(),
        sleep_quality=_choice(post.get("sleep_quality")),
        stress=_choice(post.get("stress")),
        mood=_choice(post.get("mood")),
    )


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
        raise Refused(f"{what}: write a whole number, or leave it empty.")
    return int(raw)


def line_of(entry: DiaryEntry) -> DiaryLine:
    pains = ", ".join(f"{PLACES[area].lower()} {entry.pains[area]}" for area in AREAS if area in entry.pains)
    facts = (
        f"Worst pain, of 10: {pains}" if pains else "",
        _number("Slept badly, of 10", entry.sleep_quality),
        _number("Hours of sleep", entry.sleep_hours),
        _number("Stress, of 10", entry.stress),
        _number("Mood, of 10", entry.mood),
        _number("Minutes of movement", entry.active_minutes),
        f"Medicines: {entry.get_medication_display()}" if entry.medication else "",
    )
    day = f"{entry.day:%A} {entry.day.day} {entry.day:%B}"
    return DiaryLine(str(entry.pk), day, tuple(fact for fact in facts if fact), entry.note)


def _number(what: str, value: int | None) -> str:
    return "" if value is None else f"{what}: {value}"
