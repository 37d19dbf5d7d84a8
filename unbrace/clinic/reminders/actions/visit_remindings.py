"""Reminders of visits, for both sides. Nobody has to ask for them: whoever is expected is told.

A person gets them by the ways they chose for reminders, and by mail where they chose none; a pause of the reminders
does not end them. A therapist gets a mail. What a cancelled or moved visit had been claimed for is not sent.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext, gettext_noop
from django_tasks import task

from unbrace.clinic import clock
from unbrace.clinic.accounts.mail_queue import queue_mail
from unbrace.clinic.accounts.models import User
from unbrace.clinic.reminders.channels import configured
from unbrace.clinic.reminders.message import Message, message_of_visit
from unbrace.clinic.reminders.models import ReminderPlan, Sending, VisitReminding
from unbrace.clinic.reminders.visit_schedule import BEFORE, VisitDue, due_for
from unbrace.clinic.visits.invite import page_of
from unbrace.clinic.visits.mails import in_words
from unbrace.clinic.visits.models import State, Visit

#: The longest before a visit that anybody is reminded: a day, and the quiet hours before it.
LOOKS_AHEAD: Final = max(BEFORE.values()) + timedelta(hours=24)
MAIL: Final = gettext_noop("""Hello{name},

{text}

If you cannot come, say so on its page:
{link}
""")


def claim_visit_remindings() -> int:
    """Everything that is due now, in one transaction for each visit. Gives how many were claimed."""
    now = clock.now()
    coming = Visit.objects.filter(
        state=State.BOOKED, begins__gt=now, begins__lte=now + LOOKS_AHEAD, patient__ended_at=None
    )
    return sum(_claim(pk) for pk in list(coming.values_list("pk", flat=True)))


@transaction.atomic
def _claim(visit_id: Any) -> int:
    visit = Visit.objects.select_related("patient__user", "therapist__user").get(pk=visit_id)
    now, claimed = clock.now(), 0
    for to_patient, due in _due(visit):
        if not due.moment <= now < due.until:
            continue
        reminding, is_new = VisitReminding.objects.get_or_create(
            visit=visit,
            to_patient=to_patient,
            number=due.number,
            begins=visit.begins,
            defaults={"moment": due.moment},
        )
        if is_new:
            send_visit_reminding_task.enqueue(reminding_id=str(reminding.pk))
            claimed += 1
    return claimed


def _due(visit: Visit) -> Iterator[tuple[bool, VisitDue]]:
    """For both sides, by each one's own clock. What was booked after its moment is not reminded of then."""
    for to_patient, reader in ((True, visit.patient.user), (False, visit.therapist.user)):
        if not to_patient and visit.therapist.ended_at is not None:
            continue
        wishes = _plan_of(visit).wishes if to_patient else ReminderPlan().wishes
        for due in due_for(visit.begins, wishes, _zone(reader)):
            if due.moment >= visit.made_at:
                yield to_patient, due


def _plan_of(visit: Visit) -> ReminderPlan:
    return ReminderPlan.objects.filter(patient=visit.patient_id).first() or ReminderPlan(
        patient=visit.patient
    )


def _zone(reader: User) -> ZoneInfo:
    return reader.zone


@task()  # type: ignore[untyped-decorator]
def send_visit_reminding_task(reminding_id: str) -> int:
    return send_visit_reminding(reminding_id)


def send_visit_reminding(reminding_id: Any) -> int:
    """Gives the number of ways that took it. Only one of two who try at the same time goes on."""
    mine = VisitReminding.objects.filter(pk=reminding_id, state=Sending.CLAIMED)
    if mine.update(state=Sending.SENT) != 1:
        return 0
    reminding = VisitReminding.objects.select_related("visit__patient__user", "visit__therapist__user").get(
        pk=reminding_id
    )
    if reason := _not_now(reminding):
        VisitReminding.objects.filter(pk=reminding.pk).update(state=reason)
        return 0
    visit = reminding.visit
    reader = visit.patient.user if reminding.to_patient else visit.therapist.user
    with translation.override(reader.language if reminding.to_patient else "en"):
        left = int((visit.begins - clock.now()).total_seconds())
        message = message_of_visit(in_words(visit.begins, reader), page_of(visit, reader), max(60, left))
        return _send(visit, reader, message, to_patient=reminding.to_patient)


def _not_now(reminding: VisitReminding) -> Sending | None:
    visit = reminding.visit
    if visit.state != State.BOOKED or visit.begins != reminding.begins or visit.patient.ended_at is not None:
        return Sending.NOT_NEEDED
    return Sending.TOO_LATE if clock.now() >= visit.begins else None


def _send(visit: Visit, reader: User, message: Message, *, to_patient: bool) -> int:
    plan = _plan_of(visit)
    chosen = [name for name in plan.channels if name in configured()] if to_patient else []
    others = [name for name in chosen if name != "email"]
    taken = sum(_by(name, message, plan) for name in others)
    if "email" in chosen or not taken:
        _mail(visit, reader, message)
        taken += 1
    return taken


def _by(name: str, message: Message, plan: ReminderPlan) -> bool:
    channel = configured()[name]
    return not channel.problem_with(plan) and channel.send(message, plan).delivered


def _mail(visit: Visit, reader: User, message: Message) -> None:
    """Through the queue of mails that must not be lost."""
    name = f" {reader.first_name}" if reader.first_name else ""
    body = gettext(MAIL).format(name=name, text=message.text, link=message.open_url)
    with transaction.atomic():
        queue_mail(clinic_id=visit.patient.clinic_id, subject=message.title, body=body, to=reader.email)
