"""How a clinic shows itself: what it is called, where it is, when somebody is there, and its colour and logo."""

from __future__ import annotations

import hashlib

from django.core.exceptions import ValidationError
from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.accent import readable_accent
from unbrace.clinic.care_teams.logo import drawn_anew
from unbrace.clinic.care_teams.models import Clinic, ClinicLogo
from unbrace.clinic.care_teams.queries import require
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.refused import Refused


@transaction.atomic
def set_clinic_details(
    *, by: User, clinic: Clinic, name: str, address: str, phone: str, hours: str
) -> Clinic:
    """People read these in their app and in what is sent to them."""
    require(by, clinic, Permission.MANAGE_MEMBERS)
    current = Clinic.objects.select_for_update().get(pk=clinic.pk)
    said = {"name": name, "address": address, "phone": phone, "hours": hours}
    for field, value in said.items():
        setattr(current, field, " ".join(value.split()))
    if not current.name:
        raise Refused("A clinic needs a name. Write the one on the door.", field="name")
    try:
        current.clean_fields(exclude=["time_zone", "emergency_number", "crisis_line", "accent"])
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise Refused(messages[0], field=field) from error
    current.save(update_fields=list(said))
    write_down(by=by, deed="care_teams.set_clinic_details", subject=current, clinic_id=current.pk)
    return current


@transaction.atomic
def set_accent(*, by: User, clinic: Clinic, accent: str) -> Clinic:
    """A colour that everybody can read, or the house's own again."""
    require(by, clinic, Permission.MANAGE_MEMBERS)
    current = Clinic.objects.select_for_update().get(pk=clinic.pk)
    current.accent = readable_accent(accent)
    current.save(update_fields=["accent"])
    write_down(by=by, deed="care_teams.set_accent", subject=current, clinic_id=current.pk)
    return current


@transaction.atomic
def set_logo(*, by: User, clinic: Clinic, data: bytes) -> Clinic:
    """Drawn anew; without any data the logo is taken away."""
    require(by, clinic, Permission.MANAGE_MEMBERS)
    drawn = drawn_anew(data) if data else None
    current = Clinic.objects.select_for_update().get(pk=clinic.pk)
    ClinicLogo.objects.filter(clinic=current).delete()
    if drawn is not None:
        ClinicLogo.objects.create(clinic=current, data=drawn.data, width=drawn.width, height=drawn.height)
    current.logo_mark = hashlib.sha256(drawn.data).hexdigest()[:12] if drawn is not None else ""
    current.save(update_fields=["logo_mark"])
    write_down(
        by=by, deed="care_teams.set_logo", subject=current, clinic_id=current.pk, there=drawn is not None
    )
    return current
