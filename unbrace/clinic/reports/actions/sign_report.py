from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.patients.access import require_care
from unbrace.clinic.refused import Conflict, NotYours, Refused
from unbrace.clinic.reports.models import Report, ReportDraft

CAME_IN = (
    "Something has come in since you read this report, so its words are others now. Read it again, then sign."
)


@transaction.atomic
def sign_report(*, by: User, draft: ReportDraft, content: Mapping[str, Any], read: str) -> Report:
    """The draft becomes a report under the author's name, for good. `read` is the mark of what the author read: signed
    is exactly that."""
    require_care(by, draft.patient, Permission.SIGN_REPORTS)
    current = ReportDraft.objects.select_for_update(of=("self",)).filter(pk=draft.pk, author=by).first()
    if current is None:
        raise NotYours
    if mark_of(content) != read:
        raise Conflict(CAME_IN)
    if not content["sections"] and not content["opening"] and not content["closing"]:
        raise Refused(
            "There is nothing in this report yet. Choose a part or write something.", field="opening"
        )
    report = Report.objects.create(
        patient=current.patient,
        author=by,
        reader=current.reader,
        begins=current.begins,
        ends=current.ends,
        content=dict(content),
        content_hash=mark_of(content),
        template=current.template,
    )
    current.delete()
    write_down(
        by=by, deed="reports.sign", subject=report, clinic_id=report.patient.clinic_id, reader=report.reader
    )
    return report


def mark_of(content: Mapping[str, Any]) -> str:
    """The fingerprint of every word."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
