from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from unbrace.clinic import clock
from unbrace.clinic.care_teams.models import Clinic, Membership
from unbrace.clinic.check_ins.models import NextMorning, WeeklyCheckIn
from unbrace.clinic.conversations.models import Attachment, Message
from unbrace.clinic.conversations.queries import waiting_messages_in
from unbrace.clinic.exercise_sessions.models import Correction, ExerciseSession
from unbrace.clinic.intakes.models import Intake
from unbrace.clinic.intakes.queries import sent_intake_of
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import mine
from unbrace.clinic.programmes.draft import PrescriptionDraft
from unbrace.clinic.programmes.models import ProgrammeVersion
from unbrace.clinic.questionnaires.models import Finding
from unbrace.clinic.questionnaires.queries import Elsewhere, waiting_about
from unbrace.clinic.refused import NotYours
from unbrace.clinic.worklist.first_plans import draft_of_line, drafted
from unbrace.clinic.worklist.models import FirstPlan, NamedApproval, Proposal, Review
from unbrace.rehab.progression.time_away import SHARES
from unbrace.rehab.red_flags import Urgency
from unbrace.rehab.way_in import first_plan as rules

LOOK_BACK: Final = timedelta(weeks=8)  # as far as the rules look


@dataclass(frozen=True)
class WorklistRow:
    """One patient who needs a look, the proposals that wait, and since when."""

    patient: Patient
    proposals: tuple[Proposal, ...]
    since: datetime

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset(proposal.kind for proposal in self.proposals)


# What comes first: whoever may be worse off. Within one kind, whoever has waited longest.
ORDER = (
    "lock",
    "flare",
    "regress",
    "ask_pt",
    "re_onboard",
    "restart",
    "safe_floor",
    "simplify",
    "deload",
    "progress",
)


def worklist_for(clinic: Clinic, therapist: Membership | None = None) -> list[WorklistRow]:
    """Patients of this clinic with an open proposal, most urgent first; `therapist` narrows it to `mine`."""
    proposals = _open().filter(patient__clinic=clinic, patient__ended_at=None)
    if therapist is not None:
        proposals = proposals.filter(mine(therapist, "patient__"))
    by_patient: dict[Any, list[Proposal]] = {}
    for proposal in proposals:
        by_patient.setdefault(proposal.patient_id, []).append(proposal)
    rows = [
        WorklistRow(found[0].patient, tuple(sorted(found, key=urgency_of)), min(p.made_at for p in found))
        for found in by_patient.values()
    ]
    return sorted(rows, key=lambda row: (urgency_of(row.proposals[0]), row.since))


@dataclass(frozen=True)
class SafetyRow:
    """One patient whose safety answers wait for a clinician, most urgent finding first, and since when.

    `elsewhere`: what another care of the same person found, without its content.
    """

    patient: Patient
    findings: tuple[Finding, ...]
    since: datetime
    elsewhere: tuple[Elsewhere, ...] = ()

    @property
    def urgency(self) -> Urgency:
        levels = [finding.level for finding in self.findings]
        return max([*levels, *(one.urgency for one in self.elsewhere)])


def safety_rows_for(clinic: Clinic, therapist: Membership | None = None) -> list[SafetyRow]:
    """Whoever may need a doctor, before every proposal: the most urgent first, then whoever has waited longest."""
    by_patient: dict[Any, list[Finding]] = {}
    here, others = waiting_about(clinic, therapist)
    for finding in here:
        by_patient.setdefault(finding.screen.patient_id, []).append(finding)
    people = {key: found[0].screen.patient for key, found in by_patient.items()}
    elsewhere = {}
    for patient, found in others:
        people[patient.pk], elsewhere[patient.pk] = patient, tuple(found)
    rows = [
        _safety_row(patient, tuple(by_patient.get(key, ())), elsewhere.get(key, ()))
        for key, patient in people.items()
    ]
    return sorted(rows, key=lambda row: (-row.urgency, row.since))


def _safety_row(
    patient: Patient, findings: tuple[Finding, ...], elsewhere: tuple[Elsewhere, ...]
) -> SafetyRow:
    since = min([*(finding.at for finding in findings), *(one.at for one in elsewhere)])
    return SafetyRow(patient, findings, since, elsewhere)


def first_plans_for(clinic: Clinic, therapist: Membership | None = None) -> QuerySet[FirstPlan]:
    """Drafts for new people that wait for a therapist's look, whoever has waited longest first.

    Somebody who has a signed programme is not new any more: a therapist began without the draft.
    """
    found = _first_plans().filter(
        state=FirstPlan.State.OPEN,
        patient__clinic=clinic,
        patient__ended_at=None,
        patient__programme__versions=None,
    )
    if therapist is not None:
        found = found.filter(mine(therapist, "patient__"))
    return found.order_by("made_at")


def has_a_first_plan() -> Exists:
    """For a question about patients: whether a draft for this one waits for a therapist's look."""
    waits = FirstPlan.objects.filter(patient=OuterRef("pk"), state=FirstPlan.State.OPEN)
    return Exists(waits.order_by())


