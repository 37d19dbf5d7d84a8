from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from unbrace.clinic.care_teams.queries import is_self_guided
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.intakes.models import Intake, IntakeAnswer
from unbrace.clinic.intakes.telling import Told, ToldLine, told
from unbrace.clinic.intakes.way_in import questionnaires, way_in
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.questionnaires.queries import screened_regions_of
from unbrace.clinic.refused import NotYours
from unbrace.rehab.way_in.asking import Asked

__all__ = [
    "Told",
    "ToldLine",
    "asked_of",
    "goals_of_the_way_in",
    "intake_of",
    "on_their_own",
    "open_intake_of",
    "questionnaires",
    "sent_intake_of",
    "told",
    "way_in",
]


def open_intake_of(patient: Patient) -> Intake | None:
    """The one that was begun and not sent."""
    return patient.intakes.filter(sent_at=None).first()


def sent_intake_of(patient: Patient) -> Intake | None:
    """The newest that was sent, with `goals`: what it says of those, as it was said last."""
    return _sent(Intake.objects.filter(patient=patient)).first()


def goals_of_the_way_in() -> dict[str, Subquery]:
    """For a question about patients: `told_goals` and `told_at`, what `sent_intake_of` says of goals, and when."""
    sent = _sent(Intake.objects.filter(patient=OuterRef("pk")))
    return {
        "told_goals": Subquery(sent.values("goals")[:1]),
        "told_at": Subquery(sent.values("sent_at")[:1]),
    }


def _sent(intakes: QuerySet[Intake]) -> QuerySet[Any]:
    goals = IntakeAnswer.objects.filter(intake=OuterRef("pk"), question="goals").order_by("-pk")
    sent = intakes.filter(sent_at__isnull=False).annotate(goals=Subquery(goals.values("said")[:1]))
    return sent.order_by("-sent_at")


def has_told_the_way_in() -> Exists:
    """For a question about patients: whether `sent_intake_of` finds anything of this one."""
    return Exists(Intake.objects.filter(patient=OuterRef("pk"), sent_at__isnull=False).order_by())


def intake_of(patient: Patient, intake_id: Any) -> Intake:
    intake = patient.intakes.filter(pk=intake_id).first()
    if intake is None:
        raise NotYours
    return intake


def asked_of(patient: Patient, intake: Intake | None) -> Asked:
    """How far this person has got, with the newest answer to each question. None: nothing has been said yet."""
    rows = IntakeAnswer.objects.filter(intake=intake) if intake is not None else ()
    said = {row.question: row.said for row in rows}
    return Asked(way_in(patient.clinic), said, screened_regions_of(patient))


def on_their_own(patient: Patient) -> bool:
    """Whether nobody plans for this person: learning, writing down, walking and breathing are what there is. Who looks
    after them is known with them: only where nobody does is the clinic asked who else may sign."""
    therapist = patient.looked_after_by
    if therapist is not None and therapist.may(Permission.PRESCRIBE):
        return patient.clinic.self_guided
    return is_self_guided(patient.clinic)
