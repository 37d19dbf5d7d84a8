from __future__ import annotations

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down


@transaction.atomic
def drop_password(*, by: User) -> User:
    """Make a password useless that somebody else may have chosen. From then on a one-time code opens the account.

    Every log-in is bound to the password's hash, so log-ins on other devices end too.
    """
    user = User.objects.select_for_update().get(pk=by.pk)
    user.set_unusable_password()
    user.save(update_fields=["password"])
    by.password = user.password  # whoever goes on with this object must not write the old one back
    write_down(by=by, deed="accounts.drop_password", subject=user)
    return user
