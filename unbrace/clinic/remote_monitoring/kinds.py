"""Where a stretch of work comes from, how two people talked to each other, and what can be signed."""

from django.db.models import TextChoices


class Source(TextChoices):
    CLOCK = "clock", "clock of the page"
    BY_HAND = "by hand", "by hand"
    CONTACT = "contact", "live contact"


class Way(TextChoices):
    """How two people talked to each other at once. A message, a mail or a voice mail is not among them."""

    NONE = "", "no live contact"
    TELEPHONE = "telephone", "by telephone"
    VIDEO = "video", "by video"


class Kind(TextChoices):
    PERIOD = "period", "days of data in a period of 30 days"
    MONTH = "month", "minutes in a calendar month"
