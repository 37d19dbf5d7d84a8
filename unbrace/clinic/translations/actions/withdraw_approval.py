from __future__ import annotations

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.models import Clinic
from unbrace.clinic.care_teams.queries import require
from unbrace.clinic.translations.models import Approval
from unbrace.clinic.translations.queries import approval_of, text_of


@transaction.atomic
def withdraw_approval(*, by: User, clinic: Clinic, language: str, what: str) -> Approval | None:
    """The text carries its mark again from now on. Anybody who may approve it may do so, whoever approved it: to doubt
    a text must never wait for a colleague. None when it was not approved."""
    text = text_of(language, what)
    require(by, clinic, text.needs)
    Clinic.objects.select_for_update().get(pk=clinic.pk)
    approval = approval_of(clinic, text)
    if approval is None:
        return None
    approval.withdrawn_at, approval.withdrawn_by = clock.now(), by
    approval.save(update_fields=["withdrawn_at", "withdrawn_by"])
    write_down(
        by=by,
        deed="translations.withdraw_approval",
        subject=approval,
        clinic_id=clinic.pk,
        language=language,
        what=what,
    )
    return approval
