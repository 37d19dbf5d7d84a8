from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.care_teams.models import Clinic, Membership
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import mine
from unbrace.clinic.questionnaires.asked import AGE, Asked
from unbrace.clinic.questionnaires.conclusion import asked_of, facts_among, facts_of
from unbrace.clinic.questionnaires.models import Finding, GivenAnswer, SafetyScreen
from unbrace.clinic.questionnaires.red_flags import item_in, red_flag_screen, step_in, urgency_messages
from unbrace.clinic.questionnaires.words import Told, crisis_words, told, warning_card
from unbrace.clinic.reading_along import read_with
from unbrace.clinic.refused import NotYours
from unbrace.rehab.coming_back import LOOKED_AT
from unbrace.rehab.red_flags import AskedIn, Region, Urgency

__all__ = [
    "Allowed",
    "Asked",
    "Elsewhere",
    "Known",
    "Safety",
    "Told",
    "age_and_facts_of",
    "asked_of",
    "crisis_words",
    "elsewhere_of",
    "facts_known_of",
    "finding_of",
    "is_draft",
    "item_in",
    "known_of",
    "open_screen_of",
    "own_screen_of",
    "red_flag_screen",
    "regions_of",
    "safety_of",
    "screen_of",
    "screened_regions_of",
    "screens_of",
    "spans_of_findings",
    "step_in",
    "told",
    "waiting_about",
    "waiting_findings_here",
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

    `waiting` is of the person, wherever they are treated (decision 0017): nobody's back is safe in one clinic and not
    in the other. `done_at` holds when each set was last answered completely here; `begun` is the newest screen that is
    not finished here, `begun_elsewhere` the id of the care in which another one lies open since today or yesterday.
    """

    waiting: tuple[Finding, ...]
    done_at: dict[AskedIn, datetime]
    begun: AskedIn | None
    begun_elsewhere: Any = None

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
        if self.begun_elsewhere is not None:
            return Allowed.NOTHING
        if self.urgency is Urgency.NONE_FOUND:
            return Allowed.ALL
        first = any(f.screen.occasion is AskedIn.ONBOARDING or not f.complete for f in self.waiting)
        return Allowed.NOTHING if first else Allowed.SAFE_FLOOR


def safety_of(patient: Patient) -> Safety:
    """One question to the database, however long the history; one more where something waits. What waits is asked last:
    a screen that is finished in between is not taken for done without what was found in it."""
    rows = list(
        SafetyScreen.objects.filter(patient__user=patient.user_id)
        .order_by()
        .values("patient", "patient__ended_at", "asked_in")
        .annotate(
            begun=Max("started_at"),
            closed=Max("started_at", filter=Q(findings__isnull=False)),
            done=Max("findings__at", filter=Q(findings__complete=True)),
            waits=Max("findings__at", filter=Q(findings__waits=True, findings__clearance=None)),
        )
    )
    here = [row for row in rows if row["patient"] == patient.pk]
    sets = {AskedIn(row["asked_in"]): row for row in here}
    newest = max((row["begun"] for row in here), default=None)
    fresh = (
        clock.now() - STAYS_OPEN
    )  # another set that was opened since does not let anybody off the one before
    unfinished = [
        code
        for code, row in sets.items()
        if row["closed"] != row["begun"] and (row["begun"] == newest or row["begun"] > fresh)
    ]
    elsewhere = [
        row["patient"]
        for row in rows
        if row["patient"] != patient.pk
        and row["patient__ended_at"] is None
        and row["closed"] != row["begun"]
        and row["begun"] > fresh
    ]
    return Safety(
        waiting=tuple(waiting_findings_of(patient)) if any(row["waits"] for row in rows) else (),
        done_at={code: row["done"] for code, row in sets.items() if row["done"] is not None},
        begun=max(unfinished, key=lambda code: sets[code]["begun"], default=None),
        begun_elsewhere=elsewhere[0] if elsewhere else None,
    )


@dataclass(frozen=True)
class Known:
    """What the safety answers of all times say about one person, for whoever signs their programme.

    `age` None: never told. `answers` hold every fact once said here, whatever a later screen says. `told_at`: when
    something was last found, here or in another clinic of this house, of which no content is known.
    """

    age: int | None
    answers: dict[str, str]
    had_a_flag: bool
    told_at: datetime | None
    lock_cleared_at: datetime | None


def facts_known_of(patient: Patient) -> dict[str, str]:
    """Every fact once said here that is looked at before somebody comes back to exercise: `Known.answers` alone."""
    return facts_among(patient, LOOKED_AT)


def known_of(patient: Patient) -> Known:
    """Two questions: what was answered, and of that in every care what was found and cleared."""
    ages = GivenAnswer.objects.filter(screen__patient=patient, item=AGE).order_by("-pk")
    locks = Q(urgency__gte=Urgency.DOCTOR_IN_DAYS.value)
    everywhere = Finding.objects.filter(screen__patient__user=OuterRef("user")).order_by()
    newest = everywhere.filter(waits=True).order_by("-at").values("at")[:1]
    cleared = everywhere.filter(locks, clearance__isnull=False).order_by("-clearance__at")
    age, told, lock_cleared_at = Patient.objects.filter(pk=patient.pk).values_list(
        Subquery(ages.values("answer")[:1]), Subquery(newest), Subquery(cleared.values("clearance__at")[:1])
    )[0]
    return Known(
        age=int(age) if age and age.isdigit() else None,
        answers=facts_known_of(patient),
        had_a_flag=told is not None,
        told_at=told,
        lock_cleared_at=lock_cleared_at,
    )


def waiting_findings_of(patient: Patient) -> QuerySet[Finding]:
    """What no clinician has cleared yet, most urgent first, whichever clinic of this house asked.

    For what it stops. What a clinic may read and clear is `waiting_findings_here`.
    """
    return _waiting().filter(screen__patient__user=patient.user_id)


def waiting_findings_here(patient: Patient) -> QuerySet[Finding]:
    """The same, of this care alone."""
    return _waiting().filter(screen__patient=patient)


@dataclass(frozen=True)
class Elsewhere:
    """That another care of the same person stops them, and nothing of what was answered there: neither the questions
    nor the clinic. `ours_to_clear`: that care has ended, so nobody there looks any more."""

    finding: Any
    urgency: Urgency
    at: datetime
    cleared_at: datetime | None
    ours_to_clear: bool


CLEARED_IS_SHOWN = timedelta(days=30)


def elsewhere_parts() -> dict[str, Exists]:
    """For `patient_in`: whether `elsewhere_of` finds anything."""
    found = _shown_elsewhere(OuterRef("user"), OuterRef("pk"))
    return {"stopped_elsewhere": Exists(found.order_by())}


def elsewhere_of(patient: Patient) -> list[Elsewhere]:
    """What was found in another care of this person and waits, or was cleared lately; most urgent first. No question
    where `elsewhere_parts` were read with them and say that there is nothing."""
    if not getattr(patient, "stopped_elsewhere", True):
        return []
    found = _shown_elsewhere(patient.user_id, patient.pk).select_related("screen__patient", "clearance")
    return [_elsewhere(finding) for finding in found.order_by("-urgency", "-at")]


def _shown_elsewhere(user: Any, patient: Any) -> QuerySet[Finding]:
    lately = Q(clearance=None) | Q(clearance__at__gte=clock.now() - CLEARED_IS_SHOWN)
    found = Finding.objects.filter(lately, waits=True, screen__patient__user=user)
    return found.exclude(screen__patient=patient)


def waiting_about(
    clinic: Clinic, therapist: Membership | None = None
) -> tuple[list[Finding], list[tuple[Patient, list[Elsewhere]]]]:
    """What waits here (`waiting_findings_in`), and everybody in care here whom an answer given in another care stops,
    so that no list calls them well. One question; one more where there is any of the second.

    Somebody is treated once in a clinic at a time, so what was found in a care here that goes on is of the very person
    who is asked about.
    """
    here = _in_care(clinic, therapist)
    found = list(_waiting().filter(Exists(here.filter(user=OuterRef("screen__patient__user")))))

    def is_here(care: Patient) -> bool:
        return care.clinic_id == clinic.pk and care.ended_at is None

    own = [finding for finding in found if is_here(finding.screen.patient)]
    others = [finding for finding in found if not is_here(finding.screen.patient)]
    return own, _with_whom_they_stop(here, others)


def _in_care(clinic: Clinic, therapist: Membership | None) -> QuerySet[Patient]:
    here = Patient.objects.filter(clinic=clinic, ended_at=None)
    return here if therapist is None else here.filter(mine(therapist))


def _with_whom_they_stop(
    here: QuerySet[Patient], findings: Iterable[Finding]
) -> list[tuple[Patient, list[Elsewhere]]]:
    found: dict[Any, list[Elsewhere]] = {}
    for finding in findings:
        found.setdefault(finding.screen.patient.user_id, []).append(_elsewhere(finding))
    people = here.filter(user__in=found).select_related("user", "clinic", "therapist") if found else ()
    return [(patient, found[patient.user_id]) for patient in people]


def _elsewhere(finding: Finding) -> Elsewhere:
    clearance = getattr(finding, "clearance", None)
    return Elsewhere(
        finding=finding.pk,
        urgency=finding.level,
        at=finding.at,
        cleared_at=clearance.at if clearance else None,
        ours_to_clear=clearance is None and finding.screen.patient.ended_at is not None,
    )


def spans_of_findings(patient: Patient) -> list[tuple[datetime, datetime | None]]:
    """From when to when each thing that was found has waited; None where no clinician has cleared it yet."""
    found = Finding.objects.filter(screen__patient__user=patient.user_id, waits=True)
    return list(found.values_list("at", "clearance__at"))


def waiting_findings_in(clinic: Clinic, therapist: Membership | None = None) -> QuerySet[Finding]:
    """The same for all patients of a clinic, or of one therapist. Somebody without a therapist is everybody's."""
    found = _waiting().filter(screen__patient__clinic=clinic, screen__patient__ended_at=None)
    if therapist is None:
        return found
    return found.filter(mine(therapist, "screen__patient__"))


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


def own_screen_of(user: User, screen_id: Any) -> SafetyScreen:
    """A screen out of any care of this person, for themselves: what they said is theirs to read everywhere."""
    screen = (
        SafetyScreen.objects.filter(patient__user=user, pk=screen_id)
        .select_related("patient__clinic", "patient__user", "patient__therapist__user")
        .first()
    )
    if screen is None:
        raise NotYours
    return screen


def screens_of(patient: Patient, most: int | None = None) -> list[SafetyScreen]:
    """The newest screens, or all, with their answers and findings, newest first: for the therapist. Two questions."""
    found = patient.safety_screens.order_by("-started_at")
    shown = found if most is None else found.filter(pk__in=found[:most].values("pk"))
    return read_with(shown.prefetch_related("answers"), "findings", "clearance__by")


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
