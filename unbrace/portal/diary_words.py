"""A diary entry in words, the same for the person who wrote it and for their therapist. What was left out is not in it:
it is not a nought."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext, gettext_noop

from unbrace.clinic.check_ins.queries import AREAS

if TYPE_CHECKING:
    from unbrace.clinic.check_ins.models import DiaryEntry

PLACES: Final = {
    "low_back": gettext_noop("Lower back"),
    "upper_back": gettext_noop("Upper back"),
    "neck": gettext_noop("Neck"),
    "leg": gettext_noop("Leg"),
    "arm": gettext_noop("Arm"),
}
#: The same places in the middle of a line.
PLACES_WITHIN: Final = (
    gettext_noop("lower back"),
    gettext_noop("upper back"),
    gettext_noop("neck"),
    gettext_noop("leg"),
    gettext_noop("arm"),
)


def facts_of(entry: DiaryEntry) -> tuple[str, ...]:
    places = [f"{gettext(PLACES[area].lower())} {entry.pains[area]}" for area in AREAS if area in entry.pains]
    facts = (
        gettext("Worst pain, of 10: {pains}").format(pains=gettext(", ").join(places)) if places else "",
        _number(gettext("Slept badly, of 10"), entry.sleep_quality),
        _number(gettext("Hours of sleep"), entry.sleep_hours),
        _number(gettext("Stress, of 10"), entry.stress),
        _number(gettext("Mood, of 10"), entry.mood),
        _number(gettext("Minutes of movement"), entry.active_minutes),
        gettext("Medicines: {change}").format(change=gettext(entry.get_medication_display()))
        if entry.medication
        else "",
    )
    return tuple(fact for fact in facts if fact)


def _number(what: str, value: int | None) -> str:
    return "" if value is None else f"{what}: {value}"
