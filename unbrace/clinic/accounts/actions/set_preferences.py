from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.accounts.preferences import Preferences
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.refused import Refused


@transaction.atomic
def set_preferences(*, by: User, preferences: Preferences) -> User:
    """A person says how they like to read and to be coached. It goes with them to every device."""
    user = User.objects.select_for_update().get(pk=by.pk)
    if Preferences.of(user) == preferences:
        return user
    columns = preferences.as_columns()
    for name, value in columns.items():
        setattr(user, name, value)
    try:
        user.clean_fields(exclude=["password", "email", "name"])
        user.validate_constraints()
    except ValidationError as error:
        raise Refused("Please choose one of the answers that are offered.") from error
    user.save(update_fields=list(columns))
    write_down(by=by, deed="accounts.set_preferences", subject=user)
    return user
