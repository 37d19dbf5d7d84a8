"""One day of a flare-up in words: what it is for, what to do, what can wait.

The phases are those of `rehab.flare_up`; the words are a draft until a clinician has signed them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

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
        "Calm first",
        (
            "Find two or three positions that are easy, and change between them.",
            "Warmth, if you like it.",
            "Slow, calm breathing for a few minutes, several times a day.",
            "Three to five short walks of 3 to 10 minutes.",
            "Light daily tasks, as far as they go.",
        ),
        ("Strength exercises", "New stretches", "Long rest in bed", "Looking for what caused it"),
    ),
    Phase.MOVE: PhaseWords(
        "Gentle movement comes back",
        (
            "All of the first days, and your easy mobility exercises at half the range.",
            "Walk about half of what is usual for you.",
            "Do about half of each set, and stop while it still feels fine.",
        ),
        ("Chasing the pain away",),
    ),
    Phase.REBUILD: PhaseWords(
        "Build up again",
        (
            "All your usual exercises, with a little more than half of each set.",
            "After two good sessions a little more, after two more all of it.",
        ),
        ("All of it at once on the first good day",),
    ),
}
ALERTS: Final = {
    FlareAlert.MESSAGE_THERAPIST: "Your therapist sees that it has not settled yet.",
    FlareAlert.THERAPIST_REVIEW_48H: "Your therapist looks at it with you within two days.",
    FlareAlert.THERAPIST_VISIT: "It is time for a visit with your therapist.",
    FlareAlert.DOCTOR_REVIEW: "It is time for a doctor to look at it, too.",
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
        day_words="Flare-up, first day" if flare.day == 0 else f"Flare-up, day {flare.day + 1}",
        title=words.title,
        reason=flare.plan.reason,
        do=words.do,
        can_wait=words.can_wait,
        alert=ALERTS[flare.plan.alert] if flare.plan.alert else "",
        rated=flare.pain,
    )