def without_first_plan() -> list[Patient]:
    """For the hourly sweep: somebody has sent their way in, and no draft was made of it."""
    sent = Intake.objects.filter(sent_at__isnull=False, first_plans=None, patient__ended_at=None)
    return [intake.patient for intake in sent.select_related("patient__user", "patient__clinic")]


def first_plan_in(clinic: Clinic, plan_id: Any) -> FirstPlan:
    plan = _first_plans().filter(patient__clinic=clinic, patient__ended_at=None, pk=plan_id).first()
    if plan is None:
        raise NotYours
    return plan


def open_first_plan_of(patient: Patient) -> FirstPlan | None:
    """The draft that waits for a therapist's look."""
    return first_plans_for(patient.clinic).filter(patient=patient).first()


def drafts_of(plan: FirstPlan) -> list[PrescriptionDraft]:
    """What would be signed if nothing of it were changed."""
    return [draft_of_line(line) for line in plan.lines]


def waits_for_a_look(newest: FirstPlan | None, versions: Sequence[ProgrammeVersion]) -> FirstPlan | None:
    """The same, where the newest draft and what is signed have been read already: a draft that waits is the newest."""
    waits = newest is not None and newest.state == FirstPlan.State.OPEN and not versions
    return newest if waits else None


def found_in(newest: FirstPlan | None) -> list[str]:
    """Ids of what the rules found in the newest way in, whatever became of the draft made from it."""
    return [one["id"] for one in newest.found] if newest else []


def draft_now(patient: Patient) -> rules.FirstPlan | None:
    """What the rules would begin with at this moment, kept nowhere: to look at beside an assessment. None while the
    person has not told where it hurts."""
    intake = sent_intake_of(patient)
    return drafted(patient, intake) if intake is not None else None


def reasons_for(patient: Patient) -> dict[tuple[str, str], str]:
    """Why each exercise was in the signed first plan, by (exercise, side): as the therapist read it when signing."""
    signed = FirstPlan.objects.filter(patient=patient, state=FirstPlan.State.SIGNED).order_by("decided_at")
    return {(line["exercise"], line["side"]): line["because"] for plan in signed for line in plan.lines}


def newest_first_plan_of(patient: Patient) -> FirstPlan | None:
    """The newest draft, judged or not: it says what group this person started from."""
    return _first_plans().filter(patient=patient).order_by("-made_at").first()


def _first_plans() -> QuerySet[FirstPlan]:
    return FirstPlan.objects.select_related(
        "patient__user", "patient__clinic", "patient__therapist", "intake"
    )


@dataclass(frozen=True)
class MessageRow:
    """One patient who wrote and waits for an answer; `messages` oldest first."""

    patient: Patient
    messages: tuple[Message, ...]

    @property
    def since(self) -> datetime:
        return self.messages[0].at

    @property
    def flagged(self) -> bool:
        """Whether any of the words may be about safety."""
        return any(message.is_flagged for message in self.messages)

    @property
    def clips(self) -> bool:
        """Whether there is a film to look at."""
        files = [getattr(message, "attachment", None) for message in self.messages]
        return any(file is not None and file.kind == Attachment.Kind.CLIP for file in files)

    @property
    def questions(self) -> str:
        """Whether what such words opened is "answered", still "open", or could not be opened at all ("none")."""
        flagged = [message for message in self.messages if message.is_flagged]
        if any(message.screen_id is None for message in flagged):
            return "none"
        return "answered" if all(getattr(message, "answered", False) for message in flagged) else "open"


def message_rows_for(
    clinic: Clinic, therapist: Membership | None = None, only: Patient | None = None
) -> list[MessageRow]:
    """Whoever waits for an answer: words that may be about safety first, then whoever has waited longest. `only`: this
    person alone."""
    by_patient: dict[Any, list[Message]] = {}
    waiting = waiting_messages_in(clinic, therapist)
    for message in waiting if only is None else waiting.filter(patient=only):
        by_patient.setdefault(message.patient_id, []).append(message)
    rows = [MessageRow(found[0].patient, tuple(found)) for found in by_patient.values()]
    return sorted(rows, key=lambda row: (not row.flagged, row.since))


def open_proposals_for(patient: Patient) -> QuerySet[Proposal]:
    return _open().filter(patient=patient)


def open_restarts_for(patient: Patient) -> list[Proposal]:
    """What is proposed for the next session after time away, and not judged yet."""
    return list(open_proposals_for(patient).filter(kind__in=[kind.value for kind in SHARES]))


def proposal_of(patient: Patient, proposal_id: Any) -> Proposal:
    proposal = _whole().filter(patient=patient, pk=proposal_id).first()
    if proposal is None:
        raise NotYours
    return proposal


def proposal_in(clinic: Clinic, proposal_id: Any) -> Proposal:
    proposal = _whole().filter(patient__clinic=clinic, patient__ended_at=None, pk=proposal_id).first()
    if proposal is None:
        raise NotYours
    return proposal


def approvals_of(version: ProgrammeVersion) -> QuerySet[NamedApproval]:
    """Each yes by name that this version was signed with."""
    return NamedApproval.objects.filter(version=version).select_related("by")


