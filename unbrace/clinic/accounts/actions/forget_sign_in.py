from __future__ import annotations

from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.db import transaction

from unbrace.clinic.accounts.models import SignedInDevice, User


@transaction.atomic
def forget_sign_in(user: User) -> bool:
    """Nobody signs in with this account any more, and its address is free. The name stays, because it is signed with.
    False where that was done before. For the house's own rules; nobody asks for this."""
    current = User.objects.select_for_update().filter(pk=user.pk, is_active=True).first()
    if current is None:
        return False
    keys = list(SignedInDevice.objects.filter(user=current).values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    SignedInDevice.objects.filter(user=current).delete()
    EmailAddress.objects.filter(user=current).delete()
    current.email, current.is_active, current.last_login = f"left-{current.pk}@left.invalid", False, None
    current.set_unusable_password()
    current.save()
    return True
