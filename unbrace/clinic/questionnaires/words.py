"""What a person reads after a screen, filled in for their own clinic, and kept word for word as it was shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from unbrace.clinic.care_teams.models import Clinic
from unbrace.clinic.care_teams.queries import emergency_number_of
from unbrace.clinic.questionnaires.red_flags import ORIGINAL, message_words, urgency_messages
from unbrace.library.translation.languages import direction_of
from unbrace.rehab.red_flags import NEEDS_CRISIS_PATHWAY, AskedIn, Urgency
from unbrace.rehab.triage import Reason

if TYPE_CHECKING:
    from unbrace.library.urgency_messages import UrgencyMessages

#: Where a clinic has set no number. Written so that it fits after "call" in the messages of each language.
IN_WORDS = {
    "en": "your local emergency number",
    "es": "número de emergencias de tu zona",
    "de": "die Notrufnummer bei dir",
    "ar": "رقم الطوارئ في بلدك",
}
SHOWS_THE_CARD = frozenset({AskedIn.ONBOARDING, AskedIn.FLARE_UP})


@dataclass(frozen=True)
class Told:
    """A heading, what to do, and what else to know. `number` is what the telephone link dials, empty without one.

    `language` is the one the words are really in: English where a translation is missing or older than the English.
    """

    title: str
    text: str
    steps: tuple[str, ...]
    number: str = ""
    language: str = ORIGINAL

    @property
    def direction(self) -> str:
        """Which way the words are written."""
        return direction_of(self.language)

    def __str__(self) -> str:
        return "\n".join([self.title, self.text, *self.steps])


def told(urgency: Urgency, clinic: Clinic, language: str = ORIGINAL) -> Told:
    messages, spoken = _messages(language, urgency.code)
    message, number = messages.by_urgency[urgency], emergency_number_of(clinic)
    return Told(
        message.title,
        _filled(message.text, clinic, spoken),
        tuple(_filled(step, clinic, spoken) for step in message.steps),
        number,
        spoken,
    )


def crisis_words(clinic: Clinic, language: str = ORIGINAL) -> Told | None:
    """Whom to talk to; None where the clinic has no crisis pathway."""
    if not clinic.crisis_pathway:
        return None
    messages, spoken = _messages(language, "crisis")
    words = messages.crisis
    return Told(words.title, _filled(words.text, clinic, spoken), (), language=spoken)


def about_hurting_oneself(reasons: Iterable[Reason]) -> bool:
    return any(reason.rule in NEEDS_CRISIS_PATHWAY and not reason.cleared for reason in reasons)


def warning_card(clinic: Clinic, language: str = ORIGINAL) -> Told:
    """The signs that always mean emergency care; they can come later, so everybody sees them."""
    messages, spoken = _messages(language, "warning_card")
    card = messages.warning_card
    return Told(
        card.title, _filled(card.note, clinic, spoken), card.signs, emergency_number_of(clinic), spoken
    )


def _messages(language: str, piece: str) -> tuple[UrgencyMessages, str]:
    """Where this piece is to be read from, and the language it is in there."""
    words = message_words().get(language)
    if words is None or piece in words.in_english:
        return urgency_messages(), ORIGINAL
    return words.messages, language


def _filled(text: str, clinic: Clinic, language: str) -> str:
    number = emergency_number_of(clinic) or IN_WORDS[language]
    return text.replace("{emergency_number}", number).replace("{crisis_line}", clinic.crisis_line)
