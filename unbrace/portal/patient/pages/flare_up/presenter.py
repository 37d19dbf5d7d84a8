"""One day of a flare-up in words: what it is for, what to do, what can wait.

The phases are those of `rehab.flare_up`; the words are a draft until a clinician has signed them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext, gettext_noop

from unbrace.rehab.flare_up import FlareAlert, Phase

if TYPE_CHECKING:
    from unbrace.clinic.check_ins.gate import Flare


@dataclass(frozen=True)
class PhaseWords:
    """What one phase asks for."""

    title: str
    do: tuple[str, ...]
    can_wait: tuple[str, ...]


PHASES: Final = {
    Phase.CALM: PhaseWords(
        gettext_noop("Calm first"),
        (
            gettext_noop("Find two or three positions that are easy, and change between them."),
            gettext_noop("Warmth, if you like it."),
            gettext_noop("Slow, calm breathing for a few minutes, several times a day."),
            gettext_noop("Three to five short walks of 3 to 10 minutes."),
            gettext_noop("Light daily tasks, as far as they go."),
        ),
        (
            gettext_noop("Strength exercises"),
            gettext_noop("New stretches"),
            gettext_noop("Long rest in bed"),
            gettext_noop("Looking for what caused it"),
        ),
    ),
    Phase.MOVE: PhaseWords(
        gettext_noop("Gentle movement comes back"),
        (
            gettext_noop("All of the first days, and your easy mobility exercises at half the range."),
            gettext_noop("Walk about half of what is usual for you."),
            gettext_noop("Do about half of each set, and stop while it still feels fine."),
        ),
        (gettext_noop("Chasing the pain away"),),
    ),
    Phase.REBUILD: PhaseWords(
        gettext_noop("Build up again"),
        (
            gettext_noop("All your usual exercises, with a little more than half of each set."),
            gettext_noop("After two good sessions a little more, after two more all of it."),
        ),
        (gettext_noop("All of it at once on the first good day"),),
    ),
}
ALERTS: Final = {
    FlareAlert.MESSAGE_THERAPIST: gettext_noop("Your therapist sees that it has not settled yet."),
    FlareAlert.THERAPIST_REVIEW_48H: gettext_noop("Your therapist looks at it with you within two days."),
    FlareAlert.THERAPIST_VISIT: gettext_noop("It is time for a visit with your therapist."),
    FlareAlert.DOCTOR_REVIEW: gettext_noop("It is time for a doctor to look at it, too."),
}


@dataclass(frozen=True)
class FlarePage:
    """What the flare card and the flare page lay out."""

    day_words: str
    title: str
    reason: str
    do: tuple[str, ...]
    can_wait: tuple[str, ...]
    alert: str
    rated: int | None


def present(flare: Flare) -> FlarePage:
    words = PHASES[flare.plan.phase]
    return FlarePage(
        day_words=gettext("Flare-up, first day")
        if flare.day == 0
        else gettext("Flare-up, day {day}").format(day=flare.day + 1),
        title=gettext(words.title),
        reason=gettext(flare.plan.reason),
        do=tuple(gettext(line) for line in words.do),
        can_wait=tuple(gettext(line) for line in words.can_wait),
        alert=gettext(ALERTS[flare.plan.alert]) if flare.plan.alert else "",
        rated=flare.pain,
    )
