from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from unbrace.clinic import clock
from unbrace.clinic.group_classes.actions import (
    cancel_unled,
    end_left_open,
    free_places_out_of_care,
    remind_of_classes,
)
from unbrace.clinic.reminders.actions.choose_reminders import look_ahead
from unbrace.clinic.reminders.actions.send_reminding import send_reminding_task
from unbrace.clinic.reminders.actions.visit_remindings import claim_visit_remindings
from unbrace.clinic.reminders.models import ReminderPlan, Reminding
from unbrace.clinic.reminders.schedule import due_at
from unbrace.clinic.visits.actions import cancel_unheld, let_offers_lapse


def tick() -> int:
    """Claim every reminder that is due now, and hand each to the queue in the same transaction. Gives how many.

    Any number of workers may tick at once: the row of a plan is locked while it is looked at, and the database lets
    only one row per plan, local date and number be made. Whoever has moved to another time zone is looked at anew.
    Visits are reminded of, and offers of a time that nobody took go to the next one;
    what nobody holds any more is cancelled a day before. Classes are reminded of, cancelled and ended here likewise.
    """
    now = clock.now()
    moved = ~Q(zone=F("patient__user__time_zone")) & ~Q(channels=[])
    waiting = ReminderPlan.objects.filter(Q(next_at__lte=now) | moved, patient__ended_at=None)
    claimed = sum(_claim(plan_id, now) for plan_id in list(waiting.values_list("pk", flat=True)))
    claimed += claim_visit_remindings()
    let_offers_lapse()
    cancel_unheld()
    claimed += remind_of_classes()
    cancel_unled()
    free_places_out_of_care()
    end_left_open()
    return claimed


@transaction.atomic
def _claim(plan_id: UUID, now: datetime) -> int:
    plan = (
        ReminderPlan.objects.select_for_update(of=("self",)).select_related("patient__user").get(pk=plan_id)
    )
    claimed = 0
    if plan.channels:
        for due in due_at(now, plan.wishes, plan.patient.user.zone):
            if plan.is_paused_on(due.day):
                continue
            reminding, is_new = Reminding.objects.get_or_create(
                plan=plan, local_date=due.day, number=due.number, defaults={"moment": due.moment}
            )
            if is_new:
                send_reminding_task.enqueue(reminding_id=str(reminding.pk))
                claimed += 1
    look_ahead(plan, now)
    plan.save(update_fields=["next_at", "zone"])
    return claimed
