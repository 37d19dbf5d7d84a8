"""What a clinic keeps beside the care: a month of remote monitoring for Maria, and a report that went to her doctor."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

from unbrace.clinic import clock
from unbrace.clinic.care_teams.models import Membership
from unbrace.clinic.care_teams.queries import members_of
from unbrace.clinic.care_teams.roles import OFFICE
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.remote_monitoring.actions import (
    Stated,
    Terms,
    count_time,
    enrol,
    note_work,
    switch_ledger,
)
from unbrace.clinic.reports.actions import keep_letter_template
from unbrace.clinic.reports.kinds import Reader

LOOKS_DAYS_AGO = (27, 20, 13, 6, 2)
CALL_DAYS_AGO = (16, 3)
TWO_MINUTES = timedelta(minutes=2)


def records(tom: Membership, maria: Patient, now: datetime) -> None:
    office = next(one for one in members_of(tom.clinic) if one.role == OFFICE.id)
    begins = now - timedelta(days=30)
    with clock.set_to(begins):
        switch_ledger(by=office.user, clinic=tom.clinic, on=True)
        day = begins.astimezone(maria.user.zone).date()
        terms = Terms(day, day, day, day, set_up_counted_before=False)
        enrol(by=tom.user, patient=maria, terms=terms)
    for days_ago in LOOKS_DAYS_AGO:
        for minutes in (2, 4):
            with clock.set_to(now - timedelta(days=days_ago) + timedelta(minutes=minutes)):
                count_time(by=tom.user, patient=maria, key=uuid4(), length=TWO_MINUTES, ago=timedelta(0))
    for days_ago in CALL_DAYS_AGO:
        with clock.set_to(now - timedelta(days=days_ago, hours=-1)):
            stated = Stated(clock.now() - timedelta(minutes=8), 8, "Looked at the squat together.", "video")
            note_work(by=tom.user, patient=maria, stated=stated, key=uuid4())
    with clock.set_to(now - timedelta(days=20)):
        keep_letter_template(
            by=tom.user,
            clinic=tom.clinic,
            name="To the doctor who sent them",
            reader=Reader.REFERRER,
            parts=["course", "pain", "everyday", "goals", "programme"],
            opening="Dear colleague,\nthank you for sending us your patient. This is how it has gone so far.",
            closing="We go on with the programme and write again in three months.",
            shared=True,
        )
