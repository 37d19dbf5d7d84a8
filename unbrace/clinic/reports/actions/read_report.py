from __future__ import annotations

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.queries import membership_in
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.refused import NotYours
from unbrace.clinic.reports.kinds import Reader
from unbrace.clinic.reports.models import Report


@transaction.atomic
def read_report(*, by: User, report: Report) -> None:
    """Somebody looks at a signed report: a therapist of the clinic, or the person whom it was written for or who is
    asked whether it may go to somebody."""
    member = membership_in(report.patient.clinic, by)
    theirs = report.reader == Reader.PATIENT or report.consents.exists()
    own = report.patient.user_id == by.pk and theirs
    if not own and (member is None or not member.may(Permission.SEE_CARE)):
        raise NotYours
    write_down(by=by, deed="reports.read", subject=report, clinic_id=report.patient.clinic_id)
