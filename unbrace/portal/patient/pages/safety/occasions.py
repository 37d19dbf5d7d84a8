"""The occasions on which the safety questions are asked, as the pages name them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from unbrace.rehab.red_flags import AskedIn


@dataclass(frozen=True)
class Occasion:
    """`route` is the name of its address; `eyebrow`, `title` and `why` are what its first page says."""

    asked_in: AskedIn
    route: str
    eyebrow: str
    title: str
    why: str
    button: str


OCCASIONS: Final = {
    occasion.asked_in: occasion
    for occasion in (
        Occasion(
            AskedIn.ONBOARDING,
            "patient:safety",
            "About 4 minutes",
            "First: is it safe to start?",
            "Most people have nothing to worry about. A few signs need a doctor before any exercise, so we ask.",
            "Begin",
        ),
        Occasion(
            AskedIn.CHECK_IN,
            "patient:safety_check_in",
            "Less than a minute",
            "Anything new since last time?",
            "A short list to look through, once a week. If nothing on it is new, one tap and you are done.",
            "Look at the list",
        ),
        Occasion(
            AskedIn.FLARE_UP,
            "patient:safety_flare_up",
            "About 2 minutes",
            "A few questions about this flare-up",
            "Flare-ups are common and usually settle. These questions make sure that this is one.",
            "Begin",
        ),
        Occasion(
            AskedIn.BEFORE_SESSION,
            "patient:safety_before_session",
            "Half a minute",
            "A quick look before you start",
            "It hurts more than usual, or something is different. Look through this short list first.",
            "Look at the list",
        ),
        Occasion(
            AskedIn.AFTER_SESSION,
            "patient:safety_after_session",
            "Half a minute",
            "Did something alarm you?",
            "Tell us right away, and we tell you what to do.",
            "Begin",
        ),
    )
}
