"""What a person reads after a screen, filled in for their own clinic, and kept word for word as it was shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from unbrace.clinic.care_teams.models import Clinic
from unbrace.clinic.care_teams.queries import emergency_number_of
from unbrace.clinic.questionnaires.red_flags import urgency_messages
from unbrace.rehab.red_flags import NEEDS_CRISIS_PATHWAY, AskedIn, Urgency
from unbrace.rehab.triage import Reason

IN_WORDS = "your local emergency number"
SHOWS_THE_CARD = frozenset({AskedIn.ONBOARDING, AskedIn.FLARE_UP})


@dataclass(frozen=True)
class Told:
    """A heading, what to do, and what else to know. `number` is what the telephone link dials, empty without one."""

    title: str
    text: str
    steps: tuple[str, ...]
    number: str = ""

    def __str__(self) -> str:
        return "\n".join([self.title, self.text, *self.steps])


def told(urgency: Urgency, clinic: Clinic) -> Told:
    message, number = urgency_messages().by_urgency[urgency], emergency_number_of(clinic)
    return Told(
        message.title,
        _filled(message.text, clinic),
        tuple(_filled(step, clinic) for step in message.steps),
        number,
    )


def crisis_words(clinic: Clinic) -> Told | None:
    """Whom to talk to; None where the clinic has no crisis pathway."""
    if not clinic.crisis_pathway:
        return None
    words = urgency_messages().crisis
    return Told(words.title, _filled(words.text, clinic), ())


def about_hurting_oneself(reasons: Iterable[Reason]) -> bool:
    return any(reason.rule in NEEDS_CRISIS_PATHWAY and not reason.cleared for reason in reasons)


def warning_card(clinic: Clinic) -> Told:
    """The signs that always mean emergency care; they can come later, so everybody sees them."""
    card = urgency_messages().warning_card
    return Told(card.title, _filled(card.note, clinic), card.signs, emergency_number_of(clinic))


def _filled(text: str, clinic: Clinic) -> str:
    number = emergency_number_of(clinic) or IN_WORDS
    return text.replace("{emergency_number}", number).replace("{crisis_line}", clinic.crisis_line)
