from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

from django.db.models import Max, Prefetch, Q, QuerySet

from unbrace.clinic import clock
from unbrace.clinic.care_teams.models import Clinic, Membership
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.questionnaires.asked import AGE, Asked
from unbrace.clinic.questionnaires.conclusion import asked_of, facts_among, facts_of
from unbrace.clinic.questionnaires.models import Clearance, Finding, GivenAnswer, SafetyScreen
from unbrace.clinic.questionnaires.red_flags import red_flag_screen, urgency_messages
from unbrace.clinic.questionnaires.words import Told, crisis_words, told, warning_card
from unbrace.clinic.refused import NotYours
from unbrace.rehab.coming_back import LOOKED_AT
from unbrace.rehab.red_flags import AskedIn, Region, Urgency

__all__ = [
    "Allowed",
    "Asked",
    "Known",
    "Safety",
    "Told",
    "age_and_facts_of",
    "asked_of",
    "crisis_words",
    "finding_of",
    "is_draft",
    "known_of",
    "open_screen_of",
    "red_flag_screen",
    "regions_of",
    "safety_of",
    "screen_of",
    "screened_regions_of",
    "screens_of",
    "told",
    "waiting_findings_in",
    "waiting_findings_of",
    "warning_card",
]


STAYS_OPEN = timedelta(hours=24)  # a symptom is asked afresh the next day


class Allowed(Enum):
    """What somebody may do now, as far as the safety screen is concerned."""

    ALL = "all"
    SAFE_FLOOR = "safe_floor"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Safety:
    """How safe it is for one person to exercise. `waiting` is what no clinician has cleared yet, most urgent first.

    `done_at` holds when each set was last answered completely; `begun` is the newest screen that is not finished.
    """

    waiting: tuple[Finding, ...]
    done_at: dict[AskedIn, datetime]
    begun: AskedIn | None

    @property
    def urgency(self) -> Urgency:
        """The highest that was found and not cleared. A later screen without findings lowers nothing."""
        return max((finding.level for finding in self.waiting), default=Urgency.NONE_FOUND)

    @property
    def screened(self) -> bool:
        return AskedIn.ONBOARDING in self.done_at

    @property
    def known_urgency(self) -> Urgency | None:
        """For the rules of progression: None while the first screen has not been answered."""
        return self.urgency if self.screened or self.waiting else None

    @property
    def allowed(self) -> Allowed:
        if not self.screened or self.urgency >= Urgency.DOCTOR_IN_DAYS or self.begun is not None:
            return Allowed.NOTHING
        if self.urgency is Urgency.NONE_FOUND:
            return Allowed.ALL
        first = any(f.screen.occasion is AskedIn.ONBOARDING or not f.complete for f in self.waiting)
        return Allowed.NOTHING if first else Allowed.SAFE_FLOOR


def safety_of(patient: Patient, waiting: tuple[Finding, ...] | None = None) -> Safety:
    """Two questions to the database, however long the history; one where `waiting` is known already."""
    rows = (
        SafetyScreen.objects.filter(patient=patient)
        .order_by()
        .values("asked_in")
        .annotate(
            begun=Max("started_at"),
            closed=Max("started_at", filter=Q(findings__isnull=False)),
            done=Max("findings__at", filter=Q(findings__complete=True)),
        )
    )
    sets = {AskedIn(row["asked_in"]): row for row in rows}
    newest = max((row["begun"] for row in sets.values()), default=None)
    fresh = (
        clock.now() - STAYS_OPEN
    )  # another set that was opened since does not let anybody off the one before
    unfinished = [
        code
        for code, row in sets.items()
        if row["closed"] != row["begun"] and (row["begun"] == newest or row["begun"] > fresh)
    ]
    return Safety(
        waiting=tuple(waiting_findings_of(patient)) if waiting is None else waiting,
        done_at={code: row["done"] for code, row in sets.items() if row["done"] is not None},
        begun=max(unfinished, key=lambda code: sets[code]["begun"], default=None),
    )


@dataclass(frozen=True)
class Known:
    """What the safety answers of all times say about one person, for whoever signs their programme.

    `age` None: never told. `answers` hold every fact once said, whatever a later screen says. `told_at`: when something
    was last found.
    """

    age: int | None
    answers: dict[str, str]
    had_a_flag: bool
    told_at: datetime | None
    lock_cleared_at: datetime | None


