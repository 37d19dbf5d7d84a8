"""For whom a report is, which parts it may have, and how much each text may hold."""

from typing import Final

from django.db.models import TextChoices


class Reader(TextChoices):
    PATIENT = "patient", "the person"
    REFERRER = "referrer", "whoever sent them"
    INSURER = "insurer", "the insurer"
    CLINIC = "clinic", "a clinic that goes on"


class How(TextChoices):
    """How a person gave their yes."""

    APP = "app", "in their app"
    SPOKEN = "spoken", "face to face"
    PHONE = "phone", "on the telephone"
    WRITTEN = "written", "in writing"


#: In the order in which they stand in a report.
PARTS: Final = {
    "course": "What was done",
    "pain": "Pain",
    "everyday": "Everyday life",
    "range": "How far and how much",
    "goals": "Own goals",
    "diagnosis": "Diagnosis",
    "programme": "The programme now",
}
#: What is ticked to begin with: an insurer is told least, and own goals are for the person and the doctor.
USUAL: Final = {
    Reader.PATIENT: ("course", "pain", "everyday", "range", "goals", "programme"),
    Reader.REFERRER: ("course", "pain", "everyday", "goals", "diagnosis", "programme"),
    Reader.CLINIC: ("course", "pain", "everyday", "range", "goals", "diagnosis", "programme"),
    Reader.INSURER: ("course", "pain", "diagnosis"),
}
MOST_LETTERS: Final = 4000
MOST_DAYS: Final = 370
