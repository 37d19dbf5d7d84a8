"""What a note and a summary begin with after a visit: that it was, how long, what was measured, what was agreed.

Each line comes from what a room remembers; what was not measured or not agreed is not in it. The note is in English
like the pages around it, the summary in the person's own language and by their own clock.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils import translation

from unbrace.portal.summary_words import summary_words
from unbrace.portal.therapist.measured_words import by_test, measured_words, test_title
from unbrace.portal.visit_words import at

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from unbrace.clinic.assessments.queries import Measurement
    from unbrace.clinic.programmes.models import ProgrammeVersion
    from unbrace.clinic.visits.models import Visit
    from unbrace.clinic.visits.slots import Span

OUTCOMES: Final = {"": "", "kept": "", "late": " It began late.", "no_show": " The person did not come."}


@dataclass(frozen=True)
class Happened:
    """What is known of one visit. `met`: when the call ran; `measured`: of its day; `told`: the summary as it was sent;
    `signed`: the programme, where it was signed since."""

    visit: Visit
    met: Span | None
    measured: Sequence[Measurement]
    next_visit: Visit | None
    signed: ProgrammeVersion | None
    told: str = ""

    @property
    def minutes(self) -> int:
        """Of the call where there was one, else as long as it was booked for."""
        length = self.met.ends - self.met.begins if self.met else self.visit.length
        return round(length.total_seconds() / 60)


def of_the_day(visit: Visit, measured: Sequence[Measurement]) -> list[Measurement]:
    """What was measured on the day of the visit, where the person is."""
    zone = visit.patient.user.zone
    day = visit.begins.astimezone(zone).date()
    return [one for one in measured if one.at.astimezone(zone).date() == day]


def for_note(happened: Happened, zone: ZoneInfo) -> dict[str, str]:
    """Lines for the parts of a note; `zone` is the author's."""
    return {
        "objective": "\n".join(_seen(happened, zone)),
        "plan": "\n".join(_agreed(happened, zone)),
    }


def put_before(lines: Mapping[str, str], parts: Mapping[str, str]) -> dict[str, str]:
    """The visit's lines above what is there already; what is in it is not put in again."""
    found = dict(parts)
    for part, text in lines.items():
        new = [line for line in text.split("\n") if line and line not in parts.get(part, "")]
        found[part] = "\n".join([*new, *([parts[part]] if parts.get(part) else [])])
    return found


def _seen(happened: Happened, zone: ZoneInfo) -> Iterator[str]:
    visit, met = happened.visit, happened.met
    began, ended = (met.begins, met.ends) if met else (visit.begins, visit.ends)
    way = "Video visit" if visit.place == "video" else "Visit in person"
    times = f"{at(began, zone)} to {at(ended, zone)}"
    length = f"{happened.minutes} minutes" if met else f"booked for {happened.minutes} minutes"
    yield f"{way} on {began.astimezone(zone):%-d %B %Y}, {times}, {length}.{OUTCOMES[visit.outcome]}"
    for test, found in by_test(happened.measured).items():
        how = "by camera" if found[0].by_camera else "by hand"
        yield f"{test_title(test)}, that day, {how}: {'; '.join(map(measured_words, found))}."


def _agreed(happened: Happened, zone: ZoneInfo) -> Iterator[str]:
    if happened.told:
        yield f"Told the person: “{happened.told}”"
    if happened.next_visit is not None:
        begins = happened.next_visit.begins
        yield f"Next visit: {begins.astimezone(zone):%-d %B %Y}, {at(begins, zone)}."
    if happened.signed is not None:
        yield f"Programme changed: version {happened.signed.number}."


def for_person(happened: Happened) -> str:
    """The summary's first words, in the person's language."""
    person, following = happened.visit.patient.user, happened.next_visit
    with translation.override(person.language):
        measured = [
            f"{test_title(test)}: {'; '.join(map(measured_words, found))}"
            for test, found in by_test(happened.measured).items()
        ]
    return summary_words(
        person,
        happened.visit.begins,
        happened.minutes,
        measured=measured,
        changed=happened.signed is not None,
        following=following.begins if following else None,
    )