def known_of(patient: Patient) -> Known:
    ages = GivenAnswer.objects.filter(screen__patient=patient, item=AGE).order_by("-pk")
    age = ages.values_list("answer", flat=True).first()
    found = Finding.objects.filter(screen__patient=patient, waits=True)
    locks = Clearance.objects.filter(
        finding__screen__patient=patient, finding__urgency__gte=Urgency.DOCTOR_IN_DAYS.value
    )
    told = found.aggregate(last=Max("at"))["last"]
    return Known(
        age=int(age) if age and age.isdigit() else None,
        answers=facts_among(patient, LOOKED_AT),
        had_a_flag=told is not None,
        told_at=told,
        lock_cleared_at=locks.aggregate(last=Max("at"))["last"],
    )


def waiting_findings_of(patient: Patient) -> QuerySet[Finding]:
    """What no clinician has cleared yet, most urgent first."""
    return _waiting().filter(screen__patient=patient)


def waiting_findings_in(clinic: Clinic, therapist: Membership | None = None) -> QuerySet[Finding]:
    """The same for all patients of a clinic, or of one therapist. Somebody without a therapist is everybody's."""
    found = _waiting().filter(screen__patient__clinic=clinic, screen__patient__ended_at=None)
    if therapist is None:
        return found
    mine = Q(screen__patient__therapist=therapist) | Q(screen__patient__therapist=None)
    return found.filter(mine | Q(screen__patient__therapist__ended_at__isnull=False))


def _waiting() -> QuerySet[Finding]:
    return (
        Finding.objects.filter(waits=True, clearance=None)
        .select_related("screen__patient__user", "screen__patient__clinic", "screen__patient__therapist")
        .order_by("-urgency", "at")
    )


def open_screen_of(patient: Patient) -> SafetyScreen | None:
    """The newest screen, if it is not finished."""
    newest = patient.safety_screens.select_related("patient__clinic").order_by("-started_at").first()
    return newest if newest and not newest.findings.exists() else None


def regions_of(patient: Patient) -> tuple[Region, ...]:
    """Where it hurts, as said in the newest first screen that was finished; none before that."""
    newest = (
        patient.safety_screens.filter(asked_in=AskedIn.ONBOARDING.value, findings__isnull=False)
        .order_by("-started_at")
        .first()
    )
    return newest.where if newest else ()


def screened_regions_of(patient: Patient) -> tuple[Region, ...]:
    """The regions for which every question of a first screen has been answered once. A screen that was stopped by an
    emergency, or left alone, has not asked everything."""
    whole = patient.safety_screens.filter(asked_in=AskedIn.ONBOARDING.value, findings__complete=True)
    found = {region for screen in whole for region in screen.where}
    return tuple(region for region in Region if region in found)


def screen_of(patient: Patient, screen_id: Any) -> SafetyScreen:
    screen = (
        patient.safety_screens.select_related("patient__clinic", "patient__user", "patient__therapist__user")
        .filter(pk=screen_id)
        .first()
    )
    if screen is None:
        raise NotYours
    return screen


def screens_of(patient: Patient) -> QuerySet[SafetyScreen]:
    """Every screen with its answers and findings, newest first: for the therapist."""
    findings = Prefetch("findings", Finding.objects.select_related("clearance__by"))
    return patient.safety_screens.prefetch_related("answers", findings).order_by("-started_at")


def finding_of(patient: Patient, finding_id: Any) -> Finding:
    finding = (
        Finding.objects.filter(screen__patient=patient, pk=finding_id)
        .select_related("screen__patient__user", "screen__patient__clinic", "clearance__by")
        .first()
    )
    if finding is None:
        raise NotYours
    return finding


def is_draft() -> bool:
    """True while no clinician has signed the questions and the messages."""
    return red_flag_screen().reviewed_by is None or urgency_messages().reviewed_by is None


def age_and_facts_of(patient: Patient) -> tuple[int | None, dict[str, str]]:
    """The age last told, and the answers of the newest finished first screen; sticky facts as all screens say."""
    newest = (
        patient.safety_screens.filter(asked_in=AskedIn.ONBOARDING.value, findings__isnull=False)
        .order_by("-started_at")
        .first()
    )
    if newest is None:
        return None, {}
    asked = asked_of(newest)
    return asked.age, {**asked.answers, **facts_of(patient)}
