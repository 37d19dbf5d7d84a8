from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable
from django.utils.translation import gettext_noop

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.care_teams.models import Clinic, Membership
from unbrace.clinic.patients.models import Invitation, Patient, Receipt, hash_of
from unbrace.clinic.reading_along import read_with
from unbrace.clinic.refused import Conflict, NotYours

SHOWN_FOR = timedelta(days=30)
#: How the address of an account ends once its person was forgotten.
FORGOTTEN: Final = "@erased.invalid"
SAME_KEY: Final = gettext_noop(
    "Something else was kept under this key. What you wrote stays on this device; please write it once more."
)


def patients_in(clinic: Clinic) -> QuerySet[Patient]:
    """Everyone treated in this clinic now, by name."""
    return (
        clinic.patients.filter(ended_at=None)
        .select_related("user", "clinic", "therapist__user")
        .order_by("user__name", "user__email")
    )


def closed_records_in(clinic: Clinic) -> QuerySet[Patient]:
    """Records whose care here has ended, by name. Of somebody who was forgotten there is nothing left to read."""
    found = clinic.patients.exclude(ended_at=None).exclude(user__email__endswith=FORGOTTEN)
    return found.select_related("user", "clinic").order_by("user__name", "user__email", "-ended_at")


def closed_record_in(clinic: Clinic, record_id: Any) -> Patient:
    """One of them; a record that is still open, anybody else's and none at all are the same."""
    record = closed_records_in(clinic).filter(pk=record_id).first()
    if record is None:
        raise NotYours
    return record


def called(letters: str) -> Q:
    """Whose name or address holds these letters, large or small."""
    return Q(user__name__icontains=letters) | Q(user__email__icontains=letters)


def following(people: QuerySet[Patient], patient_id: Any) -> QuerySet[Patient]:
    """Those who stand behind this one in a list by name: the next page is begun there, however long the list. Behind
    somebody who is not in it comes nobody."""
    last = people.filter(pk=patient_id).values_list("user__name", "user__email").first()
    if last is None:
        return people.none()
    name, address = last
    behind = Q(user__name__gt=name) | Q(user__name=name, user__email__gt=address)
    return people.filter(behind, user__name__gte=name)  # the second lets the database begin there


def ever_treated_in(clinic: Clinic, name: str, at_most: int) -> list[UUID]:
    """The ids of those whose name or address holds these letters, in care now or once."""
    found = clinic.patients.filter(called(name))
    return list(found.order_by("pk").values_list("pk", flat=True)[:at_most])


def names_in(clinic: Clinic, patient_ids: Collection[UUID]) -> dict[UUID, tuple[str, UUID]]:
    """What people are called, and their accounts, by id; who has been forgotten has no name any more."""
    found = clinic.patients.filter(pk__in=list(patient_ids)).select_related("user")
    return {one.pk: ("" if one.user.email.endswith(FORGOTTEN) else one.name, one.user_id) for one in found}


def patients_named(clinic: Clinic, name: str, at_most: int) -> list[Patient]:
    """Who is in care here now and has these letters in their name or address, by name."""
    found = patients_in(clinic).filter(called(name))
    return list(found[:at_most])


def patient_in(clinic: Clinic, patient_id: Any, listed: str = "", /, **besides: Combinable) -> Patient:
    """One of this clinic's patients; anybody else's is `NotYours`, as is an id that does not exist.

    `besides` is what later rooms want to know of the same person with the same question, by the name it gets; `listed`
    a short list of theirs that is read along, as the relation is called.
    """
    found = patients_in(clinic).filter(pk=patient_id).annotate(**besides)
    patients = read_with(found, listed) if listed else list(found)
    if not patients:
        raise NotYours
    return patients[0]


