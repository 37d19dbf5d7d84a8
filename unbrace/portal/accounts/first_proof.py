"""The first time that somebody proves an address to be theirs.

Until then anybody may have signed up with it and chosen a password, and would hold a key to the account that the owner
later fills. So the first code that is entered makes that password useless, unless the person who enters it has shown in
the same log-in that the password is their own: by choosing it there or by signing in with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.http import HttpRequest

from unbrace.clinic.accounts.actions import drop_password

if TYPE_CHECKING:
    from allauth.account.models import EmailAddress

    from unbrace.clinic.accounts.models import User

KNOWS_PASSWORD_OF: Final = "knows_password_of"  # noqa: S105 - a key of the session


def remember_password_is_known(request: HttpRequest, user: User) -> None:
    """Called where a password was chosen or entered rightly, before the address is proven."""
    request.session[KNOWS_PASSWORD_OF] = str(user.pk)


def on_first_proof(*, request: HttpRequest, email_address: EmailAddress, **_: Any) -> None:
    """The log-in calls this once per address, whichever way the code was asked for."""
    user: User = email_address.user
    if user.has_usable_password() and request.session.get(KNOWS_PASSWORD_OF) != str(user.pk):
        drop_password(by=user)