def proposals_for(patient: Patient) -> QuerySet[Proposal]:
    """Everything the rules ever said about this patient, newest first: the reasons are shown to both in one wording."""
    return _whole().filter(patient=patient)


def newest_words_for(patient: Patient) -> dict[tuple[str, str], Proposal]:
    """The newest thing said about each (exercise, side), for the therapist: judged or not."""
    return newest_of(proposals_for(patient))


def settled_words_for(patient: Patient) -> dict[tuple[str, str], Proposal]:
    """The same for the patient, the "why this today" line: only what changes nothing or a therapist has agreed to.

    A proposal that waits is not yet true, and one that was refused never will be.
    """
    settled = (Proposal.State.NOTED, Proposal.State.ACCEPTED, Proposal.State.CHANGED)
    return newest_of(proposals_for(patient).filter(state__in=settled))


def newest_of(proposals: Iterable[Proposal]) -> dict[tuple[str, str], Proposal]:
    """The newest about each (exercise, side), of proposals that come newest first."""
    newest: dict[tuple[str, str], Proposal] = {}
    for proposal in proposals:
        newest.setdefault((proposal.exercise, proposal.side), proposal)
    return newest


def unreviewed() -> list[ExerciseSession]:
    """Sessions, oldest first, that came in, were corrected or got a next-morning answer after their last review; and
    the last one of whoever has checked in since.

    Second words are looked for over `LOOK_BACK` only: what no sweep of eight weeks has settled, no further one will.
    """
    since = clock.now() - LOOK_BACK
    said_anew = Q(pk__in=_not_reviewed(Correction, since)) | Q(pk__in=_not_reviewed(NextMorning, since))
    news = (
        ~Exists(Review.objects.filter(session=OuterRef("pk")))
        | said_anew
        | _newest_of_a_person_with_news(since)
    )
    return list(ExerciseSession.objects.select_related("patient__user").filter(news).order_by("started_at"))


def away_for_a_week() -> list[Patient]:
    """Everybody in care whose last session is six days back or more and whose programme is not paused. The person's own
    calendar decides in the end: this only keeps the others from being asked about every hour."""
    since = clock.now() - timedelta(days=6)
    done = ExerciseSession.objects.filter(patient=OuterRef("pk"), withdrawn_at=None)
    return list(
        Patient.objects.select_related("user", "clinic")
        .filter(Exists(done), ~Exists(done.filter(started_at__gt=since)), ended_at=None)
        .filter(programme__paused_at=None, programme__versions__isnull=False)
        .distinct()
    )


def knows_everything(proposal: Proposal) -> bool:
    """Whether nothing has come in, been corrected or been taken out that no review has looked at.

    Of the whole person, for a step rests on more than one session, and a bad one after it says as much.
    """
    patient, made = proposal.patient_id, proposal.made_at
    arrived = ExerciseSession.objects.filter(patient=patient, received_at__gt=made, reviews=None)
    news: tuple[QuerySet[Any, Any], ...] = (
        arrived,
        _not_reviewed(Correction, made).filter(session__patient=patient),
        _not_reviewed(NextMorning, made).filter(session__patient=patient),
        _not_looked_at(made).filter(patient=patient),
    )
    return proposal.session.withdrawn_at is None and not any(rows.exists() for rows in news)


def _not_looked_at(since: datetime) -> QuerySet[WeeklyCheckIn]:
    """Check-ins after `since` that no review of that person has seen. They speak of the person, not of one session."""
    seen = Review.objects.filter(session__patient=OuterRef("patient"), at__gte=OuterRef("at"))
    return WeeklyCheckIn.objects.filter(~Exists(seen), at__gt=since)


def _newest_of_a_person_with_news(since: datetime) -> Q:
    """The last session of everybody whose check-in nobody has looked at: it is reviewed in the place of all."""
    newer = ExerciseSession.objects.filter(
        patient=OuterRef("patient"), withdrawn_at=None, started_at__gt=OuterRef("started_at")
    )
    news = _not_looked_at(since).filter(patient=OuterRef("patient"))
    return Q(Exists(news), ~Exists(newer), withdrawn_at=None)


def _not_reviewed(said: type[Correction | NextMorning], since: datetime) -> QuerySet[Any, Any]:
    """The sessions of what was said after `since` and after that session's last review."""
    seen = Review.objects.filter(session=OuterRef("session"), at__gte=OuterRef("at"))
    return said.objects.filter(~Exists(seen), at__gt=since).order_by().values("session")


def urgency_of(proposal: Proposal) -> int:
    """Its place in `ORDER`."""
    kind = proposal.kind.lower()
    return next((i for i, name in enumerate(ORDER) if kind.startswith(name)), len(ORDER))


def _open() -> QuerySet[Proposal]:
    return _whole().filter(state=Proposal.State.OPEN)


def _whole() -> QuerySet[Proposal]:
    return Proposal.objects.select_related(
        "patient__user",
        "patient__clinic",
        "patient__therapist",
        "prescription__version",
        "session",
        "decided_by",
    )