def mine(therapist: Membership, path: str = "") -> Q:
    """The patients this therapist has to look to: their own, and those whom nobody looks after, lest nobody does.

    `path` leads to the patient from the rows that are asked for, like "patient__".
    """
    left = Q(**{f"{path}therapist": None}) | Q(**{f"{path}therapist__ended_at__isnull": False})
    left |= Q(**{f"{path}therapist__suspended_at__isnull": False})
    return Q(**{f"{path}clinic": therapist.clinic_id}) & (Q(**{f"{path}therapist": therapist}) | left)


def today_of(patient: Patient) -> date:
    """Today, where this person is. Every room that keeps something by the day asks here."""
    return clock.today_in(patient.user.zone)


def cares_of(user: User) -> QuerySet[Patient]:
    """Every clinic that treats this person now, the newest first."""
    now = user.care.filter(ended_at=None).select_related("user", "clinic", "therapist__user")
    return now.order_by("-started_at")


def own_care(user: User, patient_id: Any) -> Patient:
    patient = cares_of(user).filter(pk=patient_id).first()
    if patient is None:
        raise NotYours
    return patient


def cares_at(user: User, moment: datetime) -> list[Patient]:
    """Every care this person was in at that moment, ended since or not: for what was written then and names none."""
    begun = user.care.filter(started_at__lte=moment).select_related("user", "clinic", "therapist__user")
    return list(begun.filter(Q(ended_at=None) | Q(ended_at__gt=moment)))


def require_self(by: User, patient: Patient) -> None:
    if patient.user_id != by.pk:
        raise NotYours


def receipt_of(patient: Patient, key: UUID, body_hash: str) -> Receipt | None:
    """What this key led to before; `Conflict` where another form came under it."""
    found = patient.receipts.filter(key=key).first()
    if found is not None and found.body_hash != body_hash:
        raise Conflict(SAME_KEY, field="key")
    return found


def invitations_of(clinic: Clinic) -> QuerySet[Invitation]:
    """Those that can still be accepted, newest first."""
    return clinic.invitations.filter(
        accepted_at=None, withdrawn_at=None, declined_at=None, expires_at__gt=clock.now()
    ).order_by("-invited_at")


def ran_out_lately(clinic: Clinic) -> QuerySet[Invitation]:
    """Those nobody answered in two weeks, for a month: they can be sent again."""
    now = clock.now()
    newer = clinic.invitations.filter(email=OuterRef("email"), invited_at__gt=OuterRef("invited_at"))
    treated = clinic.patients.filter(user__email__iexact=OuterRef("email"), ended_at=None)
    return clinic.invitations.filter(
        ~Exists(newer.order_by()),
        ~Exists(treated),
        accepted_at=None,
        withdrawn_at=None,
        declined_at=None,
        expires_at__lte=now,
        expires_at__gt=now - SHOWN_FOR,
    ).order_by("-expires_at")


def looked_after_by(therapist: Membership) -> QuerySet[Patient]:
    """Whom this therapist looks after, by name."""
    return patients_in(therapist.clinic).filter(therapist=therapist)


def caseloads_in(clinic: Clinic) -> dict[UUID, int]:
    """How many people each therapist of this clinic looks after, by membership."""
    found = clinic.patients.filter(ended_at=None).exclude(therapist=None).order_by()
    return dict(found.values_list("therapist").annotate(people=Count("pk")))


def declined_lately(clinic: Clinic) -> QuerySet[Invitation]:
    """Who said "no thanks" in the last month, so that nobody goes on asking them."""
    return clinic.invitations.filter(declined_at__gt=clock.now() - SHOWN_FOR).order_by("-declined_at")


def invitation_in(clinic: Clinic, invitation_id: Any) -> Invitation:
    invitation = clinic.invitations.filter(pk=invitation_id).first()
    if invitation is None:
        raise NotYours
    return invitation


def invitation_behind(token: str) -> Invitation | None:
    """The open invitation that a link leads to."""
    found = Invitation.objects.filter(token_hash=hash_of(token)).select_related("clinic").first()
    return found if found and found.is_open(clock.now()) else None
