"""The account behind a log-in, read with every place where its person works or is treated now: one question of each
page, where the account, the memberships and the care would be three."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import Exists, FilteredRelation, OuterRef, Q

from unbrace.clinic.accounts.models import User
from unbrace.clinic.care_teams.models import Membership
from unbrace.clinic.patients.models import EmergencyOpening, Patient

_READ: Final = "places_read_along"


class Places(NamedTuple):
    """`works` begins with the clinic that was joined first, `care` with the newest. Each care knows whether it was
    opened in an emergency that the person has not read of yet (`opened_unread`), and whether a closed record of theirs
    was (`closed_unread`)."""

    works: list[Membership]
    care: list[Patient]


class AccountWithPlaces(AuthenticationBackend):  # type: ignore[misc]
    """Signs in as django-allauth does; who comes again is read with their places."""

    def get_user(self, user_id: Any) -> User | None:
        rows = _rows_of(user_id)
        if not rows or not self.user_can_authenticate(rows[0]):
            return None
        return _with_places(rows, rows[0])


def places_of(user: User) -> Places:
    """Where this person works and is treated: as it was when the account was read, or read now."""
    if not hasattr(user, _READ):
        _with_places(_rows_of(user.pk), user)
    places: Places = getattr(user, _READ)
    return places


def _rows_of(user_id: Any) -> list[Any]:
    """The account once for each pair of a membership and a care: for nearly everybody that is one row."""
    unread = EmergencyOpening.objects.filter(seen_at=None).order_by()
    closed = unread.filter(patient__user=OuterRef("pk"), patient__ended_at__isnull=False)
    found: Any = User.objects.filter(pk=user_id).annotate(
        work=FilteredRelation(
            "memberships", condition=Q(memberships__ended_at=None, memberships__suspended_at=None)
        ),
        treated=FilteredRelation("care", condition=Q(care__ended_at=None)),
        opened_unread=Exists(unread.filter(patient=OuterRef("treated__pk"))),
        closed_unread=Exists(closed),
    )
    joined = found.select_related("work__clinic", "treated__clinic", "treated__therapist__user")
    return list(joined.order_by("work__started_at", "-treated__started_at"))


def _with_places(rows: list[Any], account: User) -> User:
    works: dict[Any, Membership] = {}
    cares: dict[Any, Patient] = {}
    for row in rows:
        if (work := getattr(row, "work", None)) is not None:
            work.user = account
            works.setdefault(work.pk, work)
        if (care := getattr(row, "treated", None)) is not None:
            care.user, care.opened_unread, care.closed_unread = account, row.opened_unread, row.closed_unread
            cares.setdefault(care.pk, care)
    setattr(account, _READ, Places(list(works.values()), list(cares.values())))
    return account
