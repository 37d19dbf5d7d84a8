"""Days, periods and signatures: what was entered counts on the day it was entered, and only what is over is signed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.people import People
from unbrace.clinic import clock
from unbrace.clinic.refused import Conflict, NotYours, Refused
from unbrace.clinic.remote_monitoring.actions import (
    enrol,
    look_at_counts,
    note_other_programme,
    sign_count,
)
from unbrace.clinic.remote_monitoring.kinds import Kind
from unbrace.clinic.remote_monitoring.ledger import Ledger, Month, ledger_of, ledgers_in
from unbrace.clinic.remote_monitoring.models import Enrolment, SignedCount
from unbrace.clinic.remote_monitoring.queries import counts_time, enrolment_of, keeps_ledger
from unbrace.clinic.remote_monitoring.tests.conftest import TEN, YES, logs, noted

MARCH, FIRST = Month(2026, 3), date(2026, 3, 1)
LATER = TEN + timedelta(days=40)


def ledger(people: People, at: datetime = LATER) -> Ledger:
    terms = enrolment_of(people.maria)
    assert terms is not None
    with clock.set_to(at):
        return ledger_of(people.maria, terms, MARCH)


def test_off_until_the_office_says_on(people: People) -> None:
    assert not keeps_ledger(people.riverside)
    with pytest.raises(Refused, match="keeps no ledger"):
        enrol(by=people.tom.user, patient=people.maria, terms=YES)


def test_two_entries_on_one_day_are_one_day_on_the_persons_own_date(march: People) -> None:
    """RX1, RX2: 23:50 in Berlin is the next day for the server and the same day for the person."""
    for moment in (TEN, TEN + timedelta(hours=2), datetime(2026, 3, 6, 22, 50, tzinfo=UTC)):
        logs(moment, march.maria)
    assert ledger(march).periods[0].days == (date(2026, 3, 5), date(2026, 3, 6))


def test_days_before_the_yes_and_after_the_end_do_not_count(march: People) -> None:
    for day in (-6, -5, 1, 2, 3):
        logs(TEN + timedelta(days=day), march.maria)
    assert ledger(march).periods[0].count == 3
    with clock.set_to(LATER):
        ended = replace(YES, ended_on=date(2026, 3, 7))
        enrol(by=march.tom.user, patient=march.maria, terms=ended, because="Moved away.")
    assert ledger(march).periods[0].count == 2
    assert not counts_time(march.maria)


def test_while_a_period_or_month_runs_there_is_a_count_and_no_code(march: People) -> None:
    for day in range(16):
        logs(TEN + timedelta(days=day), march.maria)
    noted(march, TEN, 25, way="video")
    running = ledger(march, TEN + timedelta(days=20))
    assert (running.periods[0].count, running.periods[0].codes, running.periods[0].reasons) == (16, "", ())
    assert (running.month.minutes, running.month.codes, running.month.reasons) == (25, "", ())
    over = ledger(march)
    assert (over.periods[0].codes, over.month.codes) == ("98977", "98980")


def test_the_set_up_counts_once_and_with_two_days_of_a_period_that_is_over(march: People) -> None:
    """RX10, RX11."""
    with clock.set_to(TEN):
        terms = replace(YES, set_up_on=FIRST, taught_on=FIRST)
        enrol(by=march.tom.user, patient=march.maria, terms=terms, because="Set up.")
    logs(TEN, march.maria)
    assert ledger(march).setup.times == 0
    logs(TEN + timedelta(days=1), march.maria)
    assert ledger(march, TEN + timedelta(days=2)).setup.times == 0
    assert ledger(march).setup.times == 1
    with clock.set_to(LATER):
        again = replace(terms, set_up_counted_before=True)
        enrol(by=march.tom.user, patient=march.maria, terms=again, because="Counted in January.")
    assert ledger(march).setup.times == 0
    assert Enrolment.objects.filter(patient=march.maria).count() == 3


def test_terms_that_cannot_be_are_refused_with_their_field(march: People) -> None:
    for terms, because, field in (
        (replace(YES, consented_on=None), "x", "consented_on"),
        (replace(YES, consented_on=date(2026, 3, 9)), "x", "consented_on"),
        (replace(YES, begins_on=date(2026, 2, 27)), "x", "begins_on"),
        (replace(YES, ended_on=date(2026, 2, 27)), "x", "ended_on"),
        (YES, " ", "because"),
    ):
        with pytest.raises(Refused) as refusal:
            enrol(by=march.tom.user, patient=march.maria, terms=terms, because=because)
        assert refusal.value.field == field


def test_another_programme_in_the_month_leaves_no_hint(march: People) -> None:
    """RX14, and back again: the newest word holds."""
    noted(march, TEN, 25, way="video")
    note_other_programme(by=march.tom.user, patient=march.maria, month=MARCH, there=True)
    assert ledger(march).month.codes == ""
    assert "Another monitoring programme" in ledger(march).month.reasons[0].why
    with clock.set_to(TEN + timedelta(hours=1)):
        note_other_programme(by=march.tom.user, patient=march.maria, month=MARCH, there=False)
    assert ledger(march).month.codes == "98980"


def test_only_what_is_over_is_signed_and_only_as_it_was_read(march: People) -> None:
    noted(march, TEN, 25, way="video")
    with pytest.raises(Refused, match="not over yet"), clock.set_to(TEN + timedelta(days=2)):
        sign_count(by=march.tom.user, patient=march.maria, kind=Kind.MONTH, begins=FIRST, count=25)
    with clock.set_to(LATER):
        with pytest.raises(Conflict):
            sign_count(by=march.tom.user, patient=march.maria, kind=Kind.MONTH, begins=FIRST, count=24)
        signed = [
            sign_count(by=march.tom.user, patient=march.maria, kind=Kind.MONTH, begins=FIRST, count=25)
            for _ in range(2)
        ]
        with pytest.raises(NotYours):
            sign_count(
                by=march.tom.user, patient=march.maria, kind=Kind.PERIOD, begins=date(2026, 3, 4), count=0
            )
    assert signed[0] == signed[1]
    assert (signed[0].number, signed[0].codes, SignedCount.objects.count()) == (1, "98980", 1)


def test_other_facts_ask_a_person_for_the_next_version(march: People) -> None:
    """RX15: signed with fifteen days, found with sixteen."""
    for day in range(15):
        logs(TEN + timedelta(days=day), march.maria)
    with clock.set_to(LATER):
        sign_count(by=march.tom.user, patient=march.maria, kind=Kind.PERIOD, begins=FIRST, count=15)
    assert not ledger(march).periods[0].needs_decision
    logs(TEN + timedelta(days=20), march.maria)
    changed = ledger(march).periods[0]
    assert changed.needs_decision
    assert changed.signed is not None
    assert (changed.codes, changed.signed.codes) == ("98977", "98985")
    with clock.set_to(LATER):
        second = sign_count(by=march.theo.user, patient=march.maria, kind=Kind.PERIOD, begins=FIRST, count=16)
    assert (second.number, second.codes) == (2, "98977")
    assert SignedCount.objects.get(number=1).codes == "98985"


def test_a_month_of_the_clinic_is_read_with_as_many_questions_for_two_as_for_one(march: People) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries, clock.set_to(LATER):
            found = ledgers_in(march.riverside, MARCH)
            assert [one.month.minutes for one in found]
        return len(queries)

    Enrolment.objects.filter(patient=march.jonas)._raw_delete("default")
    one = asked()
    with clock.set_to(TEN):
        enrol(by=march.tom.user, patient=march.jonas, terms=YES)
    for care in (march.maria, march.jonas):
        logs(TEN, care)
        noted(march, TEN + timedelta(hours=1 if care is march.maria else 2), 10, patient=care)
    assert asked() == one <= 8


def test_another_clinic_sees_none_of_it(march: People) -> None:
    assert ledgers_in(march.hilltop, MARCH) == []
    for user in (march.ines.user, march.fred.user, march.maria.user, march.lone):
        with pytest.raises(NotYours):
            look_at_counts(by=user, clinic=march.riverside, month=MARCH)
    for user in (march.olga.user, march.tom.user):
        look_at_counts(by=user, clinic=march.riverside, month=MARCH)
