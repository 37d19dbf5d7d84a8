"""What may go along, how a proposal stands, and how long a word may be."""

from typing import Final

from django.db.models import TextChoices

MOST_LETTERS: Final = 600


class Along(TextChoices):
    """What the person lets go along."""

    RECORD = "record", "the whole record, as a frozen copy"
    REPORT = "report", "the report only"


class State(TextChoices):
    ASKED = "asked", "waits for the person's answer"
    DECLINED = "declined", "the person said no"
    OFFERED = "offered", "waits for the other clinic"
    ACCEPTED = "accepted", "taken over"
    REFUSED = "refused", "the other clinic said no"
    CALLED_OFF = "off", "called off"
