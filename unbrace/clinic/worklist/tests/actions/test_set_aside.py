"""What a therapist puts aside stays away, and comes back when something new does. Safety does not wait."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from tests.people import SQUATS, ZONE, People, screened, sign
from unbrace.clinic import clock
from unbrace.clinic.accounts.models import OutgoingMail
from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.care_teams.actions import remove_member, set_closed_care
from unbrace.clinic.care_teams.models import Clinic, Membership
from unbrace.clinic.check_ins.actions import record_check_in
from unbrace.clinic.conversations.actions import send_message
from unbrace.clinic.patients.access import opens
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.questionnaires.actions import clear_flags
from unbrace.clinic.refused import NotYours, Refused
from unbrace.clinic.worklist.actions import bring_back, hand_over, mark_done, snooze
from unbrace.clinic.worklist.asides import set_aside_in
from unbrace.clinic.worklist.models import SetAside
from unbrace.clinic.worklist.rows import people_to_look_at, row_of_person
from unbrace.rehab.red_flags import AskedIn

NOON = datetime(2027, 2, 15, 12, tzinfo=ZoneInfo(ZONE))
FRIDAY = date(2027, 2, 19)


@pytest.fixture(autouse=True)
def hurts(people: People) -> Any:
    """Maria said in her check-in that it hurt much."""
    with clock.set_to(NOON):
        record_check_in(by=people.maria.user, patient=people.maria, answers={"worst_pain": 7})
        yield


def writes(patient: Patient) -> None:
    send_message(by=patient.user, patient=patient, key=uuid4(), text="One more thing.")


def seen(patient: Patient) -> str:
    row = row_of_person(patient)
    assert row is not None
    return row.digest


def listed(clinic: Clinic, whose: Membership | None = None) -> dict[Patient, list[str]]:
    rows = people_to_look_at(clinic, whose).rows
    return {row.patient: [one.reason for one in row.found] for row in rows}


def later(**since: float) -> Any:
    return clock.set_to(NOON + timedelta(**since))


def test_a_snoozed_row_is_away_until_its_day(people: People) -> None:
    snooze(by=people.tom.user, patient=people.maria, seen=seen(people.maria), until=FRIDAY)
    assert listed(people.riverside) == {}
    assert [row.patient for row in people_to_look_at(people.riverside).away] == [people.maria]
    with later(days=3, hours=11):
        assert listed(people.riverside) == {}
    with later(days=3, hours=13):  # Friday begins where Tom lives
        assert listed(people.riverside) == {people.maria: ["pain_jump"]}


def test_something_new_brings_the_whole_row_back(people: People) -> None:
    snooze(by=people.tom.user, patient=people.maria, seen=seen(people.maria), until=FRIDAY)
    writes(people.maria)
    assert listed(people.riverside) == {people.maria: ["pain_jump", "message"]}


def test_more_pain_on_the_same_day_is_something_new_and_less_is_not(people: People) -> None:
    snooze(by=people.tom.user, patient=people.maria, seen=seen(people.maria), until=FRIDAY)
    record_check_in(by=people.maria.user, patient=people.maria, answers={"worst_pain": 6})
    assert listed(people.riverside) == {}
    record_check_in(by=people.maria.user, patient=people.maria, answers={"worst_pain": 9})
    assert listed(people.riverside) == {people.maria: ["pain_jump"]}


@pytest.mark.parametrize("until", [None, date(2027, 2, 15), date(2027, 2, 1), date(2027, 4, 17)])
def test_a_snooze_needs_a_day_that_comes_and_not_too_late(people: People, until: date | None) -> None:
    with pytest.raises(Refused, match="between tomorrow and 60 days"):
        snooze(by=people.tom.user, patient=people.maria, seen=seen(people.maria), until=until)
    assert not SetAside.objects.exists()


def test_done_ends_what_asks_for_a_look_and_leaves_what_waits_for_an_answer(people: People) -> None:
    writes(people.maria)
    mark_done(by=people.tom.user, patient=people.maria, seen=seen(people.maria), line="We spoke.")
    assert listed(people.riverside) == {people.maria: ["message"]}
    with pytest.raises(Refused, match="decision or an answer"):
        mark_done(by=people.tom.user, patient=people.jonas, seen=seen_message(people.jonas))


def seen_message(patient: Patient) -> str:
    writes(patient)
    return seen(patient)


def test_done_holds_for_four_weeks_and_no_longer(people: People) -> None:
    with clock.set_to(NOON):
        sign(people, people.jonas, [SQUATS], days_ago=5)
    mark_done(by=people.tom.user, patient=people.jonas, seen=seen(people.jonas))
    assert people.jonas not in listed(people.riverside)
    with later(days=8):
        assert people.jonas not in listed(people.riverside)
    with later(days=10):  # two weeks of silence are something new
        assert listed(people.riverside)[people.jonas] == ["falling_off"]
        mark_done(by=people.tom.user, patient=people.jonas, seen=seen(people.jonas))
    with later(days=17):  # so are three
        mark_done(by=people.tom.user, patient=people.jonas, seen=seen(people.jonas))
        assert people.jonas not in listed(people.riverside)
    with later(days=17 + 27):
        assert people.jonas not in listed(people.riverside)
    with later(days=17 + 29):
        assert people.jonas in listed(people.riverside)


def test_nobody_puts_aside_what_they_have_not_seen(people: People) -> None:
    before = seen(people.maria)
    writes(people.maria)
    acts: list[Any] = [
        lambda: snooze(by=people.tom.user, patient=people.maria, seen=before, until=FRIDAY),
        lambda: mark_done(by=people.tom.user, patient=people.maria, seen=before),
        lambda: hand_over(by=people.tom.user, patient=people.maria, seen=before, to=people.theo, line="x"),
        lambda: mark_done(by=people.tom.user, patient=people.maria, seen=""),
    ]
    for act in acts:
        with pytest.raises(Refused, match="since you looked"):
            act()
    assert not SetAside.objects.exists()


def test_a_safety_answer_can_be_handed_over_and_nothing_else(people: People) -> None:
    finding = screened(people.maria, {"CAN-2": "Y"}, asked_in=AskedIn.CHECK_IN)
    stands = seen(people.maria)
    with pytest.raises(Refused, match="clearing takes it off"):
        snooze(by=people.tom.user, patient=people.maria, seen=stands, until=FRIDAY)
    with pytest.raises(Refused, match="clearing takes it off"):
        mark_done(by=people.tom.user, patient=people.maria, seen=stands)
    hand_over(by=people.tom.user, patient=people.maria, seen=stands, to=people.theo, line="Please ring her.")
    assert people.maria in listed(people.riverside, people.theo)
    assert people.maria not in listed(people.riverside, people.tom)
    assert people.maria in listed(people.riverside)
    with later(hours=25):  # nobody has cleared it: both look
        assert people.maria in listed(people.riverside, people.tom)
        assert people.maria in listed(people.riverside, people.theo)
    clear_flags(by=people.theo.user, patient=people.maria, findings=[finding.pk], reason="Looked.")
    assert "safety" not in listed(people.riverside).get(people.maria, [])


def test_a_safety_answer_after_a_snooze_stands_first_at_once(people: People) -> None:
    snooze(by=people.tom.user, patient=people.maria, seen=seen(people.maria), until=FRIDAY)
    screened(people.maria, {"NEU-1": "Y"}, asked_in=AskedIn.CHECK_IN)
    assert listed(people.riverside, people.tom)[people.maria][0] == "safety_today"


def test_a_colleague_sees_who_gave_it_and_why_and_what_is_new_is_not_theirs(people: People) -> None:
    hand_over(
        by=people.tom.user, patient=people.maria, seen=seen(people.maria), to=people.theo, line="I am off."
    )
    (row,) = people_to_look_at(people.riverside, people.theo).rows
    assert row.handed is not None
    assert (row.handed.by, row.handed.line) == (people.tom.user, "I am off.")
    assert listed(people.riverside, people.tom) == {}
    writes(people.maria)
    assert listed(people.riverside, people.tom) == {people.maria: ["pain_jump", "message"]}


def test_the_colleague_is_told_by_a_mail_that_names_nobody_and_the_record_opens_for_them(
    people: People,
) -> None:
    set_closed_care(by=people.olga.user, clinic=people.riverside, on=True)
    maria = Patient.objects.select_related("clinic").get(pk=people.maria.pk)
    assert not opens(people.theo, maria)
    aside = hand_over(
        by=people.tom.user, patient=people.maria, seen=seen(people.maria), to=people.theo, line="Her back."
    )
    mail = OutgoingMail.objects.get(to=people.theo.user.email)
    assert mail.subject == "Something waits for you on Unbrace"
    assert not any(word in mail.body for word in ("Maria", "back.", "Tom"))
    assert opens(people.theo, maria)
    bring_back(by=people.tom.user, aside=aside)
    assert not opens(people.theo, maria)


def test_what_was_snoozed_before_is_seen_by_the_colleague_and_may_be_put_aside_by_them(
    people: People,
) -> None:
    maria, tom, theo = people.maria, people.tom, people.theo
    snooze(by=tom.user, patient=maria, seen=seen(maria), until=FRIDAY)
    with later(minutes=1):
        hand_over(by=tom.user, patient=maria, seen=seen(maria), to=theo, line="Please.")
        assert maria in listed(people.riverside, theo)
    with later(minutes=2):
        mark_done(by=theo.user, patient=maria, seen=seen(maria))
        assert listed(people.riverside, theo) == listed(people.riverside, tom) == {}


def test_a_hand_over_ends_with_what_was_handed_and_when_the_colleague_leaves(people: People) -> None:
    hand_over(
        by=people.tom.user, patient=people.maria, seen=seen(people.maria), to=people.theo, line="Please."
    )
    with later(days=8):  # the jump is no longer told; only what came after is there
        writes(people.maria)
        assert people.maria not in listed(people.riverside, people.theo)
        assert people.maria in listed(people.riverside, people.tom)
    remove_member(by=people.olga.user, membership=people.theo)
    assert people.maria in listed(people.riverside, people.tom)


def test_only_to_a_colleague_who_treats_here_and_with_a_line(people: People) -> None:
    for to in (people.tom, people.olga, people.ines, people.fred):
        with pytest.raises(Refused, match="colleague who treats"):
            hand_over(by=people.tom.user, patient=people.maria, seen=seen(people.maria), to=to, line="x")
    with pytest.raises(Refused, match="one line"):
        hand_over(by=people.tom.user, patient=people.maria, seen=seen(people.maria), to=people.theo, line=" ")
    with pytest.raises(Refused, match="at most 300"):
        hand_over(
            by=people.tom.user, patient=people.maria, seen=seen(people.maria), to=people.theo, line="x" * 301
        )


def test_everything_can_be_brought_back_once(people: People) -> None:
    aside = mark_done(by=people.tom.user, patient=people.maria, seen=seen(people.maria))
    assert people_to_look_at(people.riverside, people.tom).last_set_aside_of(people.tom.user.pk) == aside
    bring_back(by=people.theo.user, aside=aside)
    assert people.maria in listed(people.riverside)
    assert people_to_look_at(people.riverside, people.tom).last_set_aside_of(people.tom.user.pk) is None
    with pytest.raises(Refused, match="already"):
        bring_back(by=people.tom.user, aside=aside)
    with pytest.raises(NotYours):
        set_aside_in(people.hilltop, aside.pk)


def test_undoing_a_second_done_brings_back_what_the_first_had_ended_to_where_it_was(people: People) -> None:
    mark_done(by=people.tom.user, patient=people.maria, seen=seen(people.maria))
    with later(minutes=1):
        record_check_in(by=people.maria.user, patient=people.maria, answers={"worst_pain": 9})
        second = mark_done(by=people.tom.user, patient=people.maria, seen=seen(people.maria))
        bring_back(by=people.tom.user, aside=second)
        assert listed(people.riverside) == {people.maria: ["pain_jump"]}


def test_the_trail_says_who_did_what_and_holds_no_word_of_it(people: People) -> None:
    aside = snooze(
        by=people.tom.user, patient=people.maria, seen=seen(people.maria), until=FRIDAY, line="Rings me."
    )
    bring_back(by=people.tom.user, aside=aside)
    found = AuditEntry.objects.filter(deed__startswith="worklist.").order_by("at")
    assert [(one.deed, one.by_id) for one in found] == [
        ("worklist.snooze", people.tom.user.pk),
        ("worklist.bring_back", people.tom.user.pk),
    ]
    assert not any("Rings" in str(one.details) for one in found)
