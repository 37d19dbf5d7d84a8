from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.care_teams.models import Membership
from unbrace.clinic.patients.models import Patient, hash_of
from unbrace.clinic.refused import NotYours
from unbrace.clinic.reports.kinds import PARTS, Reader
from unbrace.clinic.reports.models import Consent, LetterTemplate, Report, ReportDraft, Sending


def reports_of(patient: Patient) -> QuerySet[Report]:
    """Signed, newest first, with where they went."""
    return _whole().filter(patient=patient)


def report_of(patient: Patient, report_id: Any) -> Report:
    """With what the person said to its going out."""
    rows = _whole().prefetch_related("consents__asked_by")
    report = rows.filter(patient=patient, pk=report_id).first()
    if report is None:
        raise NotYours
    return report


def reports_for_themselves(patient: Patient) -> QuerySet[Report]:
    """Those that were written for the person."""
    return _whole().filter(patient=patient, reader="patient")


def own_report(patient: Patient, report_id: Any) -> Report:
    report = reports_for_themselves(patient).filter(pk=report_id).first()
    if report is None:
        raise NotYours
    return report


def consents_about(patient: Patient) -> QuerySet[Consent]:
    """What this person was asked about what goes out, and what they answered, newest first."""
    return _consents().filter(report__patient=patient)


def waiting_consents_of(patient: Patient) -> QuerySet[Consent]:
    """What waits for the person's answer."""
    return consents_about(patient).filter(said_yes=None, called_off_at=None, expires_at__gt=clock.now())


def consent_of(patient: Patient, consent_id: Any) -> Consent:
    consent = consents_about(patient).filter(pk=consent_id).first()
    if consent is None:
        raise NotYours
    return consent


def own_consents(user: User) -> QuerySet[Consent]:
    """The same for the person themselves, in every care of theirs, one that has ended too: a yes can be taken back for
    as long as something may be read on it."""
    return _consents().filter(report__patient__user=user)


def own_consent(user: User, consent_id: Any) -> Consent:
    consent = own_consents(user).filter(pk=consent_id).first()
    if consent is None:
        raise NotYours
    return consent


def own_sendings(user: User) -> QuerySet[Sending]:
    """What went out about this person to whom and until when, from every clinic that treats or treated them, newest
    first."""
    return Sending.objects.filter(report__patient__user=user).select_related("report").order_by("-sent_at")


def _consents() -> QuerySet[Consent]:
    return Consent.objects.select_related("report__patient__user", "report__patient__clinic", "asked_by")


def draft_of(author: User, patient: Patient) -> ReportDraft | None:
    return ReportDraft.objects.filter(author=author, patient=patient).first()


def unkept_draft(author: User, patient: Patient, begins: date, ends: date) -> ReportDraft:
    """Every part over these days, for a clinic that goes on: to be read or frozen elsewhere, kept in no row."""
    return ReportDraft(
        patient=patient, author=author, reader=Reader.CLINIC, begins=begins, ends=ends, parts=list(PARTS)
    )


def my_draft(author: User, patient: Patient) -> ReportDraft:
    draft = draft_of(author, patient)
    if draft is None:
        raise NotYours
    return draft


def sending_of(patient: Patient, sending_id: Any) -> Sending:
    found = Sending.objects.filter(report__patient=patient, pk=sending_id)
    sending = found.select_related("report__patient__clinic").first()
    if sending is None:
        raise NotYours
    return sending


def sending_behind(token: str) -> Sending | None:
    """The open sending that a link leads to. One that has ended is the same as none."""
    rows = Sending.objects.select_related("report__patient__clinic", "report__author")
    found = rows.filter(token_hash=hash_of(token)).first()
    return found if found and found.is_open(clock.now()) else None


def templates_for(membership: Membership) -> QuerySet[LetterTemplate]:
    """One's own and the clinic's, each in the version that holds."""
    newer = LetterTemplate.objects.filter(series=OuterRef("series"), number__gt=OuterRef("number"))
    shared = Q(owner=None, clinic=membership.clinic)
    rows = LetterTemplate.objects.filter(shared | Q(owner=membership)).filter(~Exists(newer), retired=False)
    return rows.select_related("by").order_by("name")


def template_of(membership: Membership, template_id: Any) -> LetterTemplate:
    template = templates_for(membership).filter(pk=template_id).first()
    if template is None:
        raise NotYours
    return template


def _whole() -> QuerySet[Report]:
    rows = Report.objects.select_related("author", "patient__user", "patient__clinic")
    return rows.prefetch_related("sendings__openings", "sendings__sent_by")
