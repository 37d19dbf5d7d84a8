from __future__ import annotations

from django.contrib.auth.hashers import check_password
from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.patients.models import hash_of
from unbrace.clinic.refused import NotYours, Refused
from unbrace.clinic.reports.models import MOST_TRIES, Opening, Report, Sending

ENDED = "That was the last try, so this link has ended. Ask the clinic for a new one."


def open_sending(*, token: str, code: str) -> Report:
    """Whoever holds the link gives the code. Each try is written down, right or wrong; the fifth wrong one ends it.

    Not atomic as a whole: a wrong try is kept though it is refused.
    """
    with transaction.atomic():
        rows = Sending.objects.select_for_update(of=("self",)).select_related("report__patient__clinic")
        sending = rows.filter(token_hash=hash_of(token)).first()
        if sending is None or not sending.is_open(clock.now()):
            raise NotYours
        right = check_password(tidy(code), sending.code_hash)
        Opening.objects.create(sending=sending, right=right)
        if not right:
            sending.wrong_tries += 1
            sending.save(update_fields=["wrong_tries"])
        deed = "reports.open_sending" if right else "reports.wrong_code"
        write_down(by=None, deed=deed, subject=sending, clinic_id=sending.report.patient.clinic_id)
    if right:
        return sending.report
    left = MOST_TRIES - sending.wrong_tries
    if left <= 0:
        raise Refused(ENDED, field="code")
    raise Refused(
        f"That is not the code. You have {left} {'tries' if left > 1 else 'try'} left; the clinic can tell you.",
        field="code",
    )


def tidy(code: str) -> str:
    """As it was told: spaces, hyphens and small letters make no difference."""
    return "".join(code.split()).replace("-", "").upper()[:40]
