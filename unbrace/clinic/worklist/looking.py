"""One look at the people of a list: what the reasons are found from, read once each, however many people there are.

Every part is asked for when the first reason wants it. `people` are whom the list is about: the clinic's, a therapist's
own with those handed over to them, or one person alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from unbrace.clinic import clock
from unbrace.clinic.assessments.queries import CameIn, has_unseen_results, not_looked_at
from unbrace.clinic.care_teams.models import Clinic, Membership
from unbrace.clinic.check_ins.gate import Flare, flare_on
from unbrace.clinic.check_ins.models import FlareUp, NextMorning, WeeklyCheckIn
from unbrace.clinic.exercise_sessions.models import ExerciseSession
from unbrace.clinic.intakes.models import Intake
from unbrace.clinic.intakes.way_in import questionnaires
from unbrace.clinic.lifts.queries import WaitingStep, has_own_task, waiting_steps_of
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import mine, patients_in
from unbrace.clinic.programmes.models import ProgrammeVersion
from unbrace.clinic.programmes.queries import current_versions
from unbrace.clinic.visits.models import Visit
from unbrace.clinic.visits.queries import standing_between, stands_between
from unbrace.clinic.visits.slots import Span
from unbrace.clinic.worklist.models import FirstPlan, SetAside
from unbrace.clinic.worklist.pains import LOOKS_BACK, Pains, pains_of_all
from unbrace.clinic.worklist.queries import (
    MessageRow,
    SafetyRow,
    WorklistRow,
    first_plans_for,
    has_a_first_plan,
    message_rows_for,
    safety_rows_for,
    worklist_for,
)
from unbrace.clinic.worklist.quiet import with_last_words
from unbrace.clinic.worklist.thresholds import ListRules, rules_of
from unbrace.rehab.alerts import Thresholds

if TYPE_CHECKING:
    from unbrace.library.questionnaires import Questionnaire

#: A hand-over or a snooze that is older says nothing of today any more.
REMEMBERED = timedelta(days=90)


@dataclass(frozen=True)
class Told:
    """What one way in came to: scores by measure."""

    intake: UUID
    sent_at: datetime
    scores: dict[str, float]
    titles: dict[str, str]


class Looking:
    def __init__(self, clinic: Clinic, whose: Membership | None = None, only: Patient | None = None) -> None:
        self.clinic, self.whose, self.only, self.now = clinic, whose, only, clock.now()

    @cached_property
    def rules(self) -> ListRules:
        return rules_of(self.clinic)

    @property
    def thresholds(self) -> Thresholds:
        return self.rules.thresholds

    @cached_property
    def asides(self) -> dict[UUID, dict[str, SetAside]]:
        """By patient and kind, the newest that nobody has brought back."""
        since = self.now - REMEMBERED
        standing = SetAside.objects.filter(brought_back=None, at__gt=since)
        newer = standing.filter(patient=OuterRef("patient"), kind=OuterRef("kind"), at__gt=OuterRef("at"))
        found = standing.filter(~Exists(newer), patient__clinic=self.clinic)
        if self.only is not None:
            found = found.filter(patient=self.only)
        elif self.whose is not None:
            to_me = standing.filter(patient=OuterRef("patient"), to=self.whose)
            found = found.filter(mine(self.whose, "patient__") | Exists(to_me))
        by_person: dict[UUID, dict[str, SetAside]] = defaultdict(dict)
        for one in found.select_related("by", "to__user", "patient__user").order_by("at"):
            by_person[one.patient_id][one.kind] = one
        return by_person

    @cached_property
    def handed_to_me(self) -> list[UUID]:
        return [
            patient
            for patient, kinds in self.asides.items()
            if (handed := kinds.get("handed")) is not None and handed.to_id == getattr(self.whose, "pk", "")
        ]

    @cached_property
    def _scope(self) -> QuerySet[Patient]:
        found = patients_in(self.clinic)
        if self.only is not None:
            return found.filter(pk=self.only.pk)
        if self.whose is not None:
            return found.filter(mine(self.whose) | Q(pk__in=self.handed_to_me))
        return found

    @cached_property
    def people(self) -> dict[UUID, Any]:
        """With the last words of each, their programme, and whether there is anything at all of what most have not:
        results of a test to look at, a way back to a lift, the draft for somebody new, a visit these days."""
        found = with_last_words(self._scope.select_related("user", "clinic", "therapist__user", "programme"))
        found = found.annotate(
            unseen_results=has_unseen_results(),
            has_own_task=has_own_task(),
            has_first_plan=has_a_first_plan(),
            has_visit_near=stands_between(self._near),
        )
        return {person.pk: person for person in found}

    @cached_property
    def _whose(self) -> QuerySet[Any]:
        """The same people, to be asked about inside another question."""
        return self._scope.order_by().values("pk")

    @cached_property
    def _narrowed(self) -> Membership | None:
        """For questions that know only clinics and therapists; the rest is left out here."""
        return self.whose if not self.handed_to_me else None

    @cached_property
    def safety(self) -> list[SafetyRow]:
        return [row for row in safety_rows_for(self.clinic, self._narrowed) if row.patient.pk in self.people]

    @cached_property
    def messages(self) -> list[MessageRow]:
        found = message_rows_for(self.clinic, self._narrowed, self.only)
        return [row for row in found if row.patient.pk in self.people]

    @cached_property
    def proposals(self) -> list[WorklistRow]:
        return [row for row in worklist_for(self.clinic, self._narrowed) if row.patient.pk in self.people]

    @cached_property
    def first_plans(self) -> list[FirstPlan]:
        if not any(person.has_first_plan for person in self.people.values()):
            return []
        found = first_plans_for(self.clinic, self._narrowed)
        if self.only is not None:
            found = found.filter(patient=self.only)
        return [one for one in found if one.patient_id in self.people]

    @cached_property
    def versions(self) -> dict[Any, ProgrammeVersion]:
        return current_versions(person for person in self.people.values())

    @cached_property
    def _flare_ups(self) -> list[FlareUp]:
        since = self.now - timedelta(weeks=self.thresholds.flares_within_weeks)
        lately = Q(ended_at=None) | Q(began_at__gte=since)
        return list(FlareUp.objects.filter(lately, patient__in=self._whose).order_by("began_at"))

    @cached_property
    def flares_began(self) -> dict[UUID, list[datetime]]:
        """When the flare-ups began that count towards "again"."""
        since = self.now - timedelta(weeks=self.thresholds.flares_within_weeks)
        found: dict[UUID, list[datetime]] = defaultdict(list)
        for one in self._flare_ups:
            if one.began_at >= since:
                found[one.patient_id].append(one.began_at)
        return found

    @cached_property
    def flares(self) -> list[Flare]:
        """Everybody who is in a flare-up now, on its day."""
        found = []
        for one in self._flare_ups:
            if one.ended_at is None:
                one.patient = person = self.people[one.patient_id]
                pains = self.pains.get(one.patient_id, Pains(person.usual_pain))
                usual = pains.baseline_before(one.began_on)
                found.append(flare_on(one, self.today_of(person), pains.flares.get(one.pk, ()), usual))
        return found

    @cached_property
    def pains(self) -> dict[UUID, Pains]:
        open_since = [one.began_at for one in self._flare_ups if one.ended_at is None]
        since = min([self.now, *open_since]) - LOOKS_BACK
        return pains_of_all(self.people, self._whose, since)

    def pains_of(self, person: Any) -> Pains | None:
        return self.pains.get(person.pk)

    def today_of(self, person: Any) -> date:
        today: date = self.now.astimezone(person.user.zone).date()
        return today

    @cached_property
    def _near(self) -> Span:
        """Whatever can be today for a therapist, wherever they are."""
        a_day = timedelta(days=1)
        return Span(self.now - a_day, self.now + 2 * a_day)

    @cached_property
    def visits_today(self) -> list[Visit]:
        """Booked for the therapist's own today and not over yet."""
        near = [pk for pk, person in self.people.items() if person.has_visit_near]
        return [
            visit
            for visit in standing_between(near, self._near)
            if visit.ends > self.now
            and visit.begins.astimezone(visit.therapist.user.zone).date()
            == self.now.astimezone(visit.therapist.user.zone).date()
        ]

    @cached_property
    def assessed(self) -> list[CameIn]:
        """Results of tests that nobody has looked at."""
        return not_looked_at([pk for pk, person in self.people.items() if person.unseen_results])

    @cached_property
    def lifts(self) -> list[WaitingStep]:
        """Steps of a lift of somebody's own that wait for a signature."""
        return waiting_steps_of([pk for pk, person in self.people.items() if person.has_own_task])

    @cached_property
    def shelf(self) -> Mapping[str, Questionnaire]:
        """The questionnaires that this clinic may ask, by id."""
        return questionnaires(self.clinic).questionnaires

    @cached_property
    def told(self) -> dict[UUID, list[Told]]:
        """Every way in that was sent, oldest first."""
        sent = Intake.objects.filter(patient__in=self._whose, sent_at__isnull=False).order_by("sent_at")
        found: dict[UUID, list[Told]] = defaultdict(list)
        for pk, patient, at, scores in sent.values_list("pk", "patient_id", "sent_at", "scores"):
            values = {one["measure"]: float(one["value"]) for one in scores}
            titles = {one["measure"]: one["title"] for one in scores}
            if at is not None:
                found[patient].append(Told(pk, at, values, titles))
        return found

    @cached_property
    def entries(self) -> dict[UUID, list[datetime]]:
        """When each person entered anything, oldest first; nothing where the clinic does not ask for it."""
        if not self.rules.monitoring:
            return {}
        sessions = ExerciseSession.objects.filter(patient__in=self._whose, withdrawn_at=None).order_by()
        parts = [
            rows.filter(patient__in=self._whose).order_by().values_list("patient_id", "at")
            for rows in (NextMorning.objects.all(), WeeklyCheckIn.objects.all())
        ]
        found: dict[UUID, list[datetime]] = defaultdict(list)
        rows = sessions.values_list("patient_id", "received_at").union(*parts, all=True)
        for patient, moment in sorted(rows, key=lambda row: row[1]):
            found[patient].append(moment)
        return found
