"""The occasions on which the safety questions are asked, as the pages name them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_noop

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
            gettext_noop("About 4 minutes"),
            gettext_noop("First: is it safe to start?"),
            gettext_noop(
                "Most people have nothing to worry about. A few signs need a doctor before any exercise, so we ask."
            ),
            gettext_noop("Begin"),
        ),
        Occasion(
            AskedIn.CHECK_IN,
            "patient:safety_check_in",
            gettext_noop("Less than a minute"),
            gettext_noop("Anything new since last time?"),
            gettext_noop(
                "A short list to look through, once a week. If nothing on it is new, one tap and you are done."
            ),
            gettext_noop("Look at the list"),
        ),
        Occasion(
            AskedIn.FLARE_UP,
            "patient:safety_flare_up",
            gettext_noop("About 2 minutes"),
            gettext_noop("A few questions about this flare-up"),
            gettext_noop(
                "Flare-ups are common and usually settle. These questions make sure that this is one."
            ),
            gettext_noop("Begin"),
        ),
        Occasion(
            AskedIn.BEFORE_SESSION,
            "patient:safety_before_session",
            gettext_noop("Half a minute"),
            gettext_noop("A quick look before you start"),
            gettext_noop(
                "It hurts more than usual, or something is different. Look through this short list first."
            ),
            gettext_noop("Look at the list"),
        ),
        Occasion(
            AskedIn.AFTER_SESSION,
            "patient:safety_after_session",
            gettext_noop("Half a minute"),
            gettext_noop("Did something alarm you?"),
            gettext_noop("Tell us right away, and we tell you what to do."),
            gettext_noop("Begin"),
        ),
    )
}
