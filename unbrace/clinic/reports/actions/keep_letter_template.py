from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.models import Clinic
from unbrace.clinic.care_teams.queries import require
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.refused import NotYours, Refused
from unbrace.clinic.reports.actions.write_report import text_of
from unbrace.clinic.reports.kinds import PARTS, Reader
from unbrace.clinic.reports.models import LetterTemplate
from unbrace.clinic.reports.queries import templates_for

MOST_TEMPLATES = 60


@transaction.atomic
def keep_letter_template(
    *,
    by: User,
    clinic: Clinic,
    name: str,
    reader: str,
    parts: Sequence[str],
    opening: str,
    closing: str,
    shared: bool,
    earlier: LetterTemplate | None = None,
) -> LetterTemplate:
    """Words to begin reports with. A change is the next version; reports that were signed know theirs."""
    membership = require(by, clinic, Permission.SIGN_REPORTS)
    name = name.strip()
    if not name or len(name) > 80:
        raise Refused("Give it a name of at most 80 letters.", field="name")
    if reader not in Reader.values:
        raise Refused("Choose for whom such a report is.", field="reader")
    if earlier is not None and earlier not in templates_for(membership):
        raise NotYours
    if earlier is None and templates_for(membership).count() >= MOST_TEMPLATES:
        raise Refused(f"There are {MOST_TEMPLATES} already. Take one out first.", field="name")
    place = {"series": earlier.series, "number": earlier.number + 1} if earlier else {}
    owner = earlier.owner if earlier else (None if shared else membership)
    template = LetterTemplate.objects.create(
        clinic=clinic,
        owner=owner,
        name=name,
        reader=reader,
        parts=[part for part in PARTS if part in parts],
        opening=text_of(opening, "opening"),
        closing=text_of(closing, "closing"),
        by=by,
        **place,
    )
    write_down(
        by=by,
        deed="reports.keep_letter_template",
        subject=template,
        clinic_id=clinic.pk,
        number=template.number,
    )
    return template


@transaction.atomic
def retire_letter_template(*, by: User, template: LetterTemplate) -> None:
    """No longer offered. Its versions stay: signed reports point at them."""
    membership = require(by, template.clinic, Permission.SIGN_REPORTS)
    if template not in templates_for(membership):
        raise NotYours
    gone = LetterTemplate.objects.create(
        series=template.series,
        number=template.number + 1,
        clinic=template.clinic,
        owner=template.owner,
        name=template.name,
        reader=template.reader,
        parts=template.parts,
        retired=True,
        by=by,
    )
    write_down(
        by=by,
        deed="reports.retire_letter_template",
        subject=gone,
        clinic_id=template.clinic_id,
        number=gone.number,
    )
