from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.accounts.person_name import person_name
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.refused import Refused


@transaction.atomic
def change_details(*, by: User, name: str, time_zone: str) -> User:
    """A person changes their own name and time zone."""
    user = User.objects.select_for_update().get(pk=by.pk)
    user.name, user.time_zone = person_name(name), time_zone
    try:
        user.full_clean(exclude=["password", "email"])
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise Refused(messages[0], field=field) from error
    user.save(update_fields=["name", "time_zone"])
    write_down(by=by, deed="accounts.change_details", subject=user)
    return user
