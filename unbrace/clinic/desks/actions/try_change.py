"""One change at a time: proposed, done or not, looked at after a day and a week, kept or taken back."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_noop

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.desks.models import LONGEST_NOTE, DeskChange, DeskLook
from unbrace.clinic.desks.queries import next_for, open_change_of, records_of
from unbrace.clinic.desks.texts import desk_texts
from unbrace.clinic.patients.access import require_care
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import require_self
from unbrace.clinic.refused import Refused
from unbrace.rehab.desk import LATEST_LOOK, VERSION, Change, look_due

State = DeskChange.State
ONE_OPEN: Final = "One change is open already. First say what became of it."
NO_CHANGE: Final = "Choose one of the changes."
NO_RECORD: Final = "There is no record of a desk yet."
NO_LONGER: Final = gettext_noop("This change is not open any more. Load the page again.")
TOO_EARLY: Final = gettext_noop("It is too early to say, or you have answered already.")


def propose_by_rule(by: User, patient: Patient) -> DeskChange | None:
    """The first thing the rules find by the newest record; None where they find nothing."""
    found, record = next_for(patient), records_of(patient).first()
    if not found or record is None:
        return None
    first = found[0]
    change = DeskChange.objects.create(
        patient=patient,
        record=record,
        change=first.change,
        found={name: value for name, value in asdict(first).items() if name != "rules_version"},
        before=record.bothers,
        content_version=desk_texts().version,
        rules_version=VERSION,
    )
    write_down(by=by, deed="desks.propose", subject=change, clinic_id=patient.clinic_id, change=first.change)
    return change


@transaction.atomic
def next_change(*, by: User, patient: Patient) -> DeskChange | None:
    """The next thing to try, where none is open. None where everything known is within its range."""
    require_self(by, patient)
    _lock(patient)
    if (already := open_change_of(patient)) is not None:
        return already
    return propose_by_rule(by, patient)


@transaction.atomic
def propose_change(*, by: User, patient: Patient, change: str, note: str = "") -> DeskChange:
    """A therapist's own proposal, in place of one that nobody has begun yet."""
    require_care(by, patient, Permission.PRESCRIBE)
    if change not in {one.value for one in Change}:
        raise Refused(NO_CHANGE, field="change")
    note = note.replace("\x00", "").strip()
    if len(note) > LONGEST_NOTE:
        raise Refused(f"Use at most {LONGEST_NOTE} letters.", field="note")
    _lock(patient)
    record = records_of(patient).first()
    if record is None:
        raise Refused(NO_RECORD, field="change")
    already = open_change_of(patient)
    if already is not None and already.state == State.DOING:
        raise Refused(ONE_OPEN, field="change")
    if already is not None:
        _close(already, State.DECLINED)
    made = DeskChange.objects.create(
        patient=patient,
        record=record,
        change=change,
        proposed_by=by,
        note=note,
        before=record.bothers,
        content_version=desk_texts().version,
        rules_version=VERSION,
    )
    write_down(by=by, deed="desks.propose", subject=made, clinic_id=patient.clinic_id, change=change)
    return made


@transaction.atomic
def did_change(*, by: User, change: DeskChange, done: bool, done_at: datetime | None = None) -> DeskChange:
    """ "I did it" begins the week; "not for me" ends it. Said twice it is said once."""
    current = _own(by, change)
    if current.state == (State.DOING if done else State.DECLINED):
        return current
    if current.state != State.OFFERED:
        raise Refused(NO_LONGER)
    if done:
        moment = done_at or clock.now()
        current.state, current.done_on = State.DOING, moment.astimezone(by.zone).date()
        current.save(update_fields=["state", "done_on"])
    else:
        _close(current, State.DECLINED)
    _note(by, current, "did" if done else "decline")
    return current


@transaction.atomic
def look_at_change(
    *, by: User, change: DeskChange, after_days: int, bothers: int | None, done_at: datetime | None = None
) -> DeskLook:
    """How much the desk bothers a day or a week after it. The first answer stands."""
    current = _own(by, change)
    known = DeskLook.objects.filter(change=current, after_days=after_days).first()
    if known is not None:
        return known
    if current.state != State.DOING or current.done_on is None:
        raise Refused(NO_LONGER)
    moment = done_at or clock.now()
    days = (moment.astimezone(by.zone).date() - current.done_on).days
    answered = set(DeskLook.objects.filter(change=current).order_by().values_list("after_days", flat=True))
    due = look_due(current.done_on, moment.astimezone(by.zone).date(), answered)
    if due != after_days or days > LATEST_LOOK:
        raise Refused(TOO_EARLY)
    look = DeskLook.objects.create(change=current, after_days=after_days, bothers=bothers, at=moment)
    _note(by, current, "look")
    return look


@transaction.atomic
def decide_change(*, by: User, change: DeskChange, keep: bool) -> DeskChange:
    """Keep it, or take it back: at any time after it was done."""
    current = _own(by, change)
    wanted = State.KEPT if keep else State.UNDONE
    if current.state == wanted:
        return current
    if current.state != State.DOING:
        raise Refused(NO_LONGER)
    _close(current, wanted)
    _note(by, current, wanted)
    return current


def _own(by: User, change: DeskChange) -> DeskChange:
    require_self(by, change.patient)
    _lock(change.patient)
    return DeskChange.objects.select_related("patient").get(pk=change.pk)


def _lock(patient: Patient) -> None:
    Patient.objects.select_for_update(of=("self",)).get(pk=patient.pk)


def _close(change: DeskChange, state: str) -> None:
    change.state, change.closed_at = state, clock.now()
    change.save(update_fields=["state", "closed_at"])


def _note(by: User, change: DeskChange, what: str) -> None:
    write_down(
        by=by,
        deed=f"desks.{what}_change",
        subject=change,
        clinic_id=change.patient.clinic_id,
        change=change.change,
    )
