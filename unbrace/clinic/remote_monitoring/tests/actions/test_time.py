"""Minutes: by the clock of a page, by hand, in a live contact; counted once, put right and never written over."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.people import People
from unbrace.clinic import clock
from unbrace.clinic.audit.append_only import WrittenOnce
from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.refused import NotYours, Refused
from unbrace.clinic.remote_monitoring.actions import (
    Stated,
    amend_work,
    count_time,
    enrol,
    note_work,
    strike_work,
    switch_ledger,
)
from unbrace.clinic.remote_monitoring.ledger import Ledger, Month, ledger_of
from unbrace.clinic.remote_monitoring.models import WorkEntry
from unbrace.clinic.remote_monitoring.queries import enrolment_of
from unbrace.clinic.remote_monitoring.tests.conftest import TEN, YES, noted, used

MARCH = Month(2026, 3)
A_MINUTE = timedelta(minutes=1)


def ledger(people: People, month: Month = MARCH) -> Ledger:
    terms = enrolment_of(people.maria)
    assert terms is not None
    with clock.set_to(TEN + timedelta(days=90)):
        return ledger_of(people.maria, terms, month)


def test_the_clock_of_a_page_counts_in_seconds_and_rounds_nothing_up(march: People) -> None:
    for minute in range(10):
        assert used(march, 59.9, TEN + minute * A_MINUTE) == 59.9
    assert ledger(march).month.minutes == 9  # 9 min 59 s are nine


def test_two_windows_of_one_therapist_count_once(march: People) -> None:
    assert used(march, 60, TEN) == 60
    assert used(march, 60, TEN) == 0
    assert used(march, 60, TEN + timedelta(seconds=20)) == 20


def test_two_people_at_the_same_time_count_once_for_whoever_came_first(march: People) -> None:
    assert used(march, 60, TEN) == 60
    assert used(march, 90, TEN + timedelta(seconds=15), patient=march.jonas) == 30
    whole = sum(((one.ends_at - one.begins_at) for one in WorkEntry.objects.all()), timedelta())
    assert whole == timedelta(seconds=90)


def test_two_colleagues_at_the_same_time_count_once_in_the_persons_minutes(march: People) -> None:
    """RX7: 10:00 to 10:12 and 10:05 to 10:20 are twenty minutes."""
    noted(march, TEN, 12)
    noted(march, TEN + 5 * A_MINUTE, 15, by=march.theo.user)
    assert ledger(march).month.minutes == 20


def test_what_is_sent_twice_counts_once(march: People) -> None:
    key = uuid4()
    sent = [
        count_time(by=march.tom.user, patient=march.maria, key=key, length=A_MINUTE, ago=timedelta(0))
        for _ in range(2)
    ]
    assert sent == [A_MINUTE, timedelta(0)]
    stated, key = Stated(TEN - A_MINUTE * 30, 5, "A form sent twice."), uuid4()
    assert note_work(by=march.tom.user, patient=march.maria, stated=stated, key=key) == note_work(
        by=march.tom.user, patient=march.maria, stated=stated, key=key
    )


@pytest.mark.parametrize(("length", "ago"), [(121, 0), (0, 0), (-5, 0), (60, -1), (60, 901)])
def test_what_no_page_of_ours_sends_is_refused(march: People, length: int, ago: int) -> None:
    with pytest.raises(Refused):
        count_time(
            by=march.tom.user,
            patient=march.maria,
            key=uuid4(),
            length=timedelta(seconds=length),
            ago=timedelta(seconds=ago),
        )
    assert not WorkEntry.objects.exists()


def test_nothing_counts_without_consent_and_nothing_where_the_ledger_is_off(march: People) -> None:
    with pytest.raises(Refused):
        used(march, 60, TEN, patient=march.victor, by=march.ines.user)
    switch_ledger(by=march.olga.user, clinic=march.riverside, on=False)
    for deed in (lambda: used(march, 60, TEN), lambda: noted(march, TEN - A_MINUTE * 20, 5)):
        with pytest.raises(Refused):
            deed()
    assert not WorkEntry.objects.exists()


def test_by_hand_needs_a_reason_a_time_that_has_passed_and_minutes(march: People) -> None:
    for stated, field in (
        (Stated(TEN - A_MINUTE * 9, 5, " "), "what"),
        (Stated(None, 5, "x"), "begins_at"),
        (Stated(TEN, 5, "x"), "begins_at"),
        (Stated(TEN - A_MINUTE * 9, 0, "x"), "minutes"),
        (Stated(TEN - A_MINUTE * 9, 181, "x"), "minutes"),
        (Stated(TEN - A_MINUTE * 9, 5, "x", "letter"), "way"),
        (Stated(TEN - timedelta(days=900), 5, "x"), "begins_at"),
    ):
        with pytest.raises(Refused) as refusal:
            note_work(by=march.tom.user, patient=march.maria, stated=stated, key=uuid4())
        assert refusal.value.field == field


def test_by_hand_a_minute_is_not_given_to_two_people(march: People) -> None:
    used(march, 60, TEN, patient=march.jonas)
    with pytest.raises(Refused, match="a minute counts once"):
        noted(march, TEN - 5 * A_MINUTE, 10)
    noted(march, TEN - 20 * A_MINUTE, 10)


def test_a_call_beside_the_clock_of_the_same_person_counts_once(march: People) -> None:
    used(march, 60, TEN)
    noted(march, TEN - 5 * A_MINUTE, 6, way="telephone")
    assert ledger(march).month.minutes == 6


def test_only_a_live_contact_in_the_same_month_opens_the_month(march: People) -> None:
    """RX8 and RX9: the call of 1 April is none of March; minutes of March without one come to nothing."""
    noted(march, TEN, 25)
    noted(march, TEN + timedelta(days=27), 6, way="video")
    counted = ledger(march).month
    assert (counted.minutes, counted.live, counted.codes) == (25, False, "")
    assert all("No live contact" in one.why for one in counted.reasons)
    noted(march, TEN + timedelta(hours=2), 6, way="telephone")
    assert ledger(march).month.codes == "98980"
    assert ledger(march, Month(2026, 4)).month.codes == ""


def test_amended_and_struck_entries_stay_and_no_longer_count(march: People) -> None:
    first = noted(march, TEN, 12)
    with pytest.raises(Refused, match="what was wrong"):
        amend_work(by=march.tom.user, entry=first, stated=Stated(TEN, 5, "x"), because=" ")
    with clock.set_to(TEN + timedelta(hours=1)):
        newer = amend_work(
            by=march.theo.user, entry=first, stated=Stated(TEN, 5, "x"), because="It was five."
        )
    assert (newer.worker, newer.entered_by) == (march.tom.user, march.theo.user)
    assert ledger(march).month.minutes == 5
    with pytest.raises(Refused, match="already"):
        strike_work(by=march.tom.user, entry=first, because="Again.")
    struck = strike_work(by=march.tom.user, entry=newer, because="It was another person.")
    assert ledger(march).month.minutes == 0
    assert WorkEntry.objects.count() == 3
    with pytest.raises(Refused):
        amend_work(by=march.tom.user, entry=struck, stated=Stated(TEN, 5, "x"), because="x")
    with pytest.raises(WrittenOnce):
        first.save()


def test_struck_time_is_free_for_whom_it_belonged_to(march: People) -> None:
    wrong = noted(march, TEN, 10)
    strike_work(by=march.tom.user, entry=wrong, because="It was Jonas.")
    assert noted(march, TEN, 10, patient=march.jonas)


def test_a_month_is_the_clinics_not_the_servers(march: People) -> None:
    """Half past eleven at night of 31 March in London is April in Berlin."""
    noted(march, TEN.replace(day=31, hour=22, minute=30), 10, way="video")
    assert ledger(march).month.minutes == 0
    assert ledger(march, Month(2026, 4)).month.minutes == 10


def test_strangers_and_the_office_note_nothing(march: People) -> None:
    entry = noted(march, TEN, 12)
    before = WorkEntry.objects.count()
    for user in (*march.strangers.values(), march.olga.user, march.maria.user):
        for deed in (
            lambda u=user: used(march, 60, TEN, by=u),
            lambda u=user: noted(march, TEN - 30 * A_MINUTE, 5, by=u),
            lambda u=user: strike_work(by=u, entry=entry, because="x"),
            lambda u=user: enrol(by=u, patient=march.maria, terms=YES, because="x"),
        ):
            with pytest.raises(NotYours):
                deed()
    with pytest.raises(NotYours):
        switch_ledger(by=march.tom.user, clinic=march.riverside, on=False)
    assert WorkEntry.objects.count() == before


def test_every_deed_is_written_down_without_a_word_of_it(march: People) -> None:
    strike_work(by=march.tom.user, entry=noted(march, TEN, 12), because="A secret reason")
    used(march, 60, TEN + timedelta(hours=1))
    written = AuditEntry.objects.filter(deed__startswith="remote_monitoring.")
    assert set(written.values_list("deed", flat=True)) == {
        "remote_monitoring.switch_ledger",
        "remote_monitoring.enrol",
        "remote_monitoring.note_work",
        "remote_monitoring.strike_work",
        "remote_monitoring.count_time",
    }
    assert "secret" not in str(list(written.values_list("details", flat=True)))
