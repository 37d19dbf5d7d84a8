from __future__ import annotations

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.models import Clinic
from unbrace.clinic.care_teams.queries import require
from unbrace.clinic.refused import Conflict
from unbrace.clinic.translations.models import Approval
from unbrace.clinic.translations.queries import text_of

CHANGED = "The text has changed since you opened it. Please read it once more."


@transaction.atomic
def approve_translation(*, by: User, clinic: Clinic, language: str, what: str, mark: str) -> Approval:
    """Stand for one text with one's name, for the people of this clinic. `mark` is that of the text that was read.

    Twice is once: the first name stays.
    """
    text = text_of(language, what)
    require(by, clinic, text.needs)
    Clinic.objects.select_for_update().get(pk=clinic.pk)
    if mark != text.mark:
        raise Conflict(CHANGED)
    approval, is_new = Approval.objects.get_or_create(
        clinic=clinic,
        language=language,
        what=what,
        mark=mark,
        withdrawn_at=None,
        defaults={"by": by, "at": clock.now()},
    )
    if is_new:
        write_down(
            by=by,
            deed="translations.approve_translation",
            subject=approval,
            clinic_id=clinic.pk,
            language=language,
            what=what,
            mark=mark,
        )
    return approval
