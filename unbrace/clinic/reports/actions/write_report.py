from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.patients.access import require_care
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import today_of
from unbrace.clinic.refused import Conflict, NotYours, Refused
from unbrace.clinic.reports.kinds import MOST_DAYS, MOST_LETTERS, PARTS, USUAL, Reader
from unbrace.clinic.reports.models import LetterTemplate, ReportDraft

TWELVE_WEEKS = timedelta(weeks=12)
ANOTHER_TAB = (
    "This draft was saved in another tab or on another device after you opened it here. "
    "What you typed is still below; copy what you need, then reload the page to see the newer one."
)


@dataclass(frozen=True)
class Composed:
    """What the form holds. `saves` is how often the draft had been saved when the form was opened."""

    begins: date | None
    ends: date | None
    parts: Sequence[str]
    addressee: str
    opening: str
    closing: str
    saves: int


@transaction.atomic
def begin_report(
    *, by: User, patient: Patient, reader: str, template: LetterTemplate | None = None
) -> ReportDraft:
    """A draft about the last twelve weeks; one that is there already is gone on with, and nothing of it is lost."""
    require_care(by, patient, Permission.SIGN_REPORTS)
    if reader not in Reader.values:
        raise Refused("Choose for whom the report is.", field="reader")
    today = today_of(patient)
    began = patient.started_at.astimezone(patient.user.zone).date()
    draft, made = ReportDraft.objects.get_or_create(
        patient=patient,
        author=by,
        defaults={
            "reader": reader,
            "begins": min(today, max(began, today - TWELVE_WEEKS)),
            "ends": today,
            "parts": list(template.parts if template else USUAL[Reader(reader)]),
            "opening": template.opening if template else "",
            "closing": template.closing if template else "",
            "template": template,
        },
    )
    if made:
        write_down(by=by, deed="reports.begin", subject=draft, clinic_id=patient.clinic_id)
    return draft


@transaction.atomic
def save_report(*, by: User, draft: ReportDraft, composed: Composed) -> ReportDraft:
    """Keep what was chosen and typed. Raises `Conflict` rather than write over what another tab has saved since."""
    require_care(by, draft.patient, Permission.SIGN_REPORTS)
    if draft.author_id != by.pk:
        raise NotYours
    current = ReportDraft.objects.select_for_update(of=("self",)).filter(pk=draft.pk).first()
    if current is None or current.saves != composed.saves:
        raise Conflict(ANOTHER_TAB)
    current.begins, current.ends = _period(composed, today_of(draft.patient))
    current.parts = [part for part in PARTS if part in composed.parts]
    current.addressee = composed.addressee.replace("\x00", "").strip()[:160]
    current.opening = text_of(composed.opening, "opening")
    current.closing = text_of(composed.closing, "closing")
    current.saves += 1
    current.save()
    return current


@transaction.atomic
def drop_report(*, by: User, draft: ReportDraft) -> None:
    """Thrown away: nobody but its author ever saw it."""
    require_care(by, draft.patient, Permission.SIGN_REPORTS)
    if draft.author_id != by.pk:
        raise NotYours
    write_down(by=by, deed="reports.drop_draft", subject=draft, clinic_id=draft.patient.clinic_id)
    draft.delete()


def text_of(text: str, field: str) -> str:
    text = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if len(text) > MOST_LETTERS:
        raise Refused(f"Use at most {MOST_LETTERS} letters; there are {len(text)}.", field=field)
    return text


def _period(composed: Composed, today: date) -> tuple[date, date]:
    if composed.begins is None:
        raise Refused("From which day on? Write it like 2026-03-05.", field="begins")
    if composed.ends is None:
        raise Refused("Up to which day? Write it like 2026-05-20.", field="ends")
    if composed.ends > today:
        raise Refused("A report is about days that have been.", field="ends")
    if composed.ends < composed.begins:
        raise Refused("The last day lies before the first.", field="ends")
    if (composed.ends - composed.begins).days > MOST_DAYS:
        raise Refused("Choose a year at most.", field="begins")
    return composed.begins, composed.ends
