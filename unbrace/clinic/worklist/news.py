"""What has come in about a person since a therapist last signed, and might make them decide otherwise.

Section 8 of the progression rules asks for a yes by name to some things when they are first used. Whoever said that yes
did so knowing the person as they were. Once something came in that speaks of them being worse, or that nobody has
looked at, everything in the plan is new again to whoever signs, and its conditions are asked once more.

Safety findings and the way in are counted by `programmes.approvals` itself; here is what lies in the rooms above it.
A proposal that says "a little more", an answered message or a good week is no such news.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q

from unbrace.clinic.check_ins.gate import HIGH, RISE
from unbrace.clinic.check_ins.models import FlareRating, FlareUp, NextMorning, WeeklyCheckIn
from unbrace.clinic.check_ins.queries import diary_of
from unbrace.clinic.check_ins.usual import usual_pain_of
from unbrace.clinic.conversations.models import Message
from unbrace.clinic.exercise_sessions.queries import pain_before_of, sessions_for, tally_of
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.worklist.models import Proposal
from unbrace.rehab.progression import Decision

#: What the rules say when somebody may be worse off. "A little more", a lighter week and time away are not among them.
WARNINGS: Final = (
    Decision.LOCK,
    Decision.FLARE,
    Decision.REGRESS,
    Decision.ASK_PT,
    Decision.SAFE_FLOOR,
    Decision.RE_ONBOARD,
)


def news_of(patient: Patient, since: datetime, judged: Proposal | None = None) -> datetime | None:
    """When the newest of it came in; None where nothing did. `judged`: the proposal that is being decided just now, so
    that following a step back does not ask for more than the step back itself."""
    return max(_all(patient, since, judged), default=None)


def _all(patient: Patient, since: datetime, judged: Proposal | None) -> Iterator[datetime]:
    yield from _proposals(patient, since, judged)
    yield from FlareUp.objects.filter(patient=patient, began_at__gt=since).values_list("began_at", flat=True)
    flagged = Q(has_concern=True) | Q(settled_at=None, withdrawn_at=None)
    written = Message.objects.filter(flagged, patient=patient, from_patient=True, at__gt=since)
    yield from written.values_list("at", flat=True)
    yield from _pain_jumps(patient, since)


def _proposals(patient: Patient, since: datetime, judged: Proposal | None) -> Iterator[datetime]:
    waiting = Proposal.objects.filter(
        patient=patient,
        state=Proposal.State.OPEN,
        kind__in=[one.value for one in WARNINGS],
        made_at__gt=since,
    )
    waiting = waiting.exclude(pk=judged.pk) if judged is not None else waiting
    yield from waiting.values_list("made_at", flat=True)


def _pain_jumps(patient: Patient, since: datetime) -> Iterator[datetime]:
    """Whatever the person rated at 7 or more, or 3 above what was usual then: at a session or corrected in it, the next
    morning, in the week, the diary or a flare-up. What was not rated says nothing."""
    usual = usual_pain_of(patient, since.astimezone(patient.user.zone).date() + timedelta(days=1))
    limit = HIGH if usual is None else min(float(HIGH), usual + RISE)
    for moment, pain in _ratings(patient, since):
        if pain is not None and pain >= limit:
            yield moment


def _ratings(patient: Patient, since: datetime) -> Iterator[tuple[datetime, int | None]]:
    came_in = Q(received_at__gt=since) | Q(corrections__at__gt=since)
    for session in sessions_for(patient).filter(came_in).distinct():
        second_words = [correction.at for correction in session.corrections.all()]
        moment = max([session.received_at, *second_words])
        yield moment, pain_before_of(session)
        for exercise in session.exercises.all():
            yield moment, tally_of(exercise).pain
    yield from NextMorning.objects.filter(patient=patient, at__gt=since).values_list("at", "pain")
    yield from WeeklyCheckIn.objects.filter(patient=patient, at__gt=since).values_list("at", "worst_pain")
    for entry in diary_of(patient).filter(received_at__gt=since):
        yield entry.received_at, entry.worst_pain
    yield from FlareRating.objects.filter(flare_up__patient=patient, at__gt=since).values_list("at", "pain")
