"""The letter for the doctor, from one finding: what was said, why we ask, and in which version. No new judgement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.http import HttpResponse
from django.utils import timezone

from unbrace.clinic.questionnaires.queries import is_draft
from unbrace.portal.safety_words import REGION_WORDS, ReasonLine, question_words, reason_lines, said_lines
from unbrace.rehab.red_flags import Urgency

if TYPE_CHECKING:
    from unbrace.clinic.questionnaires.models import Finding
    from unbrace.clinic.questionnaires.queries import Asked

REQUESTS: Final = {
    Urgency.EMERGENCY: "The answers can point to an emergency. Please assess at once.",
    Urgency.DOCTOR_TODAY: "Please assess today.",
    Urgency.DOCTOR_IN_DAYS: "Please assess within the next few days; we aim for 3 working days.",
    Urgency.TELL_THERAPIST: "We would be glad of your view before we go on.",
    Urgency.NONE_FOUND: "Nothing in the answers needed urgent care.",
}


@dataclass(frozen=True)
class Letter:
    """What `doctor_letter.html` lays out."""

    clinic: str
    reached: str
    therapist: str
    name: str
    first_name: str
    age: int | None
    day: datetime
    asked: datetime
    request: str
    said: tuple[str, ...]
    reasons: tuple[ReasonLine, ...]
    unanswered: str
    regions: str
    screen_version: str
    rules_version: str
    is_draft: bool


def letter_of(finding: Finding, asked: Asked) -> Letter:
    patient = finding.screen.patient
    therapist = patient.therapist
    return Letter(
        clinic=patient.clinic.name,
        reached=" · ".join(part for part in (patient.clinic.address, patient.clinic.phone) if part),
        therapist=therapist.user.name if therapist else "",
        name=patient.name,
        first_name=patient.user.first_name or patient.name,
        age=asked.age,
        day=timezone.localtime(finding.at),
        asked=timezone.localtime(finding.at),
        request=REQUESTS[finding.level],
        said=said_lines(asked),
        reasons=reason_lines(finding),
        unanswered=", ".join(question_words(item) for item in finding.missing),
        regions=", ".join(REGION_WORDS[region] for region in finding.screen.where),
        screen_version=finding.screen.screen_version,
        rules_version=finding.rules_version,
        is_draft=is_draft(),
    )


def pdf_response(letter: Letter) -> HttpResponse:
    """The letter as a file. Its name says nothing of the person: it lies in a folder of downloads."""
    from unbrace.portal.doctor_letter_pdf import pdf_of

    response = HttpResponse(pdf_of(letter), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="letter-for-the-doctor.pdf"'
    return response
