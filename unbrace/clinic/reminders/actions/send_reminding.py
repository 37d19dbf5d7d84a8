"""Sends one claimed reminder through every channel the person chose.

A reminder is marked as sent before it is handed to anybody. A process that dies between the two has lost one reminder;
the other way round somebody would be reminded twice. What a channel says may pass is tried again, twice at most.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.utils import translation
from django.utils.crypto import salted_hmac
from django_tasks import task

from unbrace.clinic import clock
from unbrace.clinic.patients.models import hash_of
from unbrace.clinic.reminders.channels import configured
from unbrace.clinic.reminders.message import Message, Outcome, message_of
from unbrace.clinic.reminders.models import Delivery, Reminding, Sending
from unbrace.clinic.reminders.queries import has_nothing_to_do, is_anything_logged_on, is_stopped
from unbrace.clinic.reminders.schedule import FIRST_BREAK

TRIES = 3


@task()  # type: ignore[untyped-decorator]
def send_reminding_task(reminding_id: str, channels: Sequence[str] | None = None, attempt: int = 1) -> int:
    """Gives the number of channels that took it."""
    return send_reminding(reminding_id, channels, attempt)


def send_reminding(reminding_id: Any, channels: Sequence[str] | None = None, attempt: int = 1) -> int:
    """`channels` and `attempt` are for another try of what did not get through."""
    reminding = (
        Reminding.objects.filter(pk=reminding_id)
        .select_related("plan__patient__user", "plan__patient__clinic")
        .first()
    )
    if reminding is None or not _is_ours(reminding, attempt):
        return 0
    wanted = [name for name in _channels_of(reminding) if channels is None or name in channels]
    if reason := _not_now(reminding, wanted):
        Reminding.objects.filter(pk=reminding.pk).update(state=reason)
        return 0
    with translation.override(reminding.plan.patient.user.language):
        message = _with_its_words(reminding)
        taken = [_deliver(reminding, name, message, attempt) for name in wanted]
    if attempt == 1 and not any(done is not False for done in taken):
        Reminding.objects.filter(pk=reminding.pk, state=Sending.SENT).update(state=Sending.FAILED)
    return sum(done is True for done in taken)


def _is_ours(reminding: Reminding, attempt: int) -> bool:
    """Only one of two who try at the same time goes on."""
    if attempt > 1:
        return True
    mine = Reminding.objects.filter(pk=reminding.pk, state=Sending.CLAIMED).update(state=Sending.SENT)
    return mine == 1


def _channels_of(reminding: Reminding) -> list[str]:
    """Breaks come on the device alone: a mail every hour is no break."""
    chosen = ["push"] if reminding.number >= FIRST_BREAK else reminding.plan.channels
    return [name for name in chosen if name in reminding.plan.channels and name in configured()]


def _not_now(reminding: Reminding, wanted: Sequence[str]) -> Sending | None:
    plan, day = reminding.plan, reminding.local_date
    if clock.now() >= reminding.until:
        return Sending.TOO_LATE
    is_over = plan.patient.ended_at is not None or plan.is_paused_on(day)
    if is_over or not wanted or plan.days_off.filter(day=day).exists():
        return Sending.NOT_NEEDED
    if reminding.number < FIRST_BREAK and (
        is_anything_logged_on(plan.patient, day) or has_nothing_to_do(plan.patient)
    ):
        return Sending.NOT_NEEDED
    return Sending.NOT_NEEDED if is_stopped(plan.patient) else None


def _with_its_words(reminding: Reminding) -> Message:
    """The secret words stand in the messages alone; the row keeps their hashes. Another try says the same ones, so that
    a link that has gone out already stays good."""
    word, stop_word = (_word(kind, reminding) for kind in ("not-today", "stop"))
    Reminding.objects.filter(pk=reminding.pk).update(word_hash=hash_of(word), stop_hash=hash_of(stop_word))
    left = reminding.until - clock.now()
    return message_of(
        reminding.number, word=word, stop_word=stop_word, expires_in_s=max(60, int(left.total_seconds()))
    )


def _word(kind: str, reminding: Reminding) -> str:
    return salted_hmac(f"unbrace.reminders.{kind}", str(reminding.pk), algorithm="sha256").hexdigest()


def _deliver(reminding: Reminding, name: str, message: Message, attempt: int) -> bool | None:
    """True: taken; False: not deliverable; None: another try is under way."""
    outcome = _send(reminding, name, message)
    if not outcome.delivered and outcome.again_after_s is not None and attempt < TRIES:
        later = clock.now() + timedelta(seconds=outcome.again_after_s)
        if later < reminding.until:
            send_reminding_task.using(run_after=later).enqueue(
                reminding_id=str(reminding.pk), channels=[name], attempt=attempt + 1
            )
            return None
    Delivery.objects.get_or_create(
        reminding=reminding,
        channel=name,
        defaults={"delivered": outcome.delivered, "said": outcome.said, "at": clock.now()},
    )
    return outcome.delivered


def _send(reminding: Reminding, name: str, message: Message) -> Outcome:
    channel = configured()[name]
    if problem := channel.problem_with(reminding.plan):
        return Outcome(False, problem)
    return channel.send(message, reminding.plan)
