"""The book of taken times. Whoever writes a visit's pieces of five minutes first has the time; the database sees to it.

Each therapist's hours are locked while something is written, so that people come one after the other and a refusal can
name what is still free. The lock is politeness; the promise is the constraint on `TakenTime` (decision 0030).
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext, gettext_noop

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.refused import Conflict
from unbrace.clinic.visits.mails import in_words
from unbrace.clinic.visits.models import OfficeHours, State, TakenTime, Visit
from unbrace.clinic.visits.queries import free_times
from unbrace.clinic.visits.slots import DAY, Span, grains, nearest

TAKEN: Final = gettext_noop("This time has just been taken. The nearest free ones: {times}.")
TAKEN_AND_NONE: Final = gettext_noop("This time has just been taken, and nothing else is free near it.")
NEAR: Final = 14 * DAY


class TimeTaken(Conflict):
    """Somebody was quicker. `nearest` are the free times closest to what was wanted."""

    nearest: tuple[datetime, ...] = ()


def open_book(hours: OfficeHours) -> OfficeHours:
    """Nobody else writes into this therapist's book until the transaction ends. The time of offers that nobody took is
    free at once; `let_offers_lapse` says so to whom it concerns."""
    mine = OfficeHours.objects.select_for_update().get(pk=hours.pk)
    mine.therapist = hours.therapist
    over = Visit.objects.filter(state=State.OFFERED, held_until__lte=clock.now(), therapist=mine.therapist)
    TakenTime.objects.filter(visit__in=over).delete()
    return mine


def take(visit: Visit) -> bool:
    """Write the visit's time down for both sides. False: somebody has some of it already, and nothing is written."""
    both = {(visit.therapist.user_id, at) for at in grains(visit.taken)}
    both |= {(visit.patient.user_id, at) for at in grains(visit.span)}
    rows = [TakenTime(visit=visit, who_id=who, at=at) for who, at in sorted(both, key=str)]
    try:
        with transaction.atomic():
            TakenTime.objects.bulk_create(rows)
    except IntegrityError:
        return False
    return True


def give_back(visit: Visit) -> None:
    """Its time is free again, for everybody."""
    TakenTime.objects.filter(visit=visit).delete()


def let_go(visit: Visit) -> None:
    """An offer that was not taken."""
    visit.state = State.LAPSED
    visit.save(update_fields=["state"])
    give_back(visit)


def is_taken(hours: OfficeHours, visit: Visit, reader: User) -> TimeTaken:
    """What to say to whoever came second, with the nearest free times by their own clock."""
    around = Span(visit.begins - NEAR, visit.begins + NEAR)
    free = nearest(free_times(hours, visit.kind, around, person=visit.patient.user), visit.begins)
    times = "; ".join(in_words(start, reader) for start in free)
    said = TimeTaken(gettext(TAKEN).format(times=times) if free else TAKEN_AND_NONE, field="begins")
    said.nearest = tuple(free)
    return said
