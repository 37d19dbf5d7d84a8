"""Who may be in which call, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner

from unbrace.clinic.accounts.models import User
from unbrace.clinic.calls.models import Call
from unbrace.clinic.calls.relay import Relay
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.visits.models import Place, State, Visit
from unbrace.clinic.visits.slots import Span

OPENS_BEFORE = timedelta(minutes=15)
CLOSES_AFTER = timedelta(hours=1)
CLOCKS_DIFFER = timedelta(minutes=1)  # a device's clock, after it was set against ours
TICKET_LASTS = timedelta(minutes=1)  # from the page to the line; a line that breaks asks for a new one
_SIGNER = TimestampSigner(salt="unbrace.clinic.calls")


class Role(StrEnum):
    PATIENT = "patient"
    THERAPIST = "therapist"


class Door(StrEnum):
    """How the call's door stands at this hour."""

    EARLY = "early"
    OPEN = "open"
    OVER = "over"


@dataclass(frozen=True)
class Seat:
    """One person's right to be in one call, checked a moment ago."""

    visit: Visit
    user: User
    role: Role


def door_of(visit: Visit, now: datetime) -> Door:
    if now < visit.begins - OPENS_BEFORE:
        return Door.EARLY
    return Door.OPEN if now <= visit.ends + CLOSES_AFTER else Door.OVER


def seat_of(user: User, visit_id: UUID) -> Seat | None:
    """None for everybody but the two people of a booked video visit, however the visit is asked for."""
    visit = (
        Visit.objects.select_related("patient__user", "patient__clinic", "therapist__user")
        .filter(pk=visit_id, state=State.BOOKED, place=Place.VIDEO, patient__ended_at=None)
        .first()
    )
    if visit is None or not user.is_active:
        return None
    if visit.patient.user_id == user.pk:
        return Seat(visit, user, Role.PATIENT)
    if visit.therapist.user_id == user.pk and visit.therapist.may(Permission.PRESCRIBE):
        return Seat(visit, user, Role.THERAPIST)
    return None


def call_of(visit: Visit) -> Call | None:
    return Call.objects.filter(visit=visit).first()


def leads_in(visit: Visit, role: Role, now: datetime) -> bool:
    """Whether the way to the call is shown: a video visit that is booked, whose door is not closed for good, and that
    nobody has ended or marked. Whoever is late finds it, too; and the therapist, who can open it again, also after an
    end."""
    if visit.state != State.BOOKED or visit.place != Place.VIDEO or door_of(visit, now) is Door.OVER:
        return False
    if role is Role.THERAPIST:
        return True
    call = call_of(visit) if now >= visit.begins - OPENS_BEFORE else None
    return not visit.outcome and (call is None or call.ended_at is None)


def underway(visit: Visit, now: datetime) -> bool:
    """Whether the two are together now: the door is open, the person was let in, and nobody has ended it."""
    call = call_of(visit)
    return (
        call is not None
        and call.admitted_at is not None
        and call.ended_at is None
        and door_of(visit, now) is Door.OPEN
    )


def in_a_call(user: User, at: datetime) -> bool:
    """Whether this person was in a call at that moment, as far as the house knows: what was measured there may come in
    hours later, when the call is over and its visit closed."""
    calls = Call.objects.filter(
        visit__patient__user=user,
        admitted_at__lte=at + CLOCKS_DIFFER,
        visit__begins__lte=at + OPENS_BEFORE,
        visit__ends__gte=at - CLOSES_AFTER,
    )
    return calls.exclude(ended_at__lt=at - CLOCKS_DIFFER).exists()


def met_in(visit: Visit) -> Span | None:
    """From when the person was let in until the therapist ended the call; None while it runs or where nobody was let
    in. A call that was opened again counts from then."""
    call = call_of(visit)
    if call is None or call.admitted_at is None or call.ended_at is None:
        return None
    return Span(call.admitted_at, call.ended_at)


def ticket_for(seat: Seat) -> str:
    """For one minute: whoever brings it to the line is this person in this call."""
    return _SIGNER.sign_object({"visit": str(seat.visit.pk), "user": str(seat.user.pk)})


def seat_by(ticket: str) -> Seat | None:
    """The seat is looked up anew: a ticket of a minute ago does not outlive a visit that was cancelled since."""
    try:
        said = _SIGNER.unsign_object(ticket, max_age=TICKET_LASTS)
    except BadSignature:
        return None
    user = User.objects.filter(pk=said["user"]).first()
    return seat_of(user, UUID(said["visit"])) if user else None


def servers(now: datetime) -> list[dict[str, str | list[str]]]:
    """The way to the relay, with a credential of this hour. Empty where this house has none."""
    if not settings.TURN_HOST:
        return []
    return Relay(settings.TURN_HOST, settings.TURN_SECRET, settings.TURN_TLS_HOST).servers(now)
