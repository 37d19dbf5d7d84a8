from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from unbrace.clinic.accounts.models import User, one_e_mail
from unbrace.clinic.accounts.outbox import ClinicMail
from unbrace.clinic.accounts.person_name import person_name
from unbrace.clinic.accounts.queries import by_email
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.models import Clinic, Membership
from unbrace.clinic.care_teams.queries import require, signature_of
from unbrace.clinic.care_teams.roles import ROLES, Permission
from unbrace.clinic.refused import Refused

SUBJECT = "You can sign in now"
MAIL = """Hello {name},

you are now a member of {clinic} on Unbrace, as: {role}.
Sign in at {address} with this e-mail address. You can ask for a one-time code there; no password is needed.
"""


@transaction.atomic
def add_member(*, by: User, clinic: Clinic, email: str, name: str, role: str) -> Membership:
    """Make someone a member. Whether the address had an account before is not told to whoever adds it."""
    require(by, clinic, Permission.MANAGE_MEMBERS)
    email, name = one_e_mail(email), person_name(name)
    if role not in ROLES:
        raise Refused("Choose one of the roles in the list.", field="role")
    try:
        validate_email(email)
    except ValidationError as error:
        raise Refused("That is not an e-mail address. Check it for typing slips.", field="email") from error
    user = by_email(email) or User.objects.create_user(email, name=name, time_zone=clinic.time_zone)
    try:
        with transaction.atomic():
            membership = Membership.objects.create(user=user, clinic=clinic, role=role)
    except IntegrityError as error:
        raise Refused("This person is already a member here.", field="email") from error
    write_down(by=by, deed="care_teams.add_member", subject=membership, clinic_id=clinic.pk, role=role)
    transaction.on_commit(lambda: _send(membership))
    return membership


@transaction.atomic
def greet_again(*, by: User, membership: Membership) -> Membership:
    """The same mail once more, to somebody who has not signed in yet."""
    require(by, membership.clinic, Permission.MANAGE_MEMBERS)
    if membership.user.last_login is not None or not membership.is_active:
        raise Refused("This person has signed in already, so there is nothing to send again.")
    write_down(by=by, deed="care_teams.greet_again", subject=membership, clinic_id=membership.clinic_id)
    transaction.on_commit(lambda: _send(membership))
    return membership


def _send(membership: Membership) -> None:
    clinic, user = membership.clinic, membership.user
    body = MAIL.format(
        name=user.name or user.email,
        clinic=clinic.name,
        role=membership.about_role.name,
        address=f"{settings.SITE_URL}/account/login/",
    ) + signature_of(clinic)
    ClinicMail(clinic.pk, SUBJECT, body, user.email).send()
