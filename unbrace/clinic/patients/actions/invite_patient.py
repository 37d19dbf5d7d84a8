from __future__ import annotations

import secrets
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User, one_e_mail
from unbrace.clinic.accounts.outbox import ClinicMail
from unbrace.clinic.accounts.person_name import person_name
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.models import Clinic, Membership
from unbrace.clinic.care_teams.queries import require, signature_of
from unbrace.clinic.care_teams.roles import THERAPIST, Permission
from unbrace.clinic.patients.models import Invitation, hash_of
from unbrace.clinic.refused import NotYours, Refused

LASTS = timedelta(days=14)

#: A clinic's name may say what it treats, and a lock screen shows it to everybody.
SUBJECT = "An invitation for you"
MAIL = """Hello {name},

{clinic} invites you to do your exercise programme with Unbrace.
Follow this link to begin. It works once, until {until}:

{link}

Nothing begins before you say yes there. You can say "no thanks" there as well, without an account.
If you do not know what this is about, you can leave this mail alone.
"""


@transaction.atomic
def invite_patient(
    *, by: User, clinic: Clinic, email: str, name: str, therapist: Membership | None = None
) -> Invitation:
    """Send a link. The new invitation takes the place of an older open one for the same address.

    `therapist` is who will look after this person; a therapist who invites means themselves. The returned object
    carries the `token` of the link, this once.
    """
    membership = require(by, clinic, Permission.INVITE_PATIENTS)
    name = person_name(name)
    _check(email, name)
    if therapist is None and membership.role == THERAPIST.id:
        therapist = membership
    if therapist is not None and (therapist.clinic_id != clinic.pk or not therapist.is_active):
        raise NotYours
    now = clock.now()
    email = one_e_mail(email)
    waiting = clinic.invitations.filter(email=email, accepted_at=None, withdrawn_at=None, declined_at=None)
    waiting.update(withdrawn_at=now)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        clinic=clinic,
        therapist=therapist,
        email=email,
        name=name,
        token_hash=hash_of(token),
        invited_by=by,
        invited_at=now,
        expires_at=now + LASTS,
    )
    write_down(by=by, deed="patients.invite_patient", subject=invitation, clinic_id=clinic.pk)
    body = MAIL.format(
        name=invitation.name,
        clinic=clinic.name,
        until=f"{invitation.expires_at:%-d %B %Y}",
        link=link_of(token),
    ) + signature_of(clinic)
    transaction.on_commit(lambda: _send(clinic, body, email))
    invitation.token = token  # type: ignore[misc]  # on this one object, never in a row
    return invitation


def link_of(token: str) -> str:
    return f"{settings.SITE_URL}/account/invitation/{token}/"


def _check(email: str, name: str) -> None:
    if not name:
        raise Refused("Write the person's name, so that the mail can greet them.", field="name")
    try:
        validate_email(email.strip())
    except ValidationError as error:
        raise Refused("That is not an e-mail address. Check it for typing slips.", field="email") from error


def _send(clinic: Clinic, body: str, email: str) -> None:
    ClinicMail(clinic.pk, SUBJECT, body, email).send()
