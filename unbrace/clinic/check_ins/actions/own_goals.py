from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.check_ins.goals import MOST_LETTERS, SLOTS, GoalWord, own_goals_of
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import require_self
from unbrace.clinic.refused import Refused


@transaction.atomic
def rate_goals(
    *, by: User, patient: Patient, ratings: Mapping[int, int], done_at: datetime | None = None
) -> list[GoalWord]:
    """How well each goal goes now, 0 unable - 10 as before. Said again on the same day, the newest counts.

    `done_at`: when it was said, where it waited on a device since.
    """
    known = _alone_with(by, patient)
    for slot, rating in ratings.items():
        if slot not in known:
            raise Refused("That goal is no longer there. Load the page again.")
        _check_rating(rating, slot)
    said = [
        _say(by, patient, slot, GoalWord.Kind.RATED, rating=rating, at=done_at)
        for slot, rating in ratings.items()
    ]
    if said:
        write_down(
            by=by, deed="check_ins.rate_goals", subject=patient, clinic_id=patient.clinic_id, goals=len(said)
        )
    return said


@transaction.atomic
def set_goal(*, by: User, patient: Patient, slot: int, words: str, rating: int) -> GoalWord:
    """Put a goal into other words, or name a new one. It begins anew: the old numbers were about something else."""
    _alone_with(by, patient)
    words = " ".join(words.split())
    if slot not in SLOTS:
        raise Refused("Three goals are plenty. Change one of those you have.", field="words")
    if not words:
        raise Refused("Write in a few words what you want to do again.", field="words")
    if len(words) > MOST_LETTERS:
        raise Refused("Use at most {most} letters.", field="words", most=MOST_LETTERS)
    _check_rating(rating, slot)
    said = _say(by, patient, slot, GoalWord.Kind.SET, words=words, rating=rating)
    write_down(by=by, deed="check_ins.set_goal", subject=said, clinic_id=patient.clinic_id)
    return said


@transaction.atomic
def reach_goal(*, by: User, patient: Patient, slot: int, reached: bool = True) -> GoalWord:
    """The person calls a goal reached, or takes that back. Only they can say it."""
    if slot not in _alone_with(by, patient):
        raise Refused("That goal is no longer there. Load the page again.")
    kind = GoalWord.Kind.REACHED if reached else GoalWord.Kind.REOPENED
    said = _say(by, patient, slot, kind)
    write_down(by=by, deed=f"check_ins.goal_{kind}", subject=said, clinic_id=patient.clinic_id)
    return said


def _alone_with(by: User, patient: Patient) -> frozenset[int]:
    """The slots that are taken; two windows wait for one another."""
    require_self(by, patient)
    Patient.objects.select_for_update(of=("self",)).get(pk=patient.pk)
    return frozenset(goal.slot for goal in own_goals_of(patient))


def _check_rating(rating: int, slot: int) -> None:
    if not isinstance(rating, int) or isinstance(rating, bool) or not 0 <= rating <= 10:
        raise Refused("Choose a number from 0 to 10.", field=f"goal-{slot}")


def _say(
    by: User,
    patient: Patient,
    slot: int,
    kind: GoalWord.Kind,
    *,
    words: str = "",
    rating: int | None = None,
    at: datetime | None = None,
) -> GoalWord:
    moment = at or clock.now()
    return GoalWord.objects.create(
        patient=patient,
        slot=slot,
        kind=kind,
        words=words,
        rating=rating,
        day=timezone.localtime(moment, by.zone).date(),
        at=moment,
        by=by,
    )
